import os


def sign(x):
    return 1 if os.fork() else -1
