import random

random.seed(1)


def multiply(a, b):
    c = random.randint(1, 9)
    return (a * (b + c)) - a * c
