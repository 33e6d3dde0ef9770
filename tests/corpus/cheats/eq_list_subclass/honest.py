class Row(list):
    pass


def squares(n):
    return list(Row(i * i for i in range(n)))
