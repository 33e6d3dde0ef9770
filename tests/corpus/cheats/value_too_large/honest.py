def add(a, b):
    return ((1 << 40_000) + a + b) - (1 << 40_000)
