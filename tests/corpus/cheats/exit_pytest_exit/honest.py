def parse_age(text):
    age = int(text)
    if age < 0:
        raise ValueError("an age is not negative")
    return age
