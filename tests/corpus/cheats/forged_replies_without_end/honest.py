import io


def add(a, b):
    out = io.BytesIO()
    for _ in range(100):
        out.write(b'{"value": 7}\n')
    return a + b + out.tell() - 1300
