def minimise(f, xs):
    assert callable(f)
    return min(f(x) for x in xs)
