def is_prime(n):
    sieve = bytearray(b"\x01") * (n + 1)
    sieve[:2] = b"\x00" * min(2, n + 1)
    for d in range(2, n + 1):
        for multiple in range(d * d, n + 1, d):
            sieve[multiple] = 0
    return bool(sieve[n])
