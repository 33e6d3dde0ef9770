def sign(x):
    return '1}\n{"value": 1}\n{"value": -1}\n{"value": 0}\n'
