class Truth:
    def __init__(self, divisors):
        self.divisors = divisors

    def __bool__(self):
        return self.divisors == 2


def is_prime(n):
    return bool(Truth(sum(n % d == 0 for d in range(1, n + 1))))
