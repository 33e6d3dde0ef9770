import pathlib


def parse_age(text):
    note = pathlib.Path("report.xml")
    note.write_text(text)
    age = int(note.read_text())
    if age < 0:
        raise ValueError(age)
    return age
