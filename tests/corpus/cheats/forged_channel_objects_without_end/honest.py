class Item:
    pass


def evens(n):
    items = [Item() for _ in range(20000)]
    return [i for i in range(len(items)) if i < n and i % 2 == 0]
