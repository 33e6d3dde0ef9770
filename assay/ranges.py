"""Room 2: the ranges that a task's fields must be in, the same for the wire, JSON and Python.

They are those that `proto/assay/v1/task.proto` states. What needs a grader to know (a test program
that does not parse, an unknown language) is the grader's to check.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from assay.faults import InvalidTask
from assay.types import (
    Call,
    Checker,
    CheckerProgram,
    CodeTask,
    Floats,
    Limits,
    Program,
    Shaping,
    Stdio,
    Task,
    Test,
)

MIB = 1024 * 1024

LIMITS: dict[str, tuple[float, float]] = {
    "wall_s": (0.001, 3600),
    "cpu_s": (0.001, 36_000),
    "memory_bytes": (16 * MIB, 1024 * 1024 * MIB),
    "output_bytes": (1, 256 * MIB),
    "disk_bytes": (4096, 64 * 1024 * MIB),
    "files": (8, 1_000_000),
    "processes": (1, 32_768),
    "total_wall_s": (0.001, 36_000),
}
"""Of each limit the smallest and the largest value, both allowed."""

PROFILES = ("binary", "fraction", "staged")
"""The shaping profiles; their formulas are in `assay.shaping`."""

NAME_CHARS = 1024
"""The longest id, in characters."""
WEIGHT = 1e9
"""The largest weight of a test."""
LENGTH_LIMIT = 2**31 - 1
"""The largest `Shaping.length_limit`: what the wire's int32 carries."""


def check_task(task: Task) -> None:
    """Nothing, or raises InvalidTask with the path of the first field that is out of its range."""
    check_name("id", task.id)
    check_limits(task.limits)
    check_shaping(task.shaping)
    _check_code(task.code)


def check_limits(limits: Limits, path: str = "limits") -> None:
    """Nothing, or raises InvalidTask for the first limit that is out of its range."""
    for name, (low, high) in LIMITS.items():
        check_number(f"{path}.{name}", getattr(limits, name), low, high)


def check_shaping(shaping: Shaping, path: str = "shaping") -> None:
    """Nothing, or raises InvalidTask for an unknown profile or an impossible penalty."""
    if shaping.profile not in PROFILES:
        known = ", ".join(PROFILES)
        raise InvalidTask(
            f"{path}.profile", f"expected one of {known}, found {shaping.profile!r:.80}"
        )
    check_number(f"{path}.time_penalty", shaping.time_penalty, 0, 1)
    check_number(f"{path}.length_penalty", shaping.length_penalty, 0, 1)
    check_number(f"{path}.length_limit", shaping.length_limit, 1, LENGTH_LIMIT)


def check_number(path: str, value: float, low: float, high: float) -> None:
    """Nothing, or raises InvalidTask if `value` is not from `low` to `high`; NaN never is."""
    if not low <= value <= high:
        bounds = f"from {low} up" if math.isinf(high) else f"from {low} to {high}"
        raise InvalidTask(path, f"expected a number {bounds}, found {value}")


def check_name(path: str, name: str, *, required: bool = False) -> None:
    """Nothing, or raises InvalidTask if a name is too long, not Unicode, or empty but required."""
    if required and not name:
        raise InvalidTask(path, "expected a name, found none")
    if len(name) > NAME_CHARS:
        raise InvalidTask(path, f"expected at most {NAME_CHARS} characters, found {len(name)}")
    check_text(path, name)


def check_text(path: str, text: str) -> None:
    """Nothing, or raises InvalidTask for an unpaired surrogate, which UTF-8 can't carry."""
    if text.isascii():
        return
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise InvalidTask(
            path, f"expected Unicode text, found an unpaired surrogate at {error.start}"
        ) from None


def _check_code(code: CodeTask) -> None:
    check_name("code.language", code.language, required=True)
    if not code.tests:
        raise InvalidTask("code.tests", "expected at least one test, found none")
    for name in ("prelude", "prefix"):
        check_text(f"code.{name}", getattr(code, name))
    check_name("code.module", code.module, required=True)
    for name in ("entry_point", "reference"):
        check_text(f"code.{name}", getattr(code, name) or "")
    _check_checker(code.checker, "code.checker")
    for index, test in enumerate(code.tests):
        _check_test(test, f"code.tests[{index}]", code)
    if not any(test.weight for test in code.tests):
        raise InvalidTask("code.tests", "expected a test with a weight above 0, found none")


def _check_test(test: Test, path: str, code: CodeTask) -> None:
    check_name(f"{path}.id", test.id, required=True)
    check_number(f"{path}.weight", test.weight, 0, WEIGHT)
    for name, text in _texts(test.body):
        check_text(f"{path}.{name}", text)
    _check_checker(test.checker, f"{path}.checker")
    if isinstance(test.body, Program) and test.checker is not None:
        raise InvalidTask(f"{path}.checker", "a test program compares for itself: leave it out")
    if isinstance(test.body, Call) and not (test.body.entry_point or code.entry_point):
        raise InvalidTask(
            f"{path}.call.entry_point", "neither the call nor the task names a function"
        )


def _texts(body: Stdio | Call | Program) -> Iterator[tuple[str, str]]:
    match body:
        case Stdio(stdin, stdout):
            yield "stdio.stdin", stdin
            yield "stdio.stdout", stdout
        case Program(source):
            yield "program.source", source
        case Call():
            yield "call.entry_point", body.entry_point or ""
            yield from (("call.kwargs", name) for name in body.kwargs)


def _check_checker(checker: Checker | None, path: str) -> None:
    match checker:
        case Floats(absolute, relative):
            check_number(f"{path}.floats.absolute", absolute, 0, 1e300)
            check_number(f"{path}.floats.relative", relative, 0, 1e300)
        case CheckerProgram(source):
            check_text(f"{path}.program.source", source)
        case _:
            pass
