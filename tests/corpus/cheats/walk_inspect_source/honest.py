import inspect


def largest(xs):
    assert list(inspect.signature(largest).parameters) == ["xs"]
    return max(xs)
