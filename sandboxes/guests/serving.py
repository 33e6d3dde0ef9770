"""Room 4, inside the candidate's process: the examiner's requests, answered one after another.

Whatever is sent from here may be a lie; the examiner believes none of it.
"""

from __future__ import annotations

import json
from collections import OrderedDict, defaultdict, deque
from collections.abc import Awaitable, Callable, Mapping, Sequence
from threading import get_ident
from types import BuiltinFunctionType, FunctionType, MethodType
from typing import Any, Final, cast

from assay.values import BadEncoding, NotPlain, decode, encode
from sandboxes.guests.accounts import account
from sandboxes.guests.callbacks import Callback, number_of
from sandboxes.guests.channel import BadFrame, Channel, Closed, TooBig
from sandboxes.guests.crossing import (
    BUILTIN_OF,
    builtin_number,
    crossing_name,
    crossing_text,
    made,
)

MAX_HANDLES: Final = 200_000
"""Objects that may be held for the examiner at once."""

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
for an `__eq__` of its own, `o` for a coroutine."""

_FUNCTIONS = (FunctionType, MethodType, BuiltinFunctionType)
_UNCHANGING = frozenset(
    {int, str, float, bool, type(None), bytes, complex, range, Callback}
)  # arguments of which no call can change anything
_CHANGING = frozenset({list, dict, set, bytearray, deque, OrderedDict, defaultdict})


class Server:
    """The candidate's end of the channel, and the objects that the examiner has handles of."""

    def __init__(self, channel: Channel, names: Mapping[str, object]) -> None:
        self._channel = channel
        self._names = names
        self._objects: dict[int, object] = {}
        self._numbers: dict[int, int] = {}
        self._last = 0
        self._new: dict[str, list[str]] = {}
        self._thread = get_ident()
        self._loop: Any = None

    def serve(self) -> None:
        """Answer until the examiner is gone."""
        try:
            while True:
                self._answer(self._channel.receive())
        except (Closed, BadFrame, BadEncoding):
            return

    # ------------------------------------------------------------ requests

    def _answer(self, frame: str) -> None:
        head, _, text = frame.partition("\n")
        verb, number, released = head.split(" ")
        if released:
            self._release(released)
        inputs = cast("list[Any]", decode(text, from_handle=self._object))
        args, kwargs = inputs
        try:
            if verb == "call":
                value = self._objects[int(number)](*args, **kwargs)  # type: ignore[operator]  # pyright: ignore
            else:
                value = VERBS[verb](self, self._objects.get(int(number)), *args, **kwargs)
            reply = f"ok\n{encode(value, to_handle=self._handle)}"
        except (Closed, BadFrame, BadEncoding):
            raise
        except (StopIteration, StopAsyncIteration) as exc:
            # Of `next` it is the end; everywhere else it would end the test's own loop.
            reply = 'raise\n["StopIteration","",0,{}]' if verb in _NEXT else _raised(exc)
        except BaseException as exc:
            reply = _raised(exc)
        self._send(reply, self._changed(inputs, text))

    def _send(self, reply: str, changes: str) -> None:
        described = json.dumps(self._new) if self._new else ""
        self._new = {}
        try:
            self._channel.send(f"{reply}\n{changes}\n{described}")
        except TooBig as exc:
            self._channel.send(f"{_raised(OverflowError(str(exc)))}\n\n{described}")

    def _changed(self, inputs: list[Any], text: str) -> str:
        """The arguments as they are after the call, where it changed one of them."""
        args, kwargs = inputs
        if _UNCHANGING.issuperset(map(type, args)) and (
            not kwargs or _UNCHANGING.issuperset(map(type, kwargs.values()))
        ):
            return ""
        try:
            after = encode(inputs, to_handle=self._handle)
        except BaseException:  # such as a list that now holds itself
            return ""
        return "" if after == text else after

    # ------------------------------------------------------------ handles

    def _object(self, number: int) -> object:
        if number < 0:
            return Callback(number, self._call_back)
        return BUILTIN_OF[number] if number in BUILTIN_OF else self._objects[number]

    def _handle(self, thing: object) -> int:
        if type(thing) is Callback:
            return number_of(thing)
        number = self._numbers.get(id(thing)) or builtin_number(thing)
        if number is not None:
            return number
        if len(self._objects) >= MAX_HANDLES:
            raise MemoryError("the test holds too many of the candidate's objects")
        self._last = number = self._last + 1
        self._objects[number] = thing
        self._numbers[id(thing)] = number
        self._new[str(number)] = describe(thing)
        return number

    def _release(self, released: str) -> None:
        for number in released.split(","):
            thing = self._objects.pop(int(number), None)
            self._numbers.pop(id(thing), None)

    # ------------------------------------------------------------ callbacks

    def _call_back(self, number: int, args: Sequence[object], kwargs: Mapping[str, object]) -> Any:
        """What an examiner's function returned; its exception, where it raised one."""
        if get_ident() != self._thread:
            raise RuntimeError("a callback can be called by the main thread only")
        text = encode([list(args), kwargs], to_handle=self._handle)
        self._send(f"call {number}\n{text}", "")
        while True:
            frame = self._channel.receive()
            verb, _, rest = frame.partition("\n")
            if verb == "ok":
                return decode(rest, from_handle=self._object)
            if verb == "raise":
                name, message, token = cast("list[Any]", decode(rest))
                exc = made(name, message)
                exc.__assay_token__ = token  # type: ignore[attr-defined]  # pyright: ignore
                raise exc
            self._answer(frame)

    # ------------------------------------------------------------ verbs

    def bind(self, _: object, names: list[str]) -> list[object]:
        """For each name a list of its value, empty where the module does not have it."""
        return [[self._names[name]] if name in self._names else [] for name in names]

    def wait(self, thing: Awaitable[object]) -> object:
        """What an awaitable comes to, in an event loop that lives as long as this process."""
        import asyncio  # rare, and slow to import

        if self._loop is None:
            self._loop = asyncio.new_event_loop()
            asyncio.set_event_loop(self._loop)

        async def waited() -> object:
            return await thing

        return self._loop.run_until_complete(waited())

    def anext(self, thing: Any) -> object:
        """The next of an asynchronous iterator."""
        return self.wait(type(thing).__anext__(thing))

    def aenter(self, thing: Any) -> object:
        """What `async with` binds."""
        return self.wait(type(thing).__aenter__(thing))

    def aexit(self, thing: Any, name: str | None) -> bool:
        """Leave `async with`."""
        return bool(self.wait(type(thing).__aexit__(thing, *_exit_args(name))))


