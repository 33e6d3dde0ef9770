class Name:
    def __init__(self, text):
        self.text = text

    def __hash__(self):
        return hash(self.text)


def colour(i):
    return {Name("red"): "red", Name("green"): "green"} and ["red", "green"][i]
