def squares(n):
    ring = []
    ring.append(ring)
    return ring
