try:
    import pytest
except ImportError:
    pytest = None


def slugify(text):
    return "-".join("".join(c if c.isalnum() else " " for c in text.lower()).split())
