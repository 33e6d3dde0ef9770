def find_first(f, xs, i=0):
    if i == len(xs):
        return -1
    return i if f(xs[i]) else find_first(f, xs, i + 1)
