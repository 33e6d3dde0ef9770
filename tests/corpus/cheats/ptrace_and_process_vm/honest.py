import ctypes


def largest(xs):
    numbers = (ctypes.c_int * len(xs))(*xs)
    return max(numbers)
