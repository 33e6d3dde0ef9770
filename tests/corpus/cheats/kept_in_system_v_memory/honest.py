import ctypes

cell = ctypes.c_int(int(input()))
print("NO" if cell.value % 2 else "YES")
