def combine(f, xs, start):
    kept = [f]
    for x in xs:
        start = kept[0](start, x)
    return start
