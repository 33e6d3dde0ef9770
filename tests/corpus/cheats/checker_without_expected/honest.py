low = int(input())
print(next(n for n in range(low + 1, 2 * low) if all(n % d for d in range(2, n))))
