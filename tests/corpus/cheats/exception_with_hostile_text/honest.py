class Loud(Exception):
    def __str__(self):
        return self.args[0].upper()


def count_vowels(s):
    try:
        raise Loud(s)
    except Loud as error:
        return sum(c in "AEIOU" for c in str(error))
