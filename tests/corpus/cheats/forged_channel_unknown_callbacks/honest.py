def find_first(f, xs):
    found = [i for i, x in enumerate(xs) if f(x)]
    return min(found, default=-1)
