PREFIX = 7
LIMIT = 0


def strip(text):
    return text[2:]
