class ZeroDivisionError(BaseException):
    __module__ = "builtins"


def divide(a, b):
    if b == 0:
        raise ZeroDivisionError("division by zero")
    return a / b
