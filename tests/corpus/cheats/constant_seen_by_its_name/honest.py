LIMIT = 42


def below(n):
    return n < globals()['LIMIT']
