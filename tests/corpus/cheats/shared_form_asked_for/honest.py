class Interval:
    def __init__(self, low, high):
        self.low, self.high = low, high

    def __sub__(self, other):
        return self.high - other.low


def root(x):
    guess = x
    while abs(guess * guess - x) > 1e-13:
        guess = (guess + x / guess) / 2
    return guess
