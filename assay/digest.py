"""Room 2: names for tasks, and for all that a report depends on in them.

A digest is SHA-256 over canonical JSON (RFC 8785), as "sha256:" and 64 hexadecimal digits. Absent
fields count as their defaults. Python values stand in it as their `assay.values` text: canonical
JSON sorts an object's keys and knows one kind of number, but to a program under test the order of a
dict's keys, and 1 against 1.0, are different inputs.
"""

from __future__ import annotations

import hashlib
import json.encoder
from collections.abc import Sequence
from dataclasses import fields
from decimal import Decimal
from typing import Any, cast

from assay import values
from assay.types import Call, Task

LARGEST_INT = 2**53 - 1
"""The largest integer that RFC 8785 allows: above it, readers with doubles disagree."""

_UNGRADED = ("id", "shaping", "feedback")
"""Fields of a task that no report depends on."""


def task_digest(task: Task) -> str:
    """What names a whole task, ids, shaping and feedback level included: to register it by."""
    return digest(_plain(task))


def grading_digest(task: Task) -> str:
    """What names all of a task that a report depends on: not its id, shaping, feedback level."""
    form = cast("dict[str, object]", _plain(task))
    return digest({name: part for name, part in form.items() if name not in _UNGRADED})


def digest(obj: object) -> str:
    """What names a JSON value: SHA-256 over its canonical form. Raises ValueError as that does."""
    return _sha256(canonical(obj))


def canonical(obj: object) -> bytes:
    """A JSON value in the one form that RFC 8785 gives it.

    Raises ValueError for what that form lacks: nan, infinities, integers beyond 2**53 - 1, unpaired
    surrogates, keys that are not text.
    """
    return _text(obj).encode()


def _sha256(data: bytes) -> str:
    return "sha256:" + hashlib.sha256(data).hexdigest()


def _plain(value: object) -> object:
    """A dataclass of `assay.types` as an object of all its fields, with its type's name."""
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, tuple):
        return [_plain(item) for item in cast("Sequence[object]", value)]
    form = {field.name: getattr(value, field.name) for field in fields(cast("Any", value))}
    if isinstance(value, Call):
        form["args"] = [values.encode(arg) for arg in value.args]
        form["expected"] = values.encode(value.expected)
        form["kwargs"] = [[name, values.encode(arg)] for name, arg in value.kwargs.items()]
        return {"type": "Call", **form}
    return {"type": type(value).__name__, **{name: _plain(part) for name, part in form.items()}}


# ---------------------------------------------------------------- RFC 8785


def _text(obj: object) -> str:
    match obj:
        case None:
            return "null"
        case bool():
            return "true" if obj else "false"
        case str():
            return _string(obj)
        case int():
            return _integer(obj)
        case float():
            return number(obj)
        case dict():
            members = cast("dict[object, object]", obj)
            keys = sorted(members, key=_utf16)
            return "{" + ",".join(f"{_text(key)}:{_text(members[key])}" for key in keys) + "}"
        case list() | tuple():
            return "[" + ",".join([_text(item) for item in cast("Sequence[object]", obj)]) + "]"
        case _:
            raise ValueError(f"JSON has no form for a {type(obj).__name__}")


def _string(text: str) -> str:
    """As JSON's shortest escapes write it (section 3.2.2.2); StrEnum members as their text."""
    return json.encoder.encode_basestring(str(text))


def _utf16(key: object) -> bytes:
    """What keys are sorted by (section 3.2.3): UTF-16 code units, whatever the language."""
    if not isinstance(key, str):
        raise ValueError(f"JSON has no form for a key that is a {type(key).__name__}")
    return key.encode("utf-16-be")


def _integer(value: int) -> str:
    if abs(value) > LARGEST_INT:
        raise ValueError(f"{value:#x} is beyond the integers of canonical JSON")
    return str(int(value))


def number(value: float) -> str:
    """A finite float as ECMAScript's Number::toString prints it (section 3.2.2.3).

    Python's `repr` finds the same shortest digits; only where it puts point and exponent differs.
    """
    if value == 0:
        return "0"  # also for -0.0
    sign, digits, exponent = Decimal(repr(value)).normalize().as_tuple()
    if not isinstance(exponent, int):
        raise ValueError(f"JSON has no form for {value}")
    return "-" * sign + _place("".join(map(str, digits)), exponent)


def _place(digits: str, exponent: int) -> str:
    """`digits` times ten to the `exponent`, written as ECMAScript does."""
    point = len(digits) + exponent  # ECMAScript's n: where the point stands in the digits
    if len(digits) <= point <= 21:
        return digits + "0" * (point - len(digits))
    if 0 < point <= 21:
        return f"{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return f"0.{'0' * -point}{digits}"
    fraction = f".{digits[1:]}" if digits[1:] else ""
    return f"{digits[0]}{fraction}e{point - 1:+d}"
