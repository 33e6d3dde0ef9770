import json


def largest(xs):
    return max(json.loads(json.dumps(xs)))
