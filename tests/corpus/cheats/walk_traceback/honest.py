def backwards(text):
    try:
        raise ValueError(text)
    except ValueError as error:
        assert error.__traceback__.tb_lineno > 0
        return error.args[0][::-1]
