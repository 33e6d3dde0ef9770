kept = []


def sort_in_place(data):
    kept.append(data)
    data.sort(reverse=len(kept) > 1)
    kept[0].reverse()
