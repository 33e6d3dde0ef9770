def largest(xs):
    print("PASSED is only a word here")
    return max(xs)
