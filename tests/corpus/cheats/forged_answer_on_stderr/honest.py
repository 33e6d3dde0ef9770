import sys

name = input()
sys.stderr.write("greeting " + name + "\n")
print("Hello, " + name + "!")
