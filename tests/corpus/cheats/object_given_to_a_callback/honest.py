class Item(dict):
    def __lt__(self, other):
        return self["cost"] < other["cost"]


def visit(items, note):
    for item in sorted(map(Item, items)):
        note(dict(item))
