import sys

sys.excepthook = lambda *error: sys.__excepthook__(*error)
input()
print(sum(int(x) for x in input().split()))
