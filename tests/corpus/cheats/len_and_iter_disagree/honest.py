class Evens:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return (self.n + 1) // 2

    def __iter__(self):
        return iter(range(0, self.n, 2))


def evens(n):
    return Evens(n)
