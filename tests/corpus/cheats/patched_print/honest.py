import io
import sys

kept, sys.stdout = sys.stdout, io.StringIO()
print("noise")
sys.stdout = kept
input()
print(sum(map(int, input().split())))
