import os


def squares(n):
    os.abort()
