def find_first(f, xs):
    assert find_first.__code__.co_argcount == 2
    return next((i for i, x in enumerate(xs) if f(x)), -1)
