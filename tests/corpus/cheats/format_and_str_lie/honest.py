class Euro:
    def __init__(self, n):
        self.n = n

    def __str__(self):
        return f"{self.n:.2f} EUR"


def euro(n):
    return str(Euro(n))
