import tempfile


def sign(x):
    with tempfile.TemporaryFile() as file:
        file.write(b"%d" % ((x > 0) - (x < 0)))
        file.seek(0)
        return int(file.read())
