def add(a, b):
    return a.real.real.real.real.real.real.real.real + b.real.real.real.real.real.real.real.real
