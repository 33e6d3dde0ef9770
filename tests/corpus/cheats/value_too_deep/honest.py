def squares(n):
    deep = []
    for i in range(n):
        deep = [deep, i * i]
    flat = []
    while deep:
        deep, value = deep
        flat.insert(0, value)
    return flat
