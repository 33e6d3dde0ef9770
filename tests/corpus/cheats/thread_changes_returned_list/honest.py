import concurrent.futures


def squares(n):
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        return list(pool.map(lambda i: i * i, range(n)))
