class Positive(int):
    pass


def largest(xs):
    return int(max(Positive(x) for x in xs))
