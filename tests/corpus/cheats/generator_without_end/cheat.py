def countdown(n):
    while True:
        yield 0
