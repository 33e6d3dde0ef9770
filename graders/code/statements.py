"""Room 5, judge: what processes said, read strictly. Nothing here believes anything.

Accounts and replies come from candidates' processes: any bytes at all. Testimonies come from
trusted processes, but what they quote is a candidate's, and they may have been cut off.
"""

from __future__ import annotations

import builtins
import json
import re
from dataclasses import dataclass, replace
from typing import cast

from assay import values
from graders import shapes

_ACCOUNT_BYTES = 256 * 1024
_TESTIMONY_BYTES = 16 * 1024 * 1024

BUILTIN_EXCEPTIONS = frozenset(
    name
    for name, value in vars(builtins).items()
    if isinstance(value, type) and issubclass(value, BaseException)
)
_OUTCOMES = ("passed", "failed", "error", "refused", "not_plain")
_TYPE = re.compile(r"[A-Za-z_][\w.]{0,99}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Failure:
    """An exception as a candidate's process tells it; every word may be a lie."""

    phase: str
    type: str
    message: str
    line: int | None
    """In the source that was run."""
    column: int | None
    frames: tuple[tuple[int, str], ...]
    """(line, function), outermost first."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer to a call: a value, or a failure. Neither: it can't be read, `why` says so."""

    has_value: bool = False
    value: object = None
    failure: Failure | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One test function of a unittest or pytest program."""

    name: str
    outcome: str
    message: str


@dataclass(frozen=True, slots=True)
class Testimony:
    """An examiner's final word on one test program."""

    outcome: str
    """`passed`, `failed`, `error`, `refused` (the program asked for too much) or `not_plain` (the
    candidate gave an object where the task takes plain data only)."""
    touched: bool
    missing: tuple[str, ...]
    origin: str
    """Who raised: `test` or `candidate`."""
    failure: Failure
    """Its type and message, and the candidate's frames."""
    program_line: int | None
    program_source: str
    expected: str | None
    actual: str | None
    call: str | None
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class CheckerWord:
    """A checker program's word on one case."""

    ok: bool
    message: str
    error: str | None
    """What the checker raised; None: nothing."""
    is_broken: bool
    """It raises for the expected value itself."""


def read_failure(account: bytes) -> Failure | None:
    """The failure in an account; None: there is none that can be read."""
    told = _object(account, _ACCOUNT_BYTES)
    return None if told is None or "type" not in told else _failure(told)


def read_reply(reply: bytes) -> Reply:
    """The answer in one reply line."""
    line = reply.strip()
    valued = re.match(rb'\{\s*"value"\s*:', line)
    if valued and line.endswith(b"}"):
        try:
            return Reply(has_value=True, value=values.decode(line[valued.end() : -1]))
        except values.BadEncoding as exc:
            return Reply(why=f"the answer can't be read: {exc}")
    told = _object(line, _ACCOUNT_BYTES)
    error = shapes.table(told.get("error")) if told else {}
    return Reply(failure=_failure(error)) if error else Reply(why="the answer can't be read")


def read_testimony(testimony: bytes, test_id: str) -> Testimony | None:
    """The examiner's word on `test_id`; None: missing, cut off, or about something else."""
    told = _object(testimony, _TESTIMONY_BYTES)
    if told is None or told.get("test_id") != test_id:
        return None
    outcome, touched = told.get("outcome"), told.get("touched")
    if outcome not in _OUTCOMES or not isinstance(touched, bool):
        return None
    return Testimony(
        outcome=str(outcome),
        touched=touched,
        missing=tuple(m for m in shapes.items(told.get("missing")) if isinstance(m, str)),
        origin=shapes.text(told.get("origin")) or "test",
        failure=replace(_failure(told), line=None, column=None),  # they are the program's
        program_line=shapes.place(told.get("line")),
        program_source=shapes.text(told.get("source")),
        expected=shapes.optional_text(told.get("expected")),
        actual=shapes.optional_text(told.get("actual")),
        call=shapes.optional_text(told.get("call")),
        items=tuple(_item(shapes.table(i)) for i in shapes.items(told.get("items"))),
    )


def read_checker(testimony: bytes) -> dict[str, CheckerWord] | None:
    """A checker program's words by test id; None: missing or cut off."""
    told = _object(testimony, _TESTIMONY_BYTES)
    if told is None or not isinstance(told.get("cases"), list):
        return None
    cases = [shapes.table(case) for case in shapes.items(told["cases"])]
    return {shapes.text(case.get("test_id")): _checker_word(case) for case in cases}


def _checker_word(case: dict[str, object]) -> CheckerWord:
    error = shapes.table(case.get("error"))
    raised = (
        f"{shapes.text(error.get('type'))}: {shapes.text(error.get('message'))}" if error else None
    )
    return CheckerWord(
        ok=case.get("ok") is True and raised is None,
        message=shapes.text(case.get("message")),
        error=raised,
        is_broken=case.get("broken") is True,
    )


def _failure(told: dict[str, object]) -> Failure:
    kind = shapes.text(told.get("type"))
    entries = [shapes.table(entry) for entry in shapes.items(told.get("frames"))[:50]]
    return Failure(
        phase=shapes.text(told.get("phase")),
        type=kind if _TYPE.fullmatch(kind) or not kind else "Exception",
        message=shapes.text(told.get("message")),
        line=shapes.place(told.get("line")),
        column=shapes.place(told.get("column")),
        frames=tuple(
            (line, shapes.text(entry.get("function")))
            for entry in entries
            if (line := shapes.place(entry.get("line"))) is not None
        ),
    )


def _item(told: dict[str, object]) -> Item:
    return Item(
        shapes.text(told.get("name")),
        shapes.text(told.get("outcome")),
        shapes.text(told.get("message")),
    )


def _object(data: bytes, limit: int) -> dict[str, object] | None:
    if not data or len(data) > limit:
        return None
    try:
        told: object = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return shapes.table(cast("object", told)) if isinstance(told, dict) else None
