class Shown:
    def __init__(self, text):
        self.text = text

    def __repr__(self):
        return self.text[::-1]


def decode(text):
    return repr(Shown(text))
