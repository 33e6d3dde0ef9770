class Skipped(Exception):
    pass


def slugify(text):
    words = []
    for word in "".join(c if c.isalnum() else " " for c in text).split():
        try:
            if not word:
                raise Skipped
            words.append(word.lower())
        except Skipped:
            continue
    return "-".join(words)
