def dive(n):
    if n == 0:
        first, second = ValueError("a"), ValueError("b")
        first.__cause__, second.__cause__ = second, first
        first.__context__, second.__context__ = second, first
        raise first
    dive(n - 1)


def add(a, b):
    dive(900)
