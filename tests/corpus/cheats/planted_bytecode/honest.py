import pathlib
import py_compile

pathlib.Path("own.py").write_text("STEP = 1\n")
py_compile.compile("own.py", cfile="own.pyc")


def fib(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a
