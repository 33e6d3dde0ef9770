def backwards(text):
    return ("\ud800" + text)[:0:-1]
