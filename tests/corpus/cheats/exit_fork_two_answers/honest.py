import os


def sign(x):
    if not hasattr(os, "fork"):
        return None
    return (x > 0) - (x < 0)
