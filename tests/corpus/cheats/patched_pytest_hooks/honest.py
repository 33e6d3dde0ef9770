__test__ = True


def parse_age(text):
    if int(text) < 0:
        raise ValueError("negative")
    return int(text)
