import enum


class Small(enum.IntEnum):
    A = 0


def add(a, b):
    return int(Small.A) + a + b
