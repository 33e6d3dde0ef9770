import functools


@functools.total_ordering
class Number:
    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        return self.value < other.value

    def __eq__(self, other):
        return self.value == other.value


def guess_sqrt(n):
    low, high = 0.0, max(1.0, n)
    for _ in range(60):
        middle = (low + high) / 2
        if Number(middle * middle) < Number(n):
            low = middle
        else:
            high = middle
    return low
