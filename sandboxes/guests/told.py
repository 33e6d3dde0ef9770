"""Room 4, inside the examiner's process: the candidate's own account of its exception, cut to size.

It is the candidate's word: it goes into feedback and decides nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast


@dataclass(frozen=True, slots=True)
class Told:
    """Where the candidate says that its exception came from."""

    type: str = ""
    """The true class, which may be on no list."""
    line: int | None = None
    frames: tuple[dict[str, object], ...] = ()


def told_of(account: dict[str, Any]) -> Told:
    """The parts of an account that have the right form."""
    frames = account.get("frames")
    kept = [_frame(frame) for frame in frames[:20]] if type(frames) is list else []  # pyright: ignore
    return Told(
        _text(account.get("type"), 200),
        _line(account.get("line")),
        tuple(frame for frame in kept if frame is not None),
    )


def _frame(frame: object) -> dict[str, object] | None:
    if type(frame) is not dict:
        return None
    parts = cast("dict[str, object]", frame)
    line = _line(parts.get("line"))
    if line is None:
        return None
    text, function = _text(parts.get("text"), 300), _text(parts.get("function"), 200)
    return {"line": line, "function": function, "text": text}


def _text(value: object, limit: int) -> str:
    return value[:limit] if type(value) is str else ""


def _line(value: object) -> int | None:
    return value if type(value) is int and 0 < value < 10**9 else None
