import json


def add(a, b):
    return json.loads('{"n": 0, "n": %d}' % (a + b))["n"]
