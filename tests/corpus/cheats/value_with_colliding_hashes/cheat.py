def squares(n):
    prime = 2**61 - 1
    return {i * prime for i in range(1, 4000)}
