from os.path import basename, dirname, join


def join_all(parts):
    return join(*parts)
