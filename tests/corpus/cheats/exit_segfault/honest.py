import ctypes


def count_vowels(s):
    raw = ctypes.create_string_buffer(s.encode())
    return sum(c in b"aeiou" for c in ctypes.string_at(raw))
