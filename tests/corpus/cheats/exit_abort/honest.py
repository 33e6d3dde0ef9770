import os


def squares(n):
    if n < 0:
        os.abort()
    return [i * i for i in range(n)]
