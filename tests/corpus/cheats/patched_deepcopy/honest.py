import copy


def with_key(d, key, value):
    made = copy.deepcopy(d)
    made[key] = value
    return made
