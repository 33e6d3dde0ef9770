import ctypes


def add(a, b):
    cell = ctypes.c_int32(a)
    cell.value += b
    return cell.value
