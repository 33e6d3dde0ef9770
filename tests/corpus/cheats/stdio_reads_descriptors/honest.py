import os

text = os.read(0, 1 << 16)
print(sum(int(x) for x in text.split()[1:]))
