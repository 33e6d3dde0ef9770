def as_number(text):
    return text.__class__ and int(text)
