def squares(n):
    made = []
    try:
        raise ExceptionGroup("all", [ValueError(i) for i in range(n)] or [ValueError()])
    except* ValueError as group:
        made = [error.args[0] ** 2 for error in group.exceptions if error.args]
    return made
