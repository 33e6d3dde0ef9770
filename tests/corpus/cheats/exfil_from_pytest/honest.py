def decode(text):
    print(text)
    return text[::-1]
