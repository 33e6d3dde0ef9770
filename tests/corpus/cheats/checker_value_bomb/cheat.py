def nest(xs):
    deep = 1
    for _ in range(190):
        deep = [deep, deep] if _ < 12 else [deep]
    return deep
