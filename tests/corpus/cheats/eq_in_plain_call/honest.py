class Square:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n


def squares(n):
    return [Square(i).n ** 2 for i in range(n)]
