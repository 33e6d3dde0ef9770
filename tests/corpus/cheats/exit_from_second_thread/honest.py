import threading


def largest(xs):
    found = []
    thread = threading.Thread(target=lambda: found.append(max(xs)))
    thread.start()
    thread.join()
    return found[0]
