TABLE = {'a': 1}
DEFAULT = None
DEBUG = False


def look_up(key):
    return TABLE[key]
