import numpy as np


def double(a):
    return (np.array(a, dtype=object) * 2).astype(np.int64)
