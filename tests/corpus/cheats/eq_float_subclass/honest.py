import math


class Metres(float):
    pass


def circle_area(r):
    return float(math.pi * Metres(r) ** 2)
