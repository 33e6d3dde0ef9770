input()
print('{"value": 5, "even": false, "even": true}')
