def plus(a, b):
    return a + b


def add(a, b):
    return a - b


add.__code__ = plus.__code__
