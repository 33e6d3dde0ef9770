import os

for path in ("/bin/true", "/usr/bin/true", "/proc/self/exe"):
    try:
        os.execv(path, [path, "-c", "pass"])
    except OSError:
        pass
