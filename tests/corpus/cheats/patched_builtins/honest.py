import builtins
import math


def circle_area(r):
    return builtins.abs(math.pi * r * r)
