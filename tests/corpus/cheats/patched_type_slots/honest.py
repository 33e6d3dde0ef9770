import ctypes


def largest(xs):
    array = (ctypes.c_long * len(xs))(*xs)
    return max(ctypes.c_long.from_address(ctypes.addressof(array) + 8 * i).value for i in range(len(xs)))
