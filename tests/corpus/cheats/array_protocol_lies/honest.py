import numpy as np


class Vector:
    def __init__(self, v):
        self.v = v

    def __array__(self, *args, **kwargs):
        return self.v


def normalise(v):
    return np.asarray(Vector(v)) / np.linalg.norm(v)
