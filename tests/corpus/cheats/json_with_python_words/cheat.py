input()
print('{"value": NaN, "even": -Infinity}')
