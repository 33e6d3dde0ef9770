input()
print("1e999")
