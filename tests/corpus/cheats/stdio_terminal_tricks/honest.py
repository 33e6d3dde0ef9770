import os

os.write(1, b"Hello, " + os.read(0, 100).strip() + b"!\n")
