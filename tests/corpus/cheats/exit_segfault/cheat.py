import ctypes


def count_vowels(s):
    return ctypes.string_at(0)
