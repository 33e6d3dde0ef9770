import sys


def largest(xs):
    assert "sys" in sys.modules
    return max(xs)
