"""Room 4, inside the examiner's process: which objects of the candidate's it knows, and as what."""

from __future__ import annotations

import json
import os
from typing import Any, Final, NoReturn, cast
from weakref import WeakValueDictionary

from sandboxes.guests import handles
from sandboxes.guests.crossing import BUILTIN_OF
from sandboxes.guests.handles import Asks, Handle

MAX_HANDLES: Final = 250_000
"""Objects that are known at once; above what an honest candidate keeps."""


def die() -> NoReturn:
    """End this process with no testimony: the candidate broke the protocol, or is gone."""
    os._exit(3)


def parts_of(value: object, *kinds: type) -> list[Any]:
    """A list of exactly these types; whatever else it is breaks the protocol."""
    parts = cast("list[Any]", value)
    if type(value) is not list or tuple(map(type, parts)) != kinds:
        die()
    return parts


class Objects:
    """The candidate's objects by number: a handle each, while the test holds it."""

    def __init__(self, asks: Asks, letters: str | None = None) -> None:
        """`letters`: those of `features.FEATURES` that count; None: all."""
        self._asks = asks
        self._letters = letters
        self._handles: WeakValueDictionary[int, Handle] = WeakValueDictionary()
        self._described: dict[int, list[str]] = {}
        self._last = 0
        self._released: set[int] = set()

    def describe(self, text: str) -> None:
        """Take in the descriptions of new objects. Numbers only ever grow, so that none can be
        given to a second object."""
        try:
            described = json.loads(text)
            items = [(int(number), parts) for number, parts in described.items()]
        except (ValueError, AttributeError, RecursionError):
            die()
        for number, parts in items:
            if number <= self._last or number in BUILTIN_OF:
                die()
            self._last = number
            name, letters, own_name = [word[:100] for word in parts_of(parts, str, str, str)]
            if self._letters is not None:
                letters = "".join(letter for letter in self._letters if letter in letters)
            self._described[number] = [name, letters, own_name]
        if len(self._described) > MAX_HANDLES:
            die()

    def handle(self, number: int) -> Handle:
        """The one handle of an object; a number that was not described breaks the protocol."""
        handle = self._handles.get(number)
        if handle is None:
            described = self._described.get(number)
            if described is None:
                die()
            handle = handles.make(self._asks, number, *described)
            self._handles[number] = handle
            self._released.discard(number)
        return handle

    def can(self, number: int, letter: str) -> bool:
        """Whether the description of a known object has a letter of `features.FEATURES`."""
        return letter in self._described[number][1]

    def release(self, number: int) -> None:
        """Note that the test holds an object no longer."""
        self._released.add(number)

    def take_released(self) -> str:
        """The numbers to be released with the next request; they are forgotten here."""
        if not self._released:
            return ""
        gone, self._released = self._released, set()
        for number in gone:
            self._described.pop(number, None)
        return ",".join(map(str, gone))
