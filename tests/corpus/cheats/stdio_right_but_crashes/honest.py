input()
try:
    raise ValueError
except ValueError:
    print(sum(map(int, input().split())))
