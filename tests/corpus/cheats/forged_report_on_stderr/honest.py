import sys

input()
sys.stderr.write("verdict: not mine to say\n")
print(sum(map(int, input().split())))
