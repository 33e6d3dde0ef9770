def pairs(n):
    def squares():
        for i in range(n + 1):
            yield i, i * i

    return list(squares())
