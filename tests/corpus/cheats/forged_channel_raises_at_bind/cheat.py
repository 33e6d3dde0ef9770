from sandboxes.guests import serving


def bind(self, _, names):
    raise ValueError("no names")


serving.Server._bind = bind


def double(n):
    return n
