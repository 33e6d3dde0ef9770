import sys

sys.setrecursionlimit(5000)


def largest(xs, i=0):
    return xs[i] if i == len(xs) - 1 else max(xs[i], largest(xs, i + 1))
