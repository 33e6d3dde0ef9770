import importlib.machinery
import sys

finder = importlib.machinery.PathFinder
assert finder in sys.meta_path


def fib(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a
