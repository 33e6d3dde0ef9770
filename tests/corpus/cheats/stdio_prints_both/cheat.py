input()
print("YES")
print("NO")
