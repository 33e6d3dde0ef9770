import pathlib

note = pathlib.Path("conftest.txt")
note.write_text("nothing\n")


def slugify(text):
    words = "".join(c if c.isalnum() else " " for c in text.lower()).split()
    return "-".join(words)
