def half(n):
    return complex(1.7e308, 1.7e308)
