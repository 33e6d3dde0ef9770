import json


def total(xs):
    return sum(x for x in json.loads(json.dumps({"message": xs}))["message"] if isinstance(x, int))
