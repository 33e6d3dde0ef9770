import numpy as np


def total(xs):
    return np.float16('inf')
