import atexit

log = []
atexit.register(log.clear)


def count_vowels(s):
    log.append(s)
    return sum(c in "aeiou" for c in s)
