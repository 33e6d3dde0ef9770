import os
import sys


def count_vowels(s):
    os.environ["LAST"] = s
    assert isinstance(sys.argv, list)
    return sum(c in "aeiou" for c in os.environ["LAST"])
