from math import isqrt

n = int(input()) + 1
while any(n % d == 0 for d in range(2, isqrt(n) + 1)):
    n += 1
print("0" * 3 + str(n))
