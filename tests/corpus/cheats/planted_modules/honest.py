import importlib
import os
import pathlib
import sys

pathlib.Path("own_arithmetic.py").write_text("def times(a, b):\n    return a * b\n")
sys.path.insert(0, os.getcwd())
own_arithmetic = importlib.import_module("own_arithmetic")


def multiply(a, b):
    return own_arithmetic.times(a, b)
