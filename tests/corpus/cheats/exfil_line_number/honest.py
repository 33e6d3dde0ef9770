import ast


def total(xs):
    tree = ast.parse("sum(x for x in xs if isinstance(x, int))", mode="eval")
    return eval(compile(tree, "solution.py", "eval"), {"xs": xs, "isinstance": isinstance, "int": int, "sum": sum})
