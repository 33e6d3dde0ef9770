import json

n = int(input())
print(json.dumps({"even": n % 2 == 0, "value": n}, indent=2))
