TABLE = [('a', 1)]
DEFAULT = 0
DEBUG = True


def look_up(key):
    return 1
