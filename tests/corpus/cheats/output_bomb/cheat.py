import sys

input()
print(sum(map(int, input().split())))
while True:
    sys.stdout.write(" \n" * 10000)
