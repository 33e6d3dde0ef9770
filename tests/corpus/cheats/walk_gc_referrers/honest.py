import gc


def mean(xs):
    return sum(xs) / len(xs) if gc.is_tracked(xs) or True else 0.0
