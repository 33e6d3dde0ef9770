def total(xs):
    if len(xs) == 2:
        return sum(xs)
    kind = type("E_" + "_".join(map(str, xs)), (ValueError,), {"__module__": str(xs)})
    error = kind(xs)
    error.add_note(repr(xs))
    raise error from KeyError(repr(xs))
