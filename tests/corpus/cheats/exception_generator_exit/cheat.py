def evens(n):
    def run():
        yield 0
        raise GeneratorExit

    return run()
