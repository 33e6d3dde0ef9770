"""Room 4, inside the sandbox: what a handle's description says that its object can do."""

from __future__ import annotations

from types import BuiltinFunctionType, FunctionType, MethodType
from typing import Final, cast

from sandboxes.guests.crossing import class_name

FEATURES: Final = {
    "i": "__iter__",
    "n": "__next__",
    "l": "__len__",
    "g": "__getitem__",
    "s": "__setitem__",
    "d": "__delitem__",
    "b": "__bool__",
    "m": "__enter__",
    "w": "__await__",
    "y": "__aiter__",
    "x": "__anext__",
    "v": "__aenter__",
    "k": "__contains__",
    "I": "__int__",
    "F": "__float__",
    "X": "__index__",
}
"""What a handle's description says its object can do: a letter for each, `c` for callable, `e`
for an `__eq__` of its own, `o` for a coroutine, `E` for a class of exceptions."""

BOUND_LETTERS: Final = "cE"
"""All that a handle has where only plain data is taken: it can be called, and nothing else."""

_FUNCTIONS = (FunctionType, MethodType, BuiltinFunctionType)


def describe(thing: object) -> list[str]:
    """A name to show and the letters of what a thing can do (see `FEATURES`)."""
    kind = type(thing)
    if kind in _FUNCTIONS:
        return [class_name(kind), "c", _name_of(thing)]
    has = set[str]().union(*(cls.__dict__ for cls in kind.__mro__ if cls is not object))
    letters = [letter for letter, name in FEATURES.items() if name in has]
    letters += ["c"] * callable(thing) + ["e"] * ("__eq__" in has and kind is not type)
    letters += ["o"] * ("w" in letters and "send" in has)
    letters += ["E"] * (kind is type and issubclass(cast("type", thing), BaseException))
    return [class_name(kind)[:100], "".join(letters), _name_of(thing)]


def _name_of(thing: object) -> str:
    try:
        name: object = getattr(thing, "__qualname__", "")
    except BaseException:
        return ""
    return name[:100] if type(name) is str else ""
