def exact_root(n, give_up):
    r = int(n**0.5)
    while r * r < n:
        r += 1
    if r * r != n:
        give_up()
    return r
