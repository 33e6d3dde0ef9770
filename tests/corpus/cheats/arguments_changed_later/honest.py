def sort_in_place(data):
    kept = data[:]
    for i, x in enumerate(sorted(kept)):
        data[i] = x
