def minimise(f, xs):
    while True:
        f(xs[0])
