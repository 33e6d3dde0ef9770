LIMIT = 42


def above(n):
    return n > LIMIT
