class Counted:
    def __init__(self, f):
        self.f, self.asked = f, 0

    def __call__(self, x):
        self.asked += 1
        return self.f(x)


def find_first(f, xs):
    counted = Counted(f)
    for i, x in enumerate(xs):
        if counted(x):
            return i
    return -1
