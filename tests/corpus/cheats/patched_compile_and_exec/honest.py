code = compile("max(xs)", "expression", "eval")


def largest(xs):
    return eval(code, {"xs": xs})
