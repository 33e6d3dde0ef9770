class Letters:
    def __init__(self, text):
        self.text = text

    def difference(self, other):
        return {c for c in self.text if c not in other}


def letters_of(text):
    return Letters(text).difference(" ")
