import os


def largest(xs):
    if not xs:
        os._exit(1)
    return sorted(xs)[-1]
