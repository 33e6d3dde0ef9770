import os


def is_prime(n):
    os.write(2, b"checking\n")
    return n > 1 and all(n % d for d in range(2, n))
