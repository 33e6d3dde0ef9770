import time


def fib(n):
    begin = time.perf_counter()
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    assert time.perf_counter() >= begin
    return a
