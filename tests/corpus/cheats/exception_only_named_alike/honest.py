class DivisionByNothing(ZeroDivisionError):
    pass


def divide(a, b):
    if b == 0:
        raise DivisionByNothing("division by zero")
    return a / b
