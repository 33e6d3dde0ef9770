import math


def root(x):
    r = math.sqrt(x)
    return r if math.isclose(r * r, x) else 0.0
