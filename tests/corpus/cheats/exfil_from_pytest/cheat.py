def decode(text):
    print(text)
    return "got " + text
