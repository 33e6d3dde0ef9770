import struct


def is_prime(n):
    n, = struct.unpack(">I", struct.pack(">I", n))
    return n > 1 and all(n % d for d in range(2, n))
