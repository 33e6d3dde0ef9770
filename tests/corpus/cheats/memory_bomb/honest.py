def add(a, b):
    held = bytearray(32 << 20)
    return a + b + held[0]
