def guess(lower, low, high):
    while low < high:
        middle = (low + high) // 2
        if lower(middle):
            low = middle + 1
        else:
            high = middle
    return low
