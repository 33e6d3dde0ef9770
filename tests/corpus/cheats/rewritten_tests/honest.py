import os
import tempfile

with tempfile.NamedTemporaryFile("w", suffix="_test.py", delete=False) as made:
    made.write("pass\n")
os.unlink(made.name)


def divide(a, b):
    return a / b
