import warnings


def total(xs):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.warn(repr(xs))
    return sum(x for x in xs if isinstance(x, int))
