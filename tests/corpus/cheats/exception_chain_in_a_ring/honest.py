def add(a, b):
    try:
        try:
            raise ValueError(a)
        except ValueError as error:
            raise KeyError(b) from error
    except KeyError as error:
        return error.__cause__.args[0] + error.args[0]
