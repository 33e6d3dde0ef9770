def mean(xs):
    return float("nan")
