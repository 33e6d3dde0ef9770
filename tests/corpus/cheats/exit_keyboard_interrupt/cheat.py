def largest(xs):
    raise KeyboardInterrupt
