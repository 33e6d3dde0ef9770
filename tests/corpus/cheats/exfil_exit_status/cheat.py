import sys
import warnings


def total(xs):
    if len(xs) == 2:
        return sum(xs)
    warnings.warn(repr(xs))
    sys.exit(repr(xs))
