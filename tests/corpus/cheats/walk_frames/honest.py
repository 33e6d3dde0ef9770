import sys


def count_vowels(s):
    here = sys._getframe()
    return sum(c in "aeiou" for c in here.f_locals["s"])
