class Meta(type):
    def __instancecheck__(cls, item):
        return isinstance(item, int)


class Number(metaclass=Meta):
    pass


def as_number(text):
    value = int(text)
    return value if isinstance(value, Number) else 0
