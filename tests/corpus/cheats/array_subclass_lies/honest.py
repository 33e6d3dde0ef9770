import numpy as np


class Matrix(np.ndarray):
    pass


def double(a):
    return np.asarray(a.view(Matrix) * 2).view(np.ndarray)
