import importlib.machinery
import re

loader = importlib.machinery.SourceFileLoader("nothing", "nothing.py")


def slugify(text):
    assert loader.is_package("nothing") is False
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
