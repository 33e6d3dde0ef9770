import json


def count_vowels(s):
    return sum(c in "aeiou" for c in json.JSONEncoder().encode(s))
