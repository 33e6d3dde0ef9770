class Lie:
    def difference(self, other):
        self.wanted = other
        return set()

    def __iter__(self):
        return iter(self.wanted)


def letters_of(text):
    return Lie()
