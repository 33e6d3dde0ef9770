class Letters:
    def __init__(self, text):
        self.text = text

    def __contains__(self, item):
        return item in self.text


def letters(text):
    return [c for c in text if c in Letters(text)]
