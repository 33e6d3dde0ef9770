"""Room 4, inside the sandbox: the exceptions and built-ins that cross by name.

An exception crosses as the name of a class from `EXCEPTIONS` and bounded text. What is on no
list (SystemExit, KeyboardInterrupt, GeneratorExit, StopIteration, unittest.SkipTest, pytest's
outcomes) arrives as RuntimeError: each of them would end, skip or bend the test itself.
"""

from __future__ import annotations

import builtins
import unittest
from typing import Final

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

_AS_RUNTIME_ERROR: Final = (StopIteration, StopAsyncIteration, unittest.SkipTest)

_FIRST_BUILTIN: Final = 1_000_000_000
"""Handles from here on are the built-ins below, the same on both sides; they hold no state."""

_BUILTINS: Final[tuple[object, ...]] = (
    *EXCEPTIONS.values(),
    *(
        getattr(builtins, name)
        for name in (
            "abs all any ascii bin bool bytearray bytes chr complex dict divmod enumerate filter"
            " float format frozenset hash hex int isinstance issubclass iter len list map max min"
            " next object oct ord pow range repr reversed round set slice sorted str sum tuple zip"
        ).split()
    ),
)

BUILTIN_OF: Final[dict[int, object]] = dict(enumerate(_BUILTINS, _FIRST_BUILTIN))
"""A built-in by its handle."""

_NUMBER_OF: Final[dict[int, int]] = {id(thing): number for number, thing in BUILTIN_OF.items()}


def builtin_number(thing: object) -> int | None:
    """The handle of a built-in that is the same on both sides; None: it is none of them."""
    return _NUMBER_OF.get(id(thing))


def crossing_name(exc: BaseException) -> str:
    """The listed class that stands for an exception on the other side: its nearest, by MRO."""
    if isinstance(exc, _AS_RUNTIME_ERROR) or not isinstance(exc, Exception):
        return "RuntimeError"
    for cls in type(exc).__mro__:
        if EXCEPTIONS.get(cls.__name__) is cls:
            return cls.__name__
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
    own = type(exc).__name__
    text = text_of(exc)
    if isinstance(exc, _AS_RUNTIME_ERROR) or not isinstance(exc, Exception):
        return f"{own}: {text}"[:MAX_TEXT] if text else f"{own}"[:MAX_TEXT]
    return text


def made(name: str, text: str) -> Exception:
    """The exception that a listed name stands for; RuntimeError for every other name."""
    return EXCEPTIONS.get(name, RuntimeError)(text[:MAX_TEXT])
