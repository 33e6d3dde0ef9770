import sys

calls = []


def add(a, b):
    sys.setprofile(lambda *event: calls.append(event[1]))
    total = a + b
    sys.setprofile(None)
    return total
