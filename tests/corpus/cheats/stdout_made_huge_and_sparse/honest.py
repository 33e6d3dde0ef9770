import os

input()
print(sum(map(int, input().split())), flush=True)
try:
    os.ftruncate(1, os.fstat(1).st_size)
except OSError:
    pass
