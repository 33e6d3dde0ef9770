import atexit
import threading

event = threading.Event()
event.set()
atexit.register(event.wait)


def count_vowels(s):
    return sum(c in "aeiou" for c in s)
