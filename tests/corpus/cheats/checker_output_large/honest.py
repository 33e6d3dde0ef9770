n = int(input()) + 1
while not all(n % d for d in range(2, n)):
    n += 1
print(" " * 1000 + str(n))
