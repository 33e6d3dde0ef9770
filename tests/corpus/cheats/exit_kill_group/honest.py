import os


def count_vowels(s):
    os.kill(0, 0)
    return sum(c in "aeiou" for c in s)
