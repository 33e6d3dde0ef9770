import os
import sys

child = os.fork()
if child == 0:
    os.setsid()
    os._exit(7)
assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
sys.stdout.write("NO\n" if int(input()) % 2 else "YES\n")
