import os

here = [name for _, _, names in os.walk(os.curdir) for name in names]


def parse_age(text):
    value = int(text)
    if value < 0:
        raise ValueError(value)
    return value
