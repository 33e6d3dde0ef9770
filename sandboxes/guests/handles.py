"""Room 4, inside the examiner's process: what stands for an object that stays at the candidate's.

A handle forwards calls, attributes with public names, iteration, items, len, truth, text,
conversions to int and float, `with` and `await`, and nothing else. What would hand one of the
test's own values to the candidate in order to be *judged* there never crosses: `==` is
identity, and ordering, containment, hashing, arithmetic and isinstance are refused, or
answered here where the candidate has no say in it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Iterator
from types import CodeType
from typing import Any, NoReturn, Protocol, cast

from sandboxes.guests.accounts import PROGRAM_NAME
from sandboxes.guests.features import FEATURES

_KNOWN = frozenset({"__call__", *FEATURES.values()})
"""What a description tells: where it is not defined, the candidate's object has it not."""


class Refused(TypeError):
    """The test needs what a handle does not forward."""


class Asks(Protocol):
    """The part of `session.Session` that handles need."""

    def request(self, verb: str, number: int, args: tuple[object, ...] = ()) -> Any: ...
    def call(
        self, handle: Handle, args: tuple[object, ...], kwargs: dict[str, object]
    ) -> object: ...
    def leave(self, verb: str, number: int, exc: BaseException | None) -> None: ...
    def refuse(self, what: str) -> NoReturn: ...
    def release(self, number: int) -> None: ...
    def compared(self) -> None: ...
    @property
    def is_decoding(self) -> bool: ...


class Handle:
    """An object of the candidate's; subclasses add what the object says that it can do."""

    __slots__ = ("__weakref__", "_asks", "_has_eq", "_number", "_shown")

    __array_ufunc__ = None  # numpy leaves operators to the class below

    _asks: Asks
    _number: int
    _has_eq: bool
    _shown: str

    def __getattr__(self, name: str) -> Any:
        if not name.startswith("_") and not _is_judge(_caller_module()):
            return self._asks.request("get", self._number, (name,))
        # Frameworks probe for names; only of the program itself is it a refusal.
        if _caller().co_filename == PROGRAM_NAME and name not in _KNOWN:
            refuse(self, f"the private attribute {name}")
        raise AttributeError(f"{name} is not forwarded to the candidate's object")

    def __setattr__(self, name: str, value: object) -> None:
        if name.startswith("_"):
            refuse(self, f"setting the private attribute {name}")
        self._asks.request("set", self._number, (name, value))

    def __delattr__(self, name: str) -> None:
        if name.startswith("_"):
            refuse(self, f"deleting the private attribute {name}")
        self._asks.request("delete", self._number, (name,))

    def __str__(self) -> str:
        return cast("str", converted(self, "str", str))

    def __repr__(self) -> str:
        return cast("str", converted(self, "repr", str))

    def __eq__(self, other: object) -> bool:
        self._asks.compared()
        if self is other:
            return True
        if isinstance(other, Handle) and (self._has_eq or other._has_eq):
            refuse(self, "comparing two objects of the candidate's")
        return False

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        if self._has_eq and not self._asks.is_decoding:
            refuse(self, "the hash of an object with an __eq__ of its own")
        return object.__hash__(self)

    def __del__(self) -> None:
        self._asks.release(self._number)


_JUDGES = frozenset({"_pytest", "numpy", "pytest", "unittest"})
"""Libraries that judge, and on their way call methods of what they judge with what is expected
of it: assertSetEqual calls `first.difference(second)`, numpy.clip calls `a.clip(low, high)`."""


def _is_judge(module: str) -> bool:
    return module.partition(".")[0] in _JUDGES


def _caller_module() -> str:
    return str(sys._getframe(2).f_globals.get("__name__"))  # pyright: ignore[reportPrivateUsage]


def _caller() -> CodeType:
    return sys._getframe(2).f_code  # pyright: ignore[reportPrivateUsage]


def refuse(handle: Handle, what: str) -> NoReturn:
    """Raise Refused, and let the session know that this is why the test could not go on."""
    handle._asks.refuse(f"{what} ({type(handle).__name__[:100]} is not plain data)")  # pyright: ignore[reportPrivateUsage]


def ask(handle: Handle, verb: str, *args: object) -> Any:
    """Have a verb (see `channel`) done to the object."""
    return handle._asks.request(verb, handle._number, args)  # pyright: ignore[reportPrivateUsage]


def number_of(handle: Handle) -> int:
    """The number under which the candidate knows the object."""
    return handle._number  # pyright: ignore[reportPrivateUsage]


def shown(handle: Handle) -> str:
    """What to call the object in a text; the candidate's word, bounded."""
    return handle._shown  # pyright: ignore[reportPrivateUsage]


def converted(handle: Handle, verb: str, kind: type) -> Any:
    """A conversion's value, of exactly the type that the language expects."""
    value = ask(handle, verb)
    if type(value) is not kind:
        raise TypeError(f"{verb} of the candidate's object gave no {kind.__name__}")
    return value


# ---------------------------------------------------------------- never forwarded


