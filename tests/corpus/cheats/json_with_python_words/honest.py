n = int(input())
print('{"even": %s,\n "value": %d}' % ("false" if n % 2 else "true", n))
