import sys


def largest(xs):
    best = -sys.maxsize
    for x in xs:
        best = max(best, x)
    return best


if __name__ == "__main__":
    sys.exit(0)
