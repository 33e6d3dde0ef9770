import numpy as np


def factorial(n):
    return np.prod(np.arange(1, n + 1, dtype=np.int64))
