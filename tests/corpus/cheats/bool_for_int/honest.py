def sign(x):
    return int(x > 0) - int(x < 0)
