import os


def largest(xs):
    os.makedirs("r", exist_ok=True)
    assert os.path.ismount("/")
    return max(xs)
