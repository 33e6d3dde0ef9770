def add(a, b):
    try:
        raise SystemExit(a + b)
    except SystemExit as end:
        return end.code
