def sort_rows(rows):
    for row in rows:
        row.sort()
    rows[:] = [list(row) for row in rows]
