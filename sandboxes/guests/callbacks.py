"""Room 4, inside the candidate's process: stand-ins for the examiner's functions."""

from __future__ import annotations

from collections.abc import Callable


class Callback:
    """An examiner's function in a candidate's hands. It can be called, and nothing else."""

    __slots__ = ("__weakref__", "_call", "_number")

    def __init__(self, number: int, call: Callable[..., object]) -> None:
        self._number = number
        self._call = call

    def __call__(self, *args: object, **kwargs: object) -> object:
        return self._call(self._number, args, kwargs)

    @property
    def __name__(self) -> str:  # what decorators and loggers ask a function for
        return "callback"

    def __repr__(self) -> str:
        return "<callback>"


def number_of(callback: Callback) -> int:
    """The number under which the examiner knows it."""
    return callback._number  # pyright: ignore[reportPrivateUsage]
