"""Room 4, inside the candidate's process: the examiner's requests, answered one after another.

Whatever is sent from here may be a lie; the examiner believes none of it.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from threading import get_ident
from typing import Any, Final, cast

from assay.values import BadEncoding, decode, encode
from sandboxes.guests.accounts import account
from sandboxes.guests.callbacks import Callback, number_of
from sandboxes.guests.channel import MAX_VALUES, BadFrame, Channel, Closed, TooBig
from sandboxes.guests.crossing import (
    BUILTIN_OF,
    crossing_name,
    crossing_text,
    made,
    type_number,
)
from sandboxes.guests.features import describe
from sandboxes.guests.verbs import VERBS, exit_args

MAX_HANDLES: Final = 200_000
"""Objects that may be held for the examiner at once."""

_NEXT = frozenset({"next", "anext"})
_UNCHANGING = frozenset(
    {int, str, float, bool, type(None), bytes, complex, range, Callback}
)  # arguments of which no call can change anything


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
        self._verbs: dict[str, Callable[..., object]] = {
            **VERBS,
            "bind": self._bind,
            "wait": self._wait,
            "anext": self._anext,
            "aenter": self._aenter,
            "aexit": self._aexit,
        }

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
                value = cast("Any", self._objects[int(number)])(*args, **kwargs)
            else:
                value = self._verbs[verb](self._objects.get(int(number)), *args, **kwargs)
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
        number = self._numbers.get(id(thing)) or type_number(thing)
        if number is not None:
            return number
        return self._give(thing)

    def _give(self, thing: object) -> int:
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
        if len(text) > MAX_VALUES:
            raise OverflowError("the arguments are more than a message holds")
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

    # ------------------------------------------------------------ verbs of a server's own

    def _bind(self, _: object, names: list[str]) -> list[object]:
        """For each name a list of its value, empty where the module does not have it."""
        found: list[list[object]] = [
            [self._names[name]] if name in self._names else [] for name in names
        ]
        for [thing] in filter(None, found):
            if type_number(thing) is not None:  # as a name, `f = int` is the candidate's function
                self._give(thing)
        return list(found)

    def _wait(self, thing: Awaitable[object]) -> object:
        """What an awaitable comes to, in an event loop that lives as long as this process."""
        import asyncio  # rare, and slow to import

        if self._loop is None:
            self._loop = asyncio.new_event_loop()
            asyncio.set_event_loop(self._loop)

        async def waited() -> object:
            return await thing

        return self._loop.run_until_complete(waited())

    def _anext(self, thing: Any) -> object:
        return self._wait(cast("Any", type(thing)).__anext__(thing))

    def _aenter(self, thing: Any) -> object:
        return self._wait(cast("Any", type(thing)).__aenter__(thing))

    def _aexit(self, thing: Any, name: str | None) -> bool:
        left = cast("Any", type(thing)).__aexit__(thing, *exit_args(name))
        return bool(self._wait(left))


def _raised(exc: BaseException) -> str:
    told = account("call", exc)
    return f"raise\n{json.dumps([crossing_name(exc), crossing_text(exc), _token(exc), told])}"


def _token(exc: BaseException) -> int:
    """The number of the examiner's own exception, where a callback of its raised this one."""
    try:
        token = getattr(exc, "__assay_token__", 0)
    except BaseException:
        return 0
    return token if type(token) is int else 0
