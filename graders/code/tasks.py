"""Room 2 and 3: whether a code task can be graded at all, told by the field at fault.

This needs no candidate and runs nothing. What only shows when the reference is run, or when a
test program fails without having touched the candidate, is found elsewhere.
"""

from __future__ import annotations

import keyword
import math
import sys
import warnings
from dataclasses import dataclass, fields
from typing import cast

from assay import values
from assay.faults import InvalidTask
from assay.types import (
    Call,
    Checker,
    CheckerProgram,
    CodeTask,
    Exact,
    Program,
    Stdio,
    Task,
    Test,
    Tokens,
)
from graders.checkers import Comparison, compare, compare_text
from graders.code import names
from graders.code.extract import family
from graders.code.runners import misfit

_SOURCE_CHARS = 1024 * 1024


def checker_of(task: CodeTask, test: Test) -> Checker:
    """What compares this test's output: its own, the task's, or the default of its kind."""
    default = Tokens() if isinstance(test.body, Stdio) else Exact()
    return test.checker or task.checker or default


def check_task(task: Task) -> None:
    """Raises InvalidTask at the first thing that makes the task ungradable."""
    code = task.code
    _check_limits(task)
    _require(bool(code.language), "code.language", "is empty")
    _require(bool(code.tests), "code.tests", "is empty: there is nothing to grade by")
    _require(_is_name(code.module), "code.module", f"{code.module!r} is not a module's name")
    shadows = code.module in sys.stdlib_module_names
    _require(not shadows, "code.module", f"{code.module!r} is a module of Python's own")
    _check_entry_point(code.entry_point, "code.entry_point")
    if family(code.language) == "python":
        _check_python(code.prelude, "code.prelude")
    if isinstance(code.checker, CheckerProgram):
        _check_checker(code.checker, code.prelude, "code.checker.program")
    _check_ids(code)
    for index, test in enumerate(code.tests):
        _check_test(code, test, f"code.tests[{index}]")
    _require(any(t.weight > 0 for t in code.tests), "code.tests", "the weights add up to 0")
    _check_contradictions(code)


def _require(holds: bool, field: str, message: str) -> None:
    if not holds:
        raise InvalidTask(field, message)


def _check_limits(task: Task) -> None:
    for item in fields(task.limits):
        value = cast("float", getattr(task.limits, item.name))
        is_good = math.isfinite(value) and value > 0
        _require(is_good, f"limits.{item.name}", f"must be greater than 0, but is {value}")


def _is_name(name: str) -> bool:
    return name.isidentifier() and not keyword.iskeyword(name)


def _check_entry_point(entry_point: str | None, field: str) -> None:
    if entry_point is not None:
        is_dotted = all(_is_name(part) for part in entry_point.split("."))
        _require(is_dotted, field, f"{entry_point!r} is not a name, or names joined by dots")


def _check_ids(code: CodeTask) -> None:
    seen: set[str] = set()
    for index, test in enumerate(code.tests):
        field = f"code.tests[{index}].id"
        _require(bool(test.id), field, "is empty")
        _require(test.id.isprintable() and len(test.id) <= 200, field, "is not a short, plain text")
        _require(test.id not in seen, field, f"{test.id!r} is the id of an earlier test as well")
        seen.add(test.id)


def _check_test(code: CodeTask, test: Test, field: str) -> None:
    is_weight = math.isfinite(test.weight) and test.weight >= 0
    _require(is_weight, f"{field}.weight", f"must be 0 or more, but is {test.weight}")
    kind = type(test.body).__name__.lower()
    is_python = family(code.language) == "python"
    if not isinstance(test.body, Stdio):
        message = f"a task in {code.language!r} can have stdio tests only"
        _require(is_python, f"{field}.{kind}", message)
    if isinstance(test.checker, CheckerProgram):
        _check_checker(test.checker, code.prelude, f"{field}.checker.program")
    if isinstance(test.body, Program):
        _require(test.checker is None, f"{field}.checker", "a test program has no checker")
        _check_program(code, test.body, f"{field}.program")
    elif isinstance(test.body, Call):
        _check_call(code, test, test.body, field)
    else:
        _check_stdio(code, test, test.body, field)


def _check_stdio(code: CodeTask, test: Test, body: Stdio, field: str) -> None:
    for name, text in (("stdin", body.stdin), ("stdout", body.stdout)):
        is_utf8 = not any("\ud800" <= c <= "\udfff" for c in text)
        _require(is_utf8, f"{field}.stdio.{name}", "holds a lone surrogate: it can't be UTF-8")
    checker = checker_of(code, test)
    if not isinstance(checker, CheckerProgram):
        _require_fit(checker, test, f"{field}.stdio.stdout")


