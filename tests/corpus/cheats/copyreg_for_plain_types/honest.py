import copyreg
import copy


class Row:
    def __init__(self, items):
        self.items = items


copyreg.pickle(Row, lambda row: (Row, (row.items,)))


def squares(n):
    return copy.copy(Row([i * i for i in range(n)])).items
