import sys

opened = []
sys.addaudithook(lambda event, args: opened.append(event) if event == "open" else None)


def largest(xs):
    return max(xs)
