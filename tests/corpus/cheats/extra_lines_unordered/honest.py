for word in reversed(sorted(input().split())):
    print(word + "  ")
