import os


def largest(xs):
    copy = os.dup(1)
    os.dup2(copy, 1)
    os.close(copy)
    return max(xs)
