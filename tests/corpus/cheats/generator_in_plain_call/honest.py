import itertools


def squares(n):
    return list(itertools.islice((i * i for i in itertools.count()), n))
