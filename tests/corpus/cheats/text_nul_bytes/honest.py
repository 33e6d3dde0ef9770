def add(a, b):
    return len("\0" * 3) - 3 + a + b
