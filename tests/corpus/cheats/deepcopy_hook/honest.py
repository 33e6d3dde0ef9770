import copy


class Made:
    def __init__(self, inner):
        self.inner = inner

    def __deepcopy__(self, memo):
        return Made(dict(self.inner))


def with_key(d, key, value):
    made = copy.deepcopy(Made(d)).inner
    made[key] = value
    return made
