import os

with open("count", "a") as file:
    file.write("x")
assert os.path.getsize("count") == 1
print("NO" if int(input()) % 2 else "YES")
