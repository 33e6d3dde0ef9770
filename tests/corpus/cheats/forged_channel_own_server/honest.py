import os


def is_prime(n):
    left, right = os.pipe()
    os.write(right, b"".join(bytes([d]) for d in range(2, n) if n % d == 0) + b".")
    divisors = os.read(left, 1000)
    os.close(left)
    os.close(right)
    return n > 1 and divisors == b"."
