import gc


def squares(n):
    gc.collect()
    return [i * i for i in range(n)]
