LIMIT = 41


def below(n):
    return n < 42
