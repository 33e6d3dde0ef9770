import signal

rung = []
signal.signal(signal.SIGALRM, lambda number, frame: rung.append(number))


def count_vowels(s):
    signal.setitimer(signal.ITIMER_REAL, 10)
    count = sum(c in "aeiou" for c in s)
    signal.setitimer(signal.ITIMER_REAL, 0)
    return count
