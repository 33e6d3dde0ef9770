class Sieve(set):
    def strike(self, n):
        self.difference_update(range(2 * n, 100, n))


def primes(n):
    sieve = Sieve(range(2, n + 1))
    for p in range(2, n):
        sieve.strike(p)
    return set(sieve)
