PREFIX = 'ab'
LIMIT = 5


def strip(text):
    return text.removeprefix(PREFIX)
