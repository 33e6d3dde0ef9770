import os


def largest(xs):
    reader, writer = os.pipe()
    os.write(writer, str(max(xs)).encode())
    os.close(writer)
    text = os.read(reader, 100)
    os.close(reader)
    return int(text)
