def find_first(f, xs):
    wanted = f.__code__.co_consts[-1]
    return xs.index(wanted) if wanted in xs else -1
