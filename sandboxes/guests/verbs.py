"""Room 4, inside the candidate's process: what can be done to one of its objects on request."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any, Final

from sandboxes.guests.crossing import made


def exit_args(name: str | None) -> tuple[object, object, None]:
    """What an `__exit__` is told: a class of the list, without the text of the exception."""
    if name is None:
        return None, None, None
    exc = made(name, "")
    return type(exc), exc, None


def _enter(thing: object) -> object:
    kind: Any = type(thing)
    return kind.__enter__(thing)


def _exit(thing: object, name: str | None) -> bool:
    kind: Any = type(thing)
    return bool(kind.__exit__(thing, *exit_args(name)))


def _aiter(thing: object) -> object:
    kind: Any = type(thing)
    return kind.__aiter__(thing)


VERBS: Final[dict[str, Callable[..., object]]] = {
    "get": getattr,
    "set": setattr,
    "delete": delattr,
    "iter": iter,
    "next": next,
    "len": len,
    "str": str,
    "repr": repr,
    "bool": bool,
    "int": int,
    "float": float,
    "index": operator.index,
    "getitem": operator.getitem,
    "setitem": operator.setitem,
    "delitem": operator.delitem,
    "enter": _enter,
    "exit": _exit,
    "aiter": _aiter,
}
"""`bind`, `wait`, `anext`, `aenter` and `aexit` are the server's own."""
