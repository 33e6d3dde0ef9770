class Guard:
    def __del__(self):
        pass


def add(a, b):
    Guard()
    return a + b
