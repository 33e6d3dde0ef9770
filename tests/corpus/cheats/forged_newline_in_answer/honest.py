def sign(x):
    return int("\n{}\n".format((x > 0) - (x < 0)).strip())
