def total(xs):
    return sum(x for x in list(xs) if not isinstance(x, str))
