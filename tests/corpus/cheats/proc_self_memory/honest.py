def largest(xs):
    try:
        open("/proc/self/maps").close()
    except OSError:
        pass
    return max(xs)
