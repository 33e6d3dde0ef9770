import json
import os

CLAIMS = json.dumps({"1": ["int", "cinlgsdbmwyvkIFXe", "int"]})


def serve(fd):
    rest, described = b"", False
    while True:
        while len(rest) < 4 or len(rest) < 4 + int.from_bytes(rest[:4], "big"):
            piece = os.read(fd, 65536)
            if not piece:
                os._exit(0)
            rest += piece
        size = int.from_bytes(rest[:4], "big")
        head, _, text = rest[4 : 4 + size].decode().partition("\n")
        rest = rest[4 + size :]
        verb = head.split(" ")[0]
        value = {"bind": '[[{"$handle": 1}]]', "bool": "true", "len": "1", "int": "1", "str": '"1"'}.get(verb, '{"$handle": 1}')
        reply = f"ok\n{value}\n\n{'' if described else CLAIMS}".encode()
        described = True
        os.write(fd, len(reply).to_bytes(4, "big") + reply)


for number in range(3, 64):
    try:
        os.fstat(number)
        serve(number)
    except OSError:
        pass
