def squares(n):
    prime = 2**61 - 1
    return sorted(k // prime for k in {i * i * prime for i in range(n)})
