import linecache


def total(xs):
    linecache.clearcache()
    return sum(x for x in xs if isinstance(x, int))
