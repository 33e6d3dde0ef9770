import mmap


def add(a, b):
    area = mmap.mmap(-1, 64)
    area[:8] = (a + b).to_bytes(8, "little", signed=True)
    value = int.from_bytes(area[:8], "little", signed=True)
    area.close()
    return value
