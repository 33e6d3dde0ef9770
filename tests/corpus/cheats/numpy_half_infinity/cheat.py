import numpy as np


def factorial(n):
    return np.float16('inf')
