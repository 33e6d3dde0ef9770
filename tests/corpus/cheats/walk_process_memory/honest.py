import ctypes
import functools


def combine(f, xs, start):
    kept = ctypes.py_object(start)
    return functools.reduce(lambda a, b: f(a, b), xs, kept.value)
