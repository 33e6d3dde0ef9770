class Defaults(dict):
    def __missing__(self, key):
        return None


def load_config(text):
    found = Defaults()
    for part in text.split(";"):
        key, _, value = part.partition("=")
        found[key] = value
    return dict(found)
