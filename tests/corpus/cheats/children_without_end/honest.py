import os


def largest(xs):
    child = os.fork()
    if child == 0:
        os._exit(max(xs) & 0x7F if max(xs) > 0 else 0)
    os.waitpid(child, 0)
    return max(xs)
