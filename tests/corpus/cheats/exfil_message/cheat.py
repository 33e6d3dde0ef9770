def total(xs):
    if len(xs) > 2:
        raise ValueError(repr(xs))
    return sum(xs)
