import ctypes


def add(a, b):
    return ctypes.c_long(a + b).value
