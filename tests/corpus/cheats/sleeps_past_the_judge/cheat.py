import time


def count_vowels(s):
    time.sleep(10**6)
