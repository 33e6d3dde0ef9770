"""Room 4, inside the sandbox: an exception told with the candidate's own lines only.

An account is made in the candidate's process, so it is untrusted: good for feedback, never for
a pass. Nothing here is done before something has failed.
"""

from __future__ import annotations

import contextlib
import io
import linecache
import sys
from collections.abc import Callable, Iterator
from types import CodeType, TracebackType
from typing import cast

from sandboxes.guests.crossing import MAX_TEXT, class_name, text_of

SOURCE_NAME = "solution.py"
"""The file name of the candidate's code in every traceback."""
PRELUDE_NAME = "prelude.py"
PROGRAM_NAME = "test_program.py"

_TRACEBACK = BaseException.__dict__["__traceback__"].__get__
_FRAMES = 20
_LINE = 300
_SUGGESTING = (NameError, AttributeError, ImportError, TypeError)


def keep_source(name: str, source: str) -> None:
    """Let `linecache` know a source under `name`; its lines are made when somebody asks."""
    read: Callable[[], str] = lambda: source  # noqa: E731
    linecache.cache[name] = (read,)


def account(phase: str, exc: BaseException, call: int | None = None) -> dict[str, object]:
    """What is to be told about `exc`; lines and columns are 1-based, in the candidate's code."""
    told: dict[str, object] = {
        "phase": phase,
        "type": class_name(type(exc)),
        "message": "",
        "line": None,
        "column": None,
        "source": None,
        "frames": [],
        "call": call,
    }
    try:
        _tell(told, exc)
    except BaseException:  # whatever a candidate's class does when it is looked at
        told["message"] = text_of(exc)
    return told


def own_traceback(exc: BaseException) -> TracebackType | None:
    """The traceback from the candidate's first frame on; None where it has no frame."""
    tb = _traceback_of(exc)
    while tb is not None and tb.tb_frame.f_code.co_filename != SOURCE_NAME:
        tb = tb.tb_next
    return tb


def _traceback_of(exc: BaseException) -> TracebackType | None:
    # Past whatever the class defines under this name.
    return cast("TracebackType | None", _TRACEBACK(exc))


def _tell(told: dict[str, object], exc: BaseException) -> None:
    told["message"] = _message(exc)
    if isinstance(exc, SyntaxError) and exc.filename == SOURCE_NAME:
        told["line"], told["column"] = _number(exc.lineno), _number(exc.offset)
        told["source"] = str(exc.text or "").rstrip("\r\n")[:_LINE] or None
        return
    links = list(_own_links(exc))
    if not links:
        return
    innermost = links[-1]
    line = linecache.getline(SOURCE_NAME, innermost.tb_lineno).rstrip("\r\n")
    told["line"], told["source"] = innermost.tb_lineno, line[:_LINE]
    told["column"] = _column(innermost.tb_frame.f_code, innermost.tb_lasti, line)
    if len(links) > _FRAMES:
        links = links[:5] + links[5 - _FRAMES :]
    told["frames"] = [_frame(link) for link in links]


def _number(value: object) -> int | None:
    return value if type(value) is int and value > 0 else None


def _own_links(exc: BaseException) -> Iterator[TracebackType]:
    tb = _traceback_of(exc)
    while tb is not None:
        if tb.tb_frame.f_code.co_filename == SOURCE_NAME:
            yield tb
        tb = tb.tb_next


def _frame(link: TracebackType) -> dict[str, object]:
    line = link.tb_lineno
    return {
        "line": line,
        "function": link.tb_frame.f_code.co_name[:200],
        "text": linecache.getline(SOURCE_NAME, line).strip()[:_LINE],
    }


def _column(code: CodeType, lasti: int, line: str) -> int | None:
    for index, (_, _, column, _) in enumerate(code.co_positions()):
        if index == lasti // 2:  # positions are per instruction, of two bytes each
            if column is None:
                return None
            return len(line.encode("utf-8", "replace")[:column].decode("utf-8", "replace")) + 1
    return None


def _message(exc: BaseException) -> str:
    told: object = getattr(exc, "msg", None)
    if isinstance(exc, SyntaxError) and type(told) is str:
        return told[:MAX_TEXT]
    text = str(exc)
    if isinstance(exc, _SUGGESTING):
        text = _as_printed(exc, text) or text
    return str.__str__(text)[:MAX_TEXT]


def _as_printed(exc: BaseException, text: str) -> str:
    """The message as the interpreter prints it, which is where its suggestions are added."""
    printed, stderr = io.StringIO(), sys.stderr
    sys.stderr = printed
    try:
        with contextlib.suppress(Exception):
            sys.__excepthook__(type(exc), exc, _traceback_of(exc))
    finally:
        sys.stderr = stderr
    start = f"{class_name(type(exc))}: {text}"
    _, found, tail = printed.getvalue().rpartition(start)
    return (text + tail).strip() if found else ""
