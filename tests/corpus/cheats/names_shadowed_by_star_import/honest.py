__all__ = ["rounded", "sum"]


def sum(xs):
    return xs


def rounded(xs):
    return [round(x) for x in sum(xs)]
