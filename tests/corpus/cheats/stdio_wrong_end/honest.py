import sys

sys.stdout.write("Hello, ")
sys.stdout.write(input())
sys.stdout.write("!\n")
