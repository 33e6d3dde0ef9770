def squares(n):
    ring = [i * i for i in range(n)]
    ring.append(ring)
    return ring[:-1]