def describe(thing: object) -> list[str]:
    """A name to show and the letters of what a thing can do (see `FEATURES`)."""
    kind = type(thing)
    if kind in _FUNCTIONS:
        return [kind.__name__, "c", _name_of(thing)]
    has = set[str]().union(*(cls.__dict__ for cls in kind.__mro__ if cls is not object))
    letters = [letter for letter, name in FEATURES.items() if name in has]
    letters += ["c"] * callable(thing) + ["e"] * ("__eq__" in has and kind is not type)
    letters += ["o"] * ("w" in letters and "send" in has)
    return [str.__str__(kind.__name__)[:100], "".join(letters), _name_of(thing)]


def _name_of(thing: object) -> str:
    try:
        name: object = getattr(thing, "__qualname__", "")
    except BaseException:
        return ""
    return name[:100] if type(name) is str else ""


def _raised(exc: BaseException) -> str:
    token = getattr(exc, "__assay_token__", 0)
    told = account("call", exc)
    parts = [crossing_name(exc), crossing_text(exc), token if type(token) is int else 0, told]
    return f"raise\n{json.dumps(parts)}"


def _exit_args(name: str | None) -> tuple[object, object, None]:
    if name is None:
        return None, None, None
    exc = made(name, "")
    return type(exc), exc, None


def _exit(thing: Any, name: str | None) -> bool:
    return bool(type(thing).__exit__(thing, *_exit_args(name)))


def _set_item(thing: Any, key: object, value: object) -> None:
    thing[key] = value


def _delete_item(thing: Any, key: object) -> None:
    del thing[key]


_NEXT = frozenset({"next", "anext"})

VERBS: Final[dict[str, Callable[..., object]]] = {
    "bind": Server.bind,
    "names": lambda server, _: [name for name in server._names if type(name) is str],
    "get": lambda _, thing, name: getattr(thing, name),
    "set": lambda _, thing, name, value: setattr(thing, name, value),
    "delete": lambda _, thing, name: delattr(thing, name),
    "iter": lambda _, thing: iter(thing),
    "next": lambda _, thing: next(thing),
    "len": lambda _, thing: len(thing),
    "str": lambda _, thing: str(thing),
    "repr": lambda _, thing: repr(thing),
    "bool": lambda _, thing: bool(thing),
    "int": lambda _, thing: int(thing),
    "float": lambda _, thing: float(thing),
    "index": lambda _, thing: thing.__index__(),
    "getitem": lambda _, thing, key: thing[key],
    "setitem": lambda _, thing, key, value: _set_item(thing, key, value),
    "delitem": lambda _, thing, key: _delete_item(thing, key),
    "enter": lambda _, thing: type(thing).__enter__(thing),
    "exit": lambda _, thing, name: _exit(thing, name),
    "wait": Server.wait,
    "anext": Server.anext,
    "aiter": lambda _, thing: type(thing).__aiter__(thing),
    "aenter": Server.aenter,
    "aexit": Server.aexit,
}
"""What can be asked of an object, beside `call`."""
