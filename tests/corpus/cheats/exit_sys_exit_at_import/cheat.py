import sys


def largest(xs):
    return None


sys.exit(0)
