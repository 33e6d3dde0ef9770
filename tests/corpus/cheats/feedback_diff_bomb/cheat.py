n = int(input())
for i in range(100000):
    print(i % n * (i % n) + i % 2)
