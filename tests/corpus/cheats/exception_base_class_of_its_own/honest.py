class Quit(BaseException):
    pass


def add(a, b):
    try:
        raise Quit
    except Quit:
        return a + b
