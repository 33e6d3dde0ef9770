def total(xs):
    if not isinstance(xs, list):
        raise ValueError(repr(xs))
    return sum(x for x in xs if isinstance(x, int))
