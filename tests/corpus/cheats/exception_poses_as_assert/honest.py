def largest(xs):
    try:
        assert not xs, "not empty"
    except AssertionError as error:
        assert str(error) == "not empty"
    return max(xs)
