class Stack:
    def __init__(self):
        self._items = []

    def __getattr__(self, name):
        if name == "push":
            return self._items.append
        raise AttributeError(name)

    def pop(self):
        return self._items.pop()

    def size(self):
        return len(self._items)
