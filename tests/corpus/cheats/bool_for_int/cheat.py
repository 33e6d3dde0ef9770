def sign(x):
    return x > 0
