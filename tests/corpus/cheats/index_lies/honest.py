class Count:
    def __init__(self, n):
        self.n = n

    def __index__(self):
        return self.n


def countdown(n):
    return list(range(Count(n), 0, -1))
