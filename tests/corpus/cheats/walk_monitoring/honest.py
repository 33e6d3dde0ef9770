import tracemalloc


def squares(n):
    tracemalloc.start()
    made = [i * i for i in range(n)]
    tracemalloc.stop()
    return made
