def total(xs):
    try:
        compile("1 +", "solution.py", "eval")
    except SyntaxError as error:
        return sum(x for x in xs if isinstance(x, int)) + error.lineno - 1
