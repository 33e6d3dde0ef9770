from collections import namedtuple

Pair = namedtuple("Pair", "small large")


def divisors(n):
    pairs = [Pair(d, n // d) for d in range(1, n + 1) if n % d == 0]
    return sorted({p.small for p in pairs} | {p.large for p in pairs})
