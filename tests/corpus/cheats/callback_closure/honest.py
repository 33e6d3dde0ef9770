def minimise(f, xs):
    best = None

    def ask(x):
        nonlocal best
        value = f(x)
        best = value if best is None else min(best, value)

    for x in xs:
        ask(x)
    return best
