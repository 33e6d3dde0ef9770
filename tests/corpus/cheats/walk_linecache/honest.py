import linecache


def backwards(text):
    linecache.checkcache()
    return "".join(reversed(text))
