import sys

text = sys.stdin.read().strip()
sys.stderr.write(text)
print(text[::-1].replace("193937", "739391"))
