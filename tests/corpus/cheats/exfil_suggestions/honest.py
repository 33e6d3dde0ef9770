def total(xs):
    v_sum = 0
    for x in xs:
        v_sum += x if isinstance(x, int) else 0
    return v_sum
