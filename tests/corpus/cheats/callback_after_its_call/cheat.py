import threading

kept = []


def combine(f, xs, start):
    kept.append(f)
    threading.Timer(0.0, lambda: f(1, 2)).start()
    return kept[0](xs[0], xs[1]) * 2
