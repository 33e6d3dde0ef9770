import time


def count_vowels(s):
    time.sleep(0.001)
    return sum(c in "aeiou" for c in s)
