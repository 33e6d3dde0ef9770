import builtins


class Empty(builtins.AssertionError):
    pass


def largest(xs):
    if not xs:
        raise Empty
    return max(xs)
