def factors(n):
    found = [d for d in range(2, n + 1) if n % d == 0 and all(d % k for k in range(2, d))]
    return found * 2
