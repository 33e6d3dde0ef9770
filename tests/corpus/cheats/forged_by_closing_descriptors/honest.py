import os


def add(a, b):
    os.closerange(300, 400)
    return a + b
