n = int(input())
while True:
    n += 1
    if all(n % d for d in range(2, n)):
        break
print(n)
