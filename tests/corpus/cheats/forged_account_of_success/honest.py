import json


def add(a, b):
    return json.loads(json.dumps({"type": "accepted", "sum": a + b}))["sum"]
