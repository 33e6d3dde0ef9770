def half(n):
    return complex(n / 2, 0)
