def check(text):
    return isinstance(text, str)


def backwards(text):
    return text[::-1] if check(text) else ""
