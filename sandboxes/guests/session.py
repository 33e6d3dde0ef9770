"""Room 4, inside the examiner's process: its end of the channel.

Whatever arrives was made by an adversary. It is decoded under bounds, without evaluating
anything; what breaks the protocol, and a channel that ends, end this process at once and
without a testimony, so that no `except` of a test program can take it for an answer.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import get_ident
from typing import Any, Final, NoReturn, cast

from assay.values import BadEncoding, NotPlain, decode, encode
from sandboxes.guests import handles
from sandboxes.guests.arguments import write_back
from sandboxes.guests.channel import MAX_VALUES, BadFrame, Channel, Closed
from sandboxes.guests.crossing import (
    TYPE_OF,
    bends_tests,
    builtin_number,
    crossing_name,
    made,
    text_of,
)
from sandboxes.guests.features import BOUND_LETTERS
from sandboxes.guests.handles import Handle, Refused
from sandboxes.guests.objects import Objects, die, parts_of
from sandboxes.guests.told import Told, told_of

MAX_DEPTH: Final = 50
"""Callbacks inside each other."""
MAX_CALLBACKS: Final = 1_000_000
"""Calls of callbacks in one program."""

_NO_KWARGS: Final[dict[str, object]] = {}
_ENDS: Final = {"next": StopIteration, "anext": StopAsyncIteration}


@dataclass(slots=True)
class LastCall:
    """The last function call that was answered, for explaining a failure."""

    name: str
    number: int
    inputs: str
    """Its `[args, kwargs]` as they were before the call, encoded."""
    is_answered: bool = False
    value: object = None


class Session:
    """Asks the candidate, lets it call back, and writes back what it did to the arguments."""

    def __init__(self, channel: Channel, *, plain_answers: bool = False) -> None:
        self._channel = channel
        self._thread = get_ident()
        self._objects = Objects(self, BOUND_LETTERS if plain_answers else None)
        self._is_strict = plain_answers
        self._decoded_handles: list[Handle] = []
        self._callbacks: dict[int, Callable[..., object]] = {}
        self._last_callback = 0
        self._depth = 0
        self._calls_back = 0
        self._raised: dict[int, Exception] = {}
        self._pending: BaseException | None = None
        self.is_decoding = False
        self.is_over = False
        """True: the program is over, and nothing is asked any more."""
        self.has_exceptions = False
        """Whether a class of exceptions was bound: a handle, which `except` does not take."""
        self.is_touched = False
        """Whether the candidate was asked for anything but names."""
        self.refusal: str | None = None
        """What the program needed and handles do not forward; the first of them."""
        self.not_plain: str | None = None
        """What the candidate gave that is not plain data, where only that is taken; the first."""
        self.last_call: LastCall | None = None
        self.told: deque[tuple[BaseException, Told]] = deque(maxlen=20)
        """The last exceptions that crossed, each with the candidate's account of it."""

    # ------------------------------------------------------------ asking

    def request(self, verb: str, number: int, args: tuple[object, ...] = ()) -> Any:
        """The value of a verb (see `channel`); raises what the candidate raised."""
        if verb != "bind":
            self.is_touched = True
        return self._exchange(verb, number, args, _NO_KWARGS, None)

    def call(self, handle: Handle, args: tuple[object, ...], kwargs: dict[str, object]) -> object:
        """What the candidate's object returns when it is called."""
        self.is_touched = True
        number = handles.number_of(handle)
        call = LastCall(handles.shown(handle), number, "")
        value = self._exchange("call", number, args, kwargs, call)
        call.value, call.is_answered = value, True
        return value

    def leave(self, verb: str, number: int, exc: BaseException | None) -> None:
        """Leave `with`. An exception of the test's goes on, whatever the candidate says.

        Else a context manager could swallow a failed assertion.
        """
        is_own = exc is not None and self.account_of(exc) is None
        is_end = exc is not None and is_own and _ends(exc)
        name = None if exc is None else "Exception" if is_end else crossing_name(exc)
        try:
            is_swallowed = self.request(verb, number, (name,))
        except Exception:
            if not is_own:
                raise
            return
        if is_swallowed is True and exc is not None and not is_end:
            self.refuse("a context manager that swallows an exception")

    def start_bind(self, names: Sequence[str]) -> None:
        """Ask for names; `end_bind` waits for them."""
        self._send("bind", 0, encode([[list(names)], _NO_KWARGS]))

    def end_bind(self, names: Sequence[str]) -> dict[str, object]:
        """The names that the candidate defines, with their values."""
        found = self._answer("bind", [], _NO_KWARGS)
        values = cast("list[Any]", found)
        if type(found) is not list or len(values) != len(names):
            die()
        bound: dict[str, object] = {}
        for name, value in zip(names, values, strict=True):
            if type(value) is not list:
                die()
            if value:
                bound[name] = value[0]
                if isinstance(value[0], Handle):
                    self._name_bound(value[0], name)
        if self._is_strict:
            self._judge_bound(bound)
        return bound

    def _judge_bound(self, bound: Mapping[str, object]) -> None:
        """Note a name that is an object, or holds one: functions and classes stay handles."""
        own = [value for value in bound.values() if isinstance(value, Handle)]
        for handle in self._decoded_handles:
            is_own = any(handle is value for value in own)
            if not is_own or not self._objects.can(handles.number_of(handle), "c"):
                what = handles.shown(handle) if is_own else "a name that the test uses"
                self._note_not_plain(f"{what} is or holds {_kind_of(handle)}")

    def _name_bound(self, handle: Handle, name: str) -> None:
        object.__setattr__(handle, "_shown", name)
        if self._objects.can(handles.number_of(handle), "E"):
            self.has_exceptions = True

    def refuse(self, what: str) -> NoReturn:
        """Raise Refused, and remember the first reason."""
        if self.refusal is None and not self.is_over:
            self.refusal = what
        raise Refused(f"not forwarded to the candidate: {what}")

    def _note_not_plain(self, what: str) -> None:
        if self.not_plain is None and not self.is_over:
            self.not_plain = what

    def _demand_plain(self) -> None:
        """Raise Refused if what was decoded last holds a handle and only plain data is taken."""
        if self._is_strict and self._decoded_handles:
            kind = _kind_of(self._decoded_handles[0])
            self._note_not_plain(f"the code gave {kind}")
            raise Refused(f"only plain data is taken from the candidate, and it gave {kind}")

    def release(self, number: int) -> None:
        """A handle is gone; the candidate is told with the next request."""
        self._objects.release(number)

    def compared(self) -> None:
        """Note that the test compared an object: its outcome may come from that."""
        self.is_touched = True

    def account_of(self, exc: BaseException) -> Told | None:
        """What the candidate told about an exception of its own; None: it is not its own."""
        return next((told for raised, told in self.told if raised is exc), None)

    # ------------------------------------------------------------ one exchange

    def _exchange(
        self,
        verb: str,
        number: int,
        args: tuple[object, ...],
        kwargs: dict[str, object],
        call: LastCall | None,
    ) -> object:
        if self.is_over:
            return self._replay(verb, number, args, kwargs)
        if get_ident() != self._thread:
            self.refuse("a request from another thread than the test's own")
        first_callback = self._last_callback
        try:
            text = self._encoded([list(args), kwargs])
            if call is not None:
                call.inputs = text
                self.last_call = call
            self._send(verb, number, text)
            value = self._answer(verb, args, kwargs)
        finally:
            self._close(first_callback)
        return value

    def _send(self, verb: str, number: int, text: str) -> None:
        if len(text) > MAX_VALUES:
            self.refuse("more than a message holds")
        released = self._objects.take_released()
        try:
            self._channel.send(f"{verb} {number} {released}\n{text}")
        except Closed:
            die()

    def _answer(self, asked: str, args: Sequence[object], kwargs: Mapping[str, object]) -> object:
        """The candidate's answer, after the callbacks that it makes on its way."""
        while True:
            verb, first, changes, described = self._receive()
            if described:
                self._objects.describe(described)
            if verb.startswith("call "):
                self._call_back(verb[5:], first)
                continue
            if verb not in ("ok", "raise") or (verb, asked) == ("raise", "bind"):
                die()
            if changes:
                self._write_back(args, kwargs, changes)
            if self._pending is not None:
                raise self._pending
            if verb == "ok":
                value = self._decoded(first)
                if asked != "bind":
                    self._demand_plain()
                return value
            raise self._exception(asked, first)

    def _receive(self) -> list[str]:
        try:
            lines = self._channel.receive().split("\n")
        except (Closed, BadFrame):
            die()
        if len(lines) != 4:
            die()
        return lines

    def _exception(self, asked: str, text: str) -> BaseException:
        name, message, token, account = parts_of(self._decoded(text), str, str, int, dict)
        if name == "StopIteration" and asked in _ENDS:
            return _ENDS[asked]()
        exc = self._raised.get(token)
        if exc is None:
            exc = made(name, message)
            self.told.append((exc, told_of(account)))
        return exc

    # ------------------------------------------------------------ values

    def _encoded(self, value: object) -> str:
        try:
            return encode(value, to_handle=self._number)
        except NotPlain as exc:
            self.refuse(str(exc))

    def _decoded(self, text: str) -> object:
        self.is_decoding = True
        self._decoded_handles.clear()
        try:
            return decode(text, from_handle=self._object, widens=True)
        except (BadEncoding, RecursionError, MemoryError):
            die()
        finally:
            self.is_decoding = False

    def _number(self, thing: object) -> int:
        if isinstance(thing, Handle):
            return handles.number_of(thing)
        number = builtin_number(thing)
        if number is not None:
            return number
        if not callable(thing):
            self.refuse(f"an argument of type {type(thing).__name__}")
        self._last_callback += 1
        self._callbacks[-self._last_callback] = thing
        return -self._last_callback

    def _object(self, number: int) -> object:
        if number < 0:
            if number not in self._callbacks:
                die()
            return self._callbacks[number]
        if number in TYPE_OF:
            return TYPE_OF[number]
        handle = self._objects.handle(number)
        if self._is_strict:
            self._decoded_handles.append(handle)
            return handle
        return self._waiting(handle) if self._objects.can(number, "o") else handle

    async def _waiting(self, handle: Handle) -> object:
        return handles.ask(handle, "wait")

    # ------------------------------------------------------------ callbacks

    def _call_back(self, number: str, text: str) -> None:
        self._calls_back += 1
        if self._calls_back > MAX_CALLBACKS or not _is_number(number):
            die()
        function = self._callbacks.get(int(number))
        if function is None and not -self._last_callback <= int(number) < 0:
            die()
        args, kwargs = parts_of(self._decoded(text), list, dict)
        reply = self._call_back_reply(function, args, kwargs)
        try:
            self._channel.send(reply)
        except Closed:
            die()

    def _call_back_reply(
        self, function: Callable[..., object] | None, args: list[object], kwargs: dict[str, object]
    ) -> str:
        self._depth += 1
        try:
            self._demand_plain()
            if function is None:
                self.refuse("a callback after the call that it was given to")
            if self._depth > MAX_DEPTH:
                raise RecursionError("callbacks are nested too deeply")
            value = self._encoded(function(*args, **kwargs))
            if len(value) > MAX_VALUES:
                self.refuse("more than a message holds")
            return f"ok\n{value}"
        except BaseException as exc:
            return f"raise\n{json.dumps(self._crossing(exc))}"
        finally:
            self._depth -= 1

    def _crossing(self, exc: BaseException) -> list[object]:
        """What the candidate hears of a callback's exception.

        A failed assertion is the test's own end: its text may hold an expected value, and the
        candidate may not swallow it, so it is raised again when the open call returns.
        """
        if isinstance(exc, AssertionError) and self.account_of(exc) is not None:
            return ["AssertionError", text_of(exc), 0]
        if _ends(exc):
            if self._pending is None:
                self._pending = _pending(exc)
            return ["RuntimeError", "the callback ended the test", 0]
        token = len(self._raised) + 1
        self._raised[token] = cast("Exception", exc)
        return [crossing_name(exc), text_of(exc), token]

    def _close(self, first: int) -> None:
        """Take back the callbacks that the call carried; numbers are not used again."""
        for number in range(first + 1, self._last_callback + 1):
            self._callbacks.pop(-number, None)
        if self._depth == 0:
            if self._raised:
                self._raised = {}
            self._pending = None

    # ------------------------------------------------------------ arguments

    def _write_back(
        self, args: Sequence[object], kwargs: Mapping[str, object], changes: str
    ) -> None:
        new_args, new_kwargs = parts_of(self._decoded(changes), list, dict)
        self._demand_plain()
        if len(new_args) != len(args) or list(new_kwargs) != list(kwargs):
            die()
        for old, new in zip(args, new_args, strict=True):
            write_back(old, new)
        for name, new in new_kwargs.items():
            write_back(kwargs[name], new)

    # ------------------------------------------------------------ afterwards

    @contextmanager
    def replaying(self) -> Generator[None, None, None]:
        """Meanwhile nothing is asked; the last call, made again, has the answer it had."""
        was_over, self.is_over = self.is_over, True
        try:
            yield
        finally:
            self.is_over = was_over

    def _replay(
        self, verb: str, number: int, args: tuple[object, ...], kwargs: dict[str, object]
    ) -> object:
        last = self.last_call
        if verb == "call" and last is not None and last.is_answered and last.number == number:
            try:
                if encode([list(args), kwargs], to_handle=self._number) == last.inputs:
                    return last.value
            except NotPlain:
                pass
        raise Refused("the test program is over")


def _kind_of(handle: Handle) -> str:
    return f"an object of type {type(handle).__name__[:100]}"


def _ends(exc: BaseException) -> bool:
    """Whether an exception of the examiner's is the end of the test."""
    return isinstance(exc, AssertionError | Refused) or bends_tests(exc)


def _pending(exc: BaseException) -> BaseException:
    """What to raise when the open call returns. An exit with status 0 would be a pass, and it
    was the candidate that chose to call what exits."""
    if isinstance(exc, SystemExit):
        return RuntimeError("the code called a function of the test's that ends the program")
    return exc


def _is_number(text: str) -> bool:
    return text.lstrip("-").isdecimal() and text.isascii() and len(text) < 20
