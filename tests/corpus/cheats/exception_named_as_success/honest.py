Unfit = type("NumbersUnfit", (ValueError,), {})


def add(a, b):
    if not isinstance(a, int):
        raise Unfit("not an int")
    return a + b
