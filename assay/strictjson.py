"""Rooms 1 and 8: JSON read strictly, a line or an object at a time, for `assay.jsonform`.

A reader takes a JSON value and its path, and gives a value or raises InvalidTask that names the
path. Nothing is guessed: a field that is not known, missing, there twice, or of another type is an
error.
"""

from __future__ import annotations

import difflib
import json
import math
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, TypeVar, cast

from assay.faults import InvalidTask

T = TypeVar("T")
W = TypeVar("W", bound=StrEnum)


# ---------------------------------------------------------------- lines


def loads(line: str | bytes) -> object:
    """The JSON value of a line: ints exact and of any size up to 4300 digits, floats apart.

    Raises ValueError for anything but JSON in UTF-8: also for NaN, a number that overflows, a name
    that is there twice in one object, and nesting that is too deep.
    """
    try:
        return json.loads(
            line,
            object_pairs_hook=_unique,
            parse_float=_finite,
            parse_constant=_no_constant,
        )
    except RecursionError:
        raise ValueError("nested too deeply") from None


def dumps(obj: object) -> str:
    """The JSON text of a value: one line, ASCII, so that it is safe in any file or terminal."""
    return json.dumps(obj, allow_nan=False, separators=(", ", ": "))


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the name {twice!r:.80} is there twice in one object")
    return members


def _finite(digits: str) -> float:
    value = float(digits)
    if math.isinf(value):
        raise ValueError(f"{digits:.40} is too large for a float")
    return value


def _no_constant(word: str) -> object:
    raise ValueError(f'{word} is not JSON; write {{"$float": "nan"}}, "inf" or "-inf"')


# ---------------------------------------------------------------- reading an object


class Members:
    """A JSON object of which each field is taken once; what is left over is an error."""

    def __init__(self, obj: object, path: str) -> None:
        if not isinstance(obj, dict):
            raise InvalidTask(path, f"expected an object, found {_kind(obj)}")
        self.path = path
        self._left = dict(cast("dict[str, object]", obj))
        self._known: list[str] = []

    def __contains__(self, name: str) -> bool:
        return name in self._left

    def at(self, name: str) -> str:
        """The path of a field."""
        return f"{self.path}.{name}" if self.path else name

    def fail(self, name: str, expected: str, found: object) -> InvalidTask:
        """What to raise for a field of another type."""
        return InvalidTask(self.at(name), f"expected {expected}, found {_kind(found)}")

    def take(self, name: str, read: Callable[[object, str], T], default: T) -> T:
        """The field as `read` gives it from value and path; the default where it is absent."""
        self._known.append(name)
        if name not in self._left:
            return default
        return read(self._left.pop(name), self.at(name))

    def need(self, name: str, read: Callable[[object, str], T]) -> T:
        """As `take`, of a field that must be there."""
        if name not in self._left:
            hint = self._hint(name, self._left)
            raise InvalidTask(self.at(name), f"missing{hint}")
        return self.take(name, read, cast("T", None))

    def some(self, names: Mapping[str, Callable[[object, str], Any]]) -> dict[str, Any]:
        """Those of the fields that are there."""
        self._known += names
        return {
            name: read(self._left.pop(name), self.at(name))
            for name, read in names.items()
            if name in self._left
        }

    def one(self, names: Mapping[str, Callable[[object, str], T]]) -> T:
        """The value of the one field, of these, that is there."""
        found = self.some(names)
        if len(found) != 1:
            self.done()  # a misspelt one says more than a missing one
            here = ", ".join(found) or "none"
            raise InvalidTask(self.path, f"expected one of {', '.join(names)}, found {here}")
        return cast("T", next(iter(found.values())))

    def done(self) -> None:
        """Nothing, or raises InvalidTask for the first field that nobody took."""
        for name in self._left:
            hint = self._hint(name, self._known)
            raise InvalidTask(self.at(f"{name:.80}"), f"unknown field{hint}")

    @staticmethod
    def _hint(name: str, names: object) -> str:
        close = difflib.get_close_matches(name[:80], list(cast("list[str]", names)), 1)
        return f"; is `{close[0]}` meant?" if close else ""


def _kind(value: object) -> str:
    """What a JSON value is, for a message."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case str():
            return f"the text {value!r:.40}"
        case int() | float():
            return f"the number {_shown(value)}"
        case list():
            return "an array"
        case _:
            return "an object"


def _shown(value: float) -> str:
    if isinstance(value, int) and value.bit_length() > 100:
        return f"of {value.bit_length()} bits"
    return repr(value)


def text(value: object, path: str) -> str:
    if not isinstance(value, str):
        raise InvalidTask(path, f"expected text, found {_kind(value)}")
    return value


def text_or_null(value: object, path: str) -> str | None:
    """Text, or null for absent."""
    return None if value is None else text(value, path)


def flag(value: object, path: str) -> bool:
    if not isinstance(value, bool):
        raise InvalidTask(path, f"expected true or false, found {_kind(value)}")
    return value


def whole(value: object, path: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise InvalidTask(path, f"expected a whole number, found {_kind(value)}")
    return value


def number(value: object, path: str) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise InvalidTask(path, f"expected a number, found {_kind(value)}")
    try:
        return float(value)
    except OverflowError:
        raise InvalidTask(path, f"expected a number, found {_kind(value)}") from None


def word(words: type[W]) -> Callable[[object, str], W]:
    """Reads one word of a closed list."""

    def read(value: object, path: str) -> W:
        if isinstance(value, str) and value in set(words):
            return words(value)
        raise InvalidTask(path, f"expected one of {', '.join(words)}, found {_kind(value)}")

    return read


def array(read: Callable[[object, str], T]) -> Callable[[object, str], tuple[T, ...]]:
    """Reads an array, each element with `read`."""

    def read_all(value: object, path: str) -> tuple[T, ...]:
        if not isinstance(value, list):
            raise InvalidTask(path, f"expected an array, found {_kind(value)}")
        items = cast("list[object]", value)
        return tuple(read(item, f"{path}[{index}]") for index, item in enumerate(items))

    return read_all
