import numpy as np


def powers(base, n):
    return np.array([float(base**n)] * 2)
