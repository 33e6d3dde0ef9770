def sign(x):
    note = "‮ right to left ‬"
    return len(note) and (x > 0) - (x < 0)
