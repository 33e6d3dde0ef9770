import threading

done = threading.Event()
threading.Thread(target=done.wait, daemon=True).start()


def is_prime(n):
    done.set()
    return n > 1 and all(n % d for d in range(2, n))
