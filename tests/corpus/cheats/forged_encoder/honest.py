import json

dumps = json.dumps


def add(a, b):
    return int(dumps(a + b))
