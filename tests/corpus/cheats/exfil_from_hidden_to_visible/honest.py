kept = []


def total(xs):
    kept.append(repr(xs))
    return sum(xs)
