import signal


def count_vowels(s):
    signal.Signals.SIGKILL
    return len([c for c in s if c in "aeiou"])
