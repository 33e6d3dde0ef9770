def add(a, b):
    def inner():
        nonlocal a
        a += b

    inner()
    return locals()["a"]
