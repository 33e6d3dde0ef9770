import sys

sys.stderr.write("Hello, " + input() + "!\n")
