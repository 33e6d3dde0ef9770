def nest(xs):
    return [xs[0], [xs[1]]]
