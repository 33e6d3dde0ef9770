import numpy as np


def capped(xs):
    return np.minimum(xs, 5)
