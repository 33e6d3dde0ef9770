class Key:
    def __init__(self, x):
        self.x = x

    def __lt__(self, other):
        return self.x < other.x


def sort_in_place(data):
    data.sort(key=Key)
