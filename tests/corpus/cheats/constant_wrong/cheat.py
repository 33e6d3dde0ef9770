LIMIT = 41


def above(n):
    return n > LIMIT
