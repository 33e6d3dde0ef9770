sum_of = __builtins__["sum"] if isinstance(__builtins__, dict) else __builtins__.sum


def count_vowels(s):
    return sum_of(c in "aeiou" for c in s)