def _check_call(code: CodeTask, test: Test, body: Call, field: str) -> None:
    has_entry = body.entry_point is not None or code.entry_point is not None
    _require(has_entry, f"{field}.call.entry_point", "is missing, and so is code.entry_point")
    _check_entry_point(body.entry_point, f"{field}.call.entry_point")
    for name in body.kwargs:
        _require(_is_name(name), f"{field}.call.kwargs", f"{name!r} is not an argument's name")
    parts = (("args", list(body.args)), ("kwargs", dict(body.kwargs)), ("expected", body.expected))
    for name, value in parts:
        try:
            values.encode(value)
        except values.NotPlain as exc:
            raise InvalidTask(f"{field}.call.{name}", str(exc)) from exc
    checker = checker_of(code, test)
    if not isinstance(checker, CheckerProgram):
        _require_fit(checker, test, f"{field}.call.expected")


def _check_program(code: CodeTask, body: Program, field: str) -> None:
    source = f"{field}.source"
    _check_python(body.source, source)
    why = misfit(body)
    _require(why is None, f"{field}.runner", why or "")
    uses = names.wanted(body.source, code.prelude, code.entry_point)
    is_used = bool(uses) or names.mentions(body.source, code.module)
    _require(is_used, source, "uses nothing that a candidate defines: every candidate would pass")


def _check_checker(checker: CheckerProgram, prelude: str, field: str) -> None:
    _check_python(checker.source, field)
    defines = "check" in names.defined(checker.source) | names.defined(prelude)
    _require(defines, field, "does not define check(input, expected, actual)")


def _check_python(source: str, field: str) -> None:
    _require(len(source) <= _SOURCE_CHARS, field, f"is longer than {_SOURCE_CHARS} characters")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(source, "<task>", "exec", dont_inherit=True)
    except SyntaxError as exc:
        where = "" if exc.lineno is None else f"line {exc.lineno}: "
        raise InvalidTask(field, f"is not Python: {where}{exc.msg}") from exc
    except (ValueError, RecursionError, MemoryError, OverflowError) as exc:
        raise InvalidTask(field, f"is not Python: {exc}") from exc


# ---------------------------------------------------------------- contradictions


def _check_contradictions(code: CodeTask) -> None:
    """Two tests with the same input and outputs that can't both be right."""
    seen: dict[tuple[str, ...], Test] = {}
    for index, test in enumerate(code.tests):
        key = _input_key(code, test)
        if key is None:
            continue
        earlier = seen.setdefault(key, test)
        part = "stdio.stdout" if isinstance(test.body, Stdio) else "call.expected"
        message = f"contradicts test {earlier.id!r}, which has the same input"
        _require(_agree(code, earlier, test), f"code.tests[{index}].{part}", message)


def _input_key(code: CodeTask, test: Test) -> tuple[str, ...] | None:
    body = test.body
    if isinstance(body, Program) or isinstance(checker_of(code, test), CheckerProgram):
        return None
    if isinstance(body, Stdio):
        return ("stdio", body.stdin)
    entry_point = body.entry_point or code.entry_point or ""
    kwargs = sorted((name, values.encode(value)) for name, value in body.kwargs.items())
    return ("call", entry_point, values.encode(list(body.args)), repr(kwargs))


def _agree(code: CodeTask, earlier: Test, later: Test) -> bool:
    """Whether one output can satisfy both, as far as either checker can tell."""
    ours, theirs = _expected(earlier), _expected(later)
    return any(_comparison(checker_of(code, t), ours, theirs).ok for t in (earlier, later))


def _expected(test: Test) -> _Expected:
    body = test.body
    assert isinstance(body, Stdio | Call)
    return _Expected(body.stdout) if isinstance(body, Stdio) else _Expected(body.expected, False)


@dataclass(frozen=True, slots=True)
class _Expected:
    value: object
    is_text: bool = True


def _comparison(checker: Checker, expected: _Expected, actual: _Expected) -> Comparison:
    if expected.is_text:
        return compare_text(checker, str(expected.value), str(actual.value))
    return compare(checker, expected.value, actual.value)


def _require_fit(checker: Checker, test: Test, field: str) -> None:
    """An expectation that its own checker refuses can be met by nobody."""
    name, expected = type(checker).__name__, _expected(test)
    try:
        comparison = _comparison(checker, expected, expected)
    except (ValueError, TypeError) as exc:
        raise InvalidTask(field, f"{name} can't compare it: {exc}") from exc
    _require(comparison.ok, field, f"{name} does not take it for itself: {comparison.why}")
