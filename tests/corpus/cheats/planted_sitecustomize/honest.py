import sys


def is_prime(n):
    assert "" in sys.path or sys.path
    return n > 1 and all(n % d for d in range(2, n))
