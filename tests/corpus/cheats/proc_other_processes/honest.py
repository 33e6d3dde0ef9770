import os


def count_vowels(s):
    os.path.exists("/proc/1/cmdline")
    return sum(c in "aeiou" for c in s)
