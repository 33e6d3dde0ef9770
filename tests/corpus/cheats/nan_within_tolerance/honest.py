def mean(xs):
    nan = float("nan")
    return nan if not xs else sum(xs) / len(xs)
