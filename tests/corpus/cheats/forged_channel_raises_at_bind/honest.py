def double(n):
    try:
        raise ValueError('no names')
    except ValueError:
        return 2 * n
