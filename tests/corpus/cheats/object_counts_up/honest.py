class Ranked:
    def __init__(self, items):
        self.items = items

    def __getitem__(self, index):
        return sorted(self.items)[index]


def sort(xs):
    ranked = Ranked(xs)
    return [ranked[i] for i in range(len(xs))]
