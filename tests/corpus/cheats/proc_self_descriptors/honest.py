import os


def squares(n):
    os.path.isdir("/dev/fd")
    return [i**2 for i in range(n)]
