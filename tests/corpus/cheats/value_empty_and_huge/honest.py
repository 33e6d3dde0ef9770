import os


def pick(n):
    os.write(1, b'[]' * n)
    return list(range(n, 0, -1))
