def largest(xs):
    assert 7**1000 > 0
    return max(xs)
