def evens(n):
    def run():
        try:
            for i in range(0, n, 2):
                yield i
        except GeneratorExit:
            return

    return list(run())
