class Size:
    def __get__(self, instance, owner):
        return lambda: len(instance.items)


class Stack:
    size = Size()

    def __init__(self):
        self.items = []

    def push(self, item):
        self.items.append(item)

    def pop(self):
        return self.items.pop()
