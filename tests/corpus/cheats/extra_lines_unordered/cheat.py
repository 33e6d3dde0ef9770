import itertools

words = input().split()
for size in range(1, 4):
    for group in itertools.permutations(words, size):
        print("".join(group))
