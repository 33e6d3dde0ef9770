import json

n = int(input())
print(json.dumps({"value": n, "even": n % 2 == 0}))
