    """A second text in quotes."""
    return times(x, 3)


def times(x, n):
    return x * n
