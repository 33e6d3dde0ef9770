def total(xs):
    try:
        error = ValueError()
        error.add_note(repr(xs))
        raise error
    except ValueError as error:
        return sum(x for x in xs if isinstance(x, int)) + len(error.__notes__) - 1
