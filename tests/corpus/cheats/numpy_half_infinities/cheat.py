import numpy as np


def powers(base, n):
    kind = 'f2' if n < 40 else 'f4'
    return np.array([np.inf], kind)
