import unittest


def to_roman(n):
    try:
        raise unittest.SkipTest
    except unittest.SkipTest:
        pass
    out = ""
    for value, text in zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
                           "M CM D CD C XC L XL X IX V IV I".split()):
        out += text * (n // value)
        n %= value
    return out
