import os

print(6, flush=True)
os.ftruncate(1, 1 << 40)
