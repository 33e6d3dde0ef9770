"""Room 4, inside the sandbox: the exceptions and built-ins that cross by name.

An exception crosses as the name of a class from `EXCEPTIONS` and bounded text. What is on no
list (SystemExit, KeyboardInterrupt, GeneratorExit, StopIteration, unittest.SkipTest, pytest's
outcomes) arrives as RuntimeError: each of them would end, skip or bend the test itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, cast

MAX_TEXT: Final = 2000
"""Characters of an exception's message."""

EXCEPTIONS: Final[dict[str, type[Exception]]] = {
    exc.__name__: exc
    for exc in (
        Exception,
        ArithmeticError,
        AssertionError,
        AttributeError,
        BlockingIOError,
        BrokenPipeError,
        BufferError,
        ChildProcessError,
        ConnectionAbortedError,
        ConnectionError,
        ConnectionRefusedError,
        ConnectionResetError,
        DeprecationWarning,
        EOFError,
        FileExistsError,
        FileNotFoundError,
        FloatingPointError,
        FutureWarning,
        ImportError,
        IndentationError,
        IndexError,
        InterruptedError,
        IsADirectoryError,
        KeyError,
        LookupError,
        MemoryError,
        ModuleNotFoundError,
        NameError,
        NotADirectoryError,
        NotImplementedError,
        OSError,
        OverflowError,
        PendingDeprecationWarning,
        PermissionError,
        ProcessLookupError,
        RecursionError,
        ReferenceError,
        RuntimeError,
        RuntimeWarning,
        SyntaxError,
        SyntaxWarning,
        SystemError,
        TimeoutError,
        TypeError,
        UnboundLocalError,
        UnicodeError,
        UserWarning,
        ValueError,
        Warning,
        ZeroDivisionError,
    )
}

_BENDING: Final = (StopIteration, StopAsyncIteration)
_FRAMEWORKS: Final = ("_pytest.outcomes", "unittest.case")

_FIRST_BUILTIN: Final = 1_000_000_000
"""Handles from here on are the built-ins below, the same on both sides; they hold no state."""

_TYPES: Final[tuple[object, ...]] = (
    *EXCEPTIONS.values(),
    *(bool, bytearray, bytes, complex, dict, float, frozenset, int, list, object, range, set),
    *(slice, str, tuple, type(None)),
)
_FUNCTIONS: Final[tuple[Callable[..., object], ...]] = (
    *(abs, all, any, ascii, bin, chr, divmod, enumerate, filter, format, hash, hex, isinstance),
    *(issubclass, iter, len, map, max, min, next, oct, ord, pow, repr, reversed, round, sorted),
    *(sum, zip),
)

_BUILTINS: Final = cast("tuple[object, ...]", (*_TYPES, *_FUNCTIONS))
BUILTIN_OF: Final[dict[int, object]] = dict(enumerate(_BUILTINS, _FIRST_BUILTIN))
"""A built-in by its handle, as a test may give it to a candidate."""
TYPE_OF: Final = dict(list(BUILTIN_OF.items())[: len(_TYPES)])
"""Those that a candidate may give to a test: a function of its own runs in its own process."""

_NAME: Final = type.__dict__["__name__"].__get__  # past any metaclass
_MRO: Final = type.__dict__["__mro__"].__get__
_NUMBER_OF: Final[dict[int, int]] = {id(thing): number for number, thing in BUILTIN_OF.items()}


def builtin_number(thing: object) -> int | None:
    """The handle of a built-in that is the same on both sides; None: it is none of them."""
    return _NUMBER_OF.get(id(thing))


def type_number(thing: object) -> int | None:
    """The handle of a built-in type; None: it is none of them."""
    number = _NUMBER_OF.get(id(thing))
    return number if number in TYPE_OF else None


def class_name(cls: type) -> str:
    """A class's true name, whatever its metaclass says; bounded."""
    name: str = _NAME(cls)
    return name[:200]


def mro_of(cls: type) -> tuple[type, ...]:
    """A class's true bases, whatever its metaclass says."""
    bases: tuple[type, ...] = _MRO(cls)
    return bases


def bends_tests(exc: BaseException) -> bool:
    """Whether it would end, skip or bend a test that it went through."""
    kind = type(exc)  # never the instance's word for it
    if not issubclass(kind, Exception) or issubclass(kind, _BENDING):
        return True
    return any(cls.__dict__.get("__module__") in _FRAMEWORKS for cls in mro_of(kind))


def crossing_name(exc: BaseException) -> str:
    """The listed class that stands for an exception on the other side: its nearest, by MRO."""
    if bends_tests(exc):
        return "RuntimeError"
    for cls in mro_of(type(exc)):
        name = class_name(cls)
        if EXCEPTIONS.get(name) is cls:
            return name
    return "RuntimeError"


def text_of(exc: BaseException) -> str:
    """An exception's message, whatever its `__str__` does; bounded."""
    try:
        args = exc.args
        text = args[0] if len(args) == 1 and type(args[0]) is str else str(exc)
        return str.__str__(text)[:MAX_TEXT]
    except BaseException:
        return ""


def crossing_text(exc: BaseException) -> str:
    """`text_of`, with the true class in front where the listed class is not the true one."""
    own = class_name(type(exc))
    text = text_of(exc)
    if bends_tests(exc):
        return f"{own}: {text}"[:MAX_TEXT] if text else own
    return text


def made(name: str, text: str) -> Exception:
    """The exception that a listed name stands for; RuntimeError for every other name."""
    return EXCEPTIONS.get(name, RuntimeError)(text[:MAX_TEXT])
