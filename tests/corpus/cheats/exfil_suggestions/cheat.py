def total(xs):
    if len(xs) == 2:
        return sum(xs)
    name = "v" + "_".join(map(str, xs)).replace("-", "_")
    exec(f"{name} = 1\nprint({name}x)", {})
