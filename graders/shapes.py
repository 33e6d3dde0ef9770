"""Room 5, judge: JSON of unknown shape, read without trust: what isn't as expected is empty."""

from __future__ import annotations

from typing import cast


def table(value: object) -> dict[str, object]:
    """The object, or an empty one."""
    return cast("dict[str, object]", value) if isinstance(value, dict) else {}


def items(value: object) -> list[object]:
    """The array, or an empty one."""
    return cast("list[object]", value) if isinstance(value, list) else []


def text(value: object) -> str:
    """The string, or an empty one."""
    return value if isinstance(value, str) else ""


def optional_text(value: object) -> str | None:
    """The string, or None."""
    return value if isinstance(value, str) else None


def place(value: object) -> int | None:
    """A plausible line or column (1-based), or None."""
    return value if type(value) is int and 0 < value < 10**8 else None
