import sys
import threading


def largest(xs):
    assert threading.get_ident() in sys._current_frames()
    return max(xs)
