import sys

input()
print(sum(map(int, input().split())))
sys.stdout.write(" \n" * 1000)
