import numpy as np


def mask(xs, n):
    return np.array([True])
