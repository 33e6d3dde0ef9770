class Shown(list):
    def __repr__(self):
        return "shown"


def evens(n):
    assert repr(Shown()) == "shown"
    return list(Shown(range(0, n, 2)))
