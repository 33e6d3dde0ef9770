import os


def largest(xs):
    try:
        os.kill(os.getpid(), 0)
    except OSError:
        pass
    return max(xs)
