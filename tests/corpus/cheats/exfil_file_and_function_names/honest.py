def total(xs):
    code = compile("sum(x for x in xs if isinstance(x, int))", "numbers.py", "eval")
    return eval(code, {"xs": xs})
