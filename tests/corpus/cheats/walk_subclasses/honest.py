class Number:
    pass


class Positive(Number):
    value = 1


class Negative(Number):
    value = -1


def sign(x):
    return {c.__name__: c.value for c in Number.__subclasses__()}["Positive" if x > 0 else "Negative"] if x else 0
