def minimise(f, xs):
    values = []
    for x in xs * 20:
        values.append(f(x))
    return min(values)
