"""Room 5, judge: what a finding is, what it is made on, and all that may be said of a test.

Of a hidden test a finding says the verdict, an exception's built-in type and the candidate's own
line: no message, output or value, since a candidate would raise `repr(args)`. That rule is
held here: every diagnostic and every detail about a test is made by this module.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from assay import values
from assay.types import (
    Call,
    CheckDetail,
    Diagnostic,
    Limits,
    Program,
    Stdio,
    Submission,
    Test,
    Verdict,
)
from graders import diagnosis
from graders.code import plan
from graders.code.extract import Code
from graders.code.statements import BUILTIN_EXCEPTIONS, Failure


@dataclass(frozen=True, slots=True)
class Finding:
    """What is known about one test."""

    verdict: Verdict | None
    """None: a checker program has the word, over `actual`."""
    diagnostics: tuple[Diagnostic, ...] = ()
    detail: CheckDetail | None = None
    actual: object = None
    follow: str = ""
    """`shared` or `alone`: the stage that is to be run next and may say otherwise. Empty: none."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What findings are made on: the submission and its code."""

    submission: Submission
    code: Code
    tests: dict[str, Test] = field(default_factory=dict[str, Test])

    @property
    def limits(self) -> Limits:
        """The limits of one test."""
        return self.submission.task.limits

    def layout(self, is_main: bool) -> diagnosis.Layout:
        """Where the candidate's lines stand in a main program, or in a module."""
        module, main = plan.sources(self.submission, self.code)
        return diagnosis.Layout(self.code.text, *self.code.offset(main if is_main else module))

    def place(self, test: Test) -> str:
        """The field path of a test."""
        ids = [other.id for other in self.submission.task.code.tests]
        return f"code.tests[{ids.index(test.id)}]"


def ground(submission: Submission, code: Code) -> Ground:
    """The ground for one submission."""
    return Ground(submission, code, {test.id: test for test in submission.task.code.tests})


def raised(on: Ground, test: Test, failure: Failure, *, is_main: bool) -> Finding:
    """From an exception that the candidate's process told of."""
    verdict = Verdict.RUNTIME_ERROR
    if failure.phase == "compile":
        verdict = Verdict.COMPILE_ERROR
    elif failure.type == "MemoryError":
        verdict = Verdict.MEMORY_LIMIT
    layout = on.layout(is_main)
    kept = diagnosis.frames(failure.frames, layout)
    place = layout.place(failure.line, failure.column)
    if place.line is None and kept:
        place = layout.place(kept[-1].line + layout.lines_before, None)
    if test.hidden:
        return Finding(verdict, (_hidden(test, failure.type, place),))
    words = Diagnostic(
        severity="error",
        kind=diagnosis.exception_name(failure.type),
        message=diagnosis.clean(failure.message, diagnosis.MESSAGE_CHARS),
        line=place.line,
        column=place.column,
        source=place.source,
        frames=kept,
        test_id=test.id,
    )
    return Finding(verdict, (words,), detail(on, test))


def _hidden(test: Test, kind: str, place: diagnosis.Place) -> Diagnostic:
    """All that may be said of a hidden test: a built-in type, the candidate's own line."""
    kind = kind if kind in BUILTIN_EXCEPTIONS else "Exception"
    message = "raised by a hidden test"
    return Diagnostic("error", kind, message, line=place.line, source=place.source, test_id=test.id)


def told(
    test: Test, kind: str, message: str, *, has_values: bool = False
) -> tuple[Diagnostic, ...]:
    """`own_of` as the one diagnostic of a finding."""
    return (own_of(test, kind, message, has_values=has_values),)


def own_of(test: Test, kind: str, message: str, *, has_values: bool = False) -> Diagnostic:
    """A diagnostic without a place; of a hidden test it says nothing but its kind.

    `has_values`: the message quotes values, in which paths are kept.
    """
    if test.hidden:
        message = "a hidden test failed"
        kind = kind if kind.islower() or kind in BUILTIN_EXCEPTIONS else "runtime error"
    return replace(own(kind, message, has_values=has_values), test_id=test.id)


def own(kind: str, message: str, *, has_values: bool = False) -> Diagnostic:
    """A diagnostic without a place and about no test."""
    safe = diagnosis.clean_value if has_values else diagnosis.clean
    return Diagnostic("error", kind, safe(message, diagnosis.MESSAGE_CHARS))


def detail(on: Ground, test: Test, actual: str | None = None) -> CheckDetail | None:
    """What a visible test gave, wanted and (as text) got; None for a hidden one."""
    body = test.body
    if test.hidden or isinstance(body, Program):
        return None
    if isinstance(body, Stdio):
        given, expected = body.stdin, body.stdout
    else:
        given, expected = _call_text(on, body), show(body.expected)
    return bounded_detail(given, expected, actual)


def bounded_detail(given: str | None, expected: str | None, actual: str | None) -> CheckDetail:
    """A detail from raw texts, made safe to show."""
    parted = None
    if expected is not None and actual is not None:
        parted = diagnosis.difference(expected, actual)
    return CheckDetail(_safe(given), _safe(expected), _safe(actual), parted)


def _safe(text: str | None) -> str | None:
    return None if text is None else diagnosis.clean_value(text, diagnosis.VALUE_CHARS)


def show(value: object) -> str:
    """A plain value as `repr` prints it, bounded."""
    return values.show(value, 4 * diagnosis.VALUE_CHARS)


def _call_text(on: Ground, body: Call) -> str:
    name = body.entry_point or on.submission.task.code.entry_point or ""
    args = [show(arg) for arg in body.args[:50]]
    args += [f"{key}={show(value)}" for key, value in list(body.kwargs.items())[:50]]
    return f"{name}({', '.join(args)})"