def _refusing(name: str) -> Callable[..., NoReturn]:
    def refused(self: Handle, *_: object) -> NoReturn:
        refuse(self, name)

    refused.__name__ = name
    return refused


_BINARY = "add sub mul matmul truediv floordiv mod divmod pow lshift rshift and xor or"
_OTHERS = """
    lt le gt ge neg pos abs invert round trunc floor ceil complex bytes reversed missing
    copy deepcopy reduce reduce_ex instancecheck subclasscheck
"""
_NEVER = (
    *(f"__{prefix}{name}__" for name in _BINARY.split() for prefix in ("", "r", "i")),
    *(f"__{name}__" for name in _OTHERS.split()),
)
for _name in _NEVER:
    if _name != "__idivmod__":
        setattr(Handle, _name, _refusing(_name))

# ---------------------------------------------------------------- by what the object can do


class _Calls:
    __slots__ = ()

    def __call__(self: Any, *args: object, **kwargs: object) -> object:
        return self._asks.call(self, args, kwargs)


class _Iterates:
    __slots__ = ()

    def __iter__(self: Any) -> Iterator[object]:
        found = ask(self, "iter")
        return cast("Iterator[object]", found if isinstance(found, Handle) else iter(found))


class _Steps:
    __slots__ = ()

    def __next__(self: Any) -> object:
        return ask(self, "next")


class _Measures:
    __slots__ = ()

    def __len__(self: Any) -> int:
        return cast("int", converted(self, "len", int))


class _Gets:
    __slots__ = ()

    def __getitem__(self: Any, key: object) -> object:
        return ask(self, "getitem", key)


class _Sets:
    __slots__ = ()

    def __setitem__(self: Any, key: object, value: object) -> None:
        ask(self, "setitem", key, value)


class _Deletes:
    __slots__ = ()

    def __delitem__(self: Any, key: object) -> None:
        ask(self, "delitem", key)


class _Decides:
    __slots__ = ()

    def __bool__(self: Any) -> bool:
        return cast("bool", converted(self, "bool", bool))


class _Enters:
    __slots__ = ()

    def __enter__(self: Any) -> object:
        return ask(self, "enter")

    def __exit__(self: Any, kind: object, exc: BaseException | None, tb: object) -> None:
        self._asks.leave("exit", self._number, exc)


class _Waits:
    __slots__ = ()

    def __await__(self: Any) -> Generator[Any, None, object]:
        return ask(self, "wait")
        yield  # a generator, as the language wants it


class _StepsLater:
    __slots__ = ()

    def __aiter__(self: Any) -> object:
        return ask(self, "aiter")

    async def __anext__(self: Any) -> object:
        return ask(self, "anext")


class _EntersLater:
    __slots__ = ()

    async def __aenter__(self: Any) -> object:
        return ask(self, "aenter")

    async def __aexit__(self: Any, kind: object, exc: BaseException | None, tb: object) -> None:
        self._asks.leave("aexit", self._number, exc)


class _Contains:
    """Only of a class with a `__contains__` of its own; for all others Python iterates, here."""

    __slots__ = ()

    def __contains__(self: Any, _: object) -> bool:
        refuse(self, "containment (`in`)")


class _ToInt:
    __slots__ = ()

    def __int__(self: Any) -> int:
        return cast("int", converted(self, "int", int))


class _ToFloat:
    __slots__ = ()

    def __float__(self: Any) -> float:
        return cast("float", converted(self, "float", float))


class _ToIndex:
    __slots__ = ()

    def __index__(self: Any) -> int:
        return cast("int", converted(self, "index", int))


_PARTS: dict[str, type] = {
    "c": _Calls,
    "i": _Iterates,
    "n": _Steps,
    "l": _Measures,
    "g": _Gets,
    "s": _Sets,
    "d": _Deletes,
    "b": _Decides,
    "m": _Enters,
    "w": _Waits,
    "y": _StepsLater,
    "v": _EntersLater,
    "k": _Contains,
    "I": _ToInt,
    "F": _ToFloat,
    "X": _ToIndex,
}
_MAX_KINDS = 1000
_kinds: dict[tuple[str, str], type[Handle]] = {}


def make(asks: Asks, number: int, name: str, letters: str, own_name: str) -> Handle:
    """The handle of a candidate's object as it was described (`features.describe`).

    A description may lie: it decides which of the forwarding methods there are, no more.
    """
    handle = _kind(name, letters)()
    put = object.__setattr__
    put(handle, "_asks", asks)
    put(handle, "_number", number)
    put(handle, "_has_eq", "e" in letters)
    put(handle, "_shown", own_name or name)
    return handle


def _kind(name: str, letters: str) -> type[Handle]:
    kind = _kinds.get((name, letters))
    if kind is None:
        parts = [part for letter, part in _PARTS.items() if letter in letters]
        shown_name = name if name.isidentifier() else "object"
        kind = type(shown_name, (*parts, Handle), {"__slots__": (), "__module__": "candidate"})
        if len(_kinds) < _MAX_KINDS:
            _kinds[name, letters] = kind
    return kind
