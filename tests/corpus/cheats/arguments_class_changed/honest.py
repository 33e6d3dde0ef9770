def sort_in_place(data):
    data.append(data[:])
    data.pop()
    for end in range(len(data), 1, -1):
        for i in range(end - 1):
            if data[i] > data[i + 1]:
                data[i], data[i + 1] = data[i + 1], data[i]
