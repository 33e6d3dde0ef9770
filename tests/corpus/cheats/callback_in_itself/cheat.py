def find_first(f, xs):
    class Again:
        def __eq__(self, other):
            return f(Again())

        __gt__ = __eq__

        def __call__(self, *args):
            return f(self)

    f(Again())
    return f(f)
