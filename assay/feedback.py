"""Room 7: a report as text from which a policy can repair its program.

    runtime error on test t2 (1 of 4 tests passed, 2 not run)
      ZeroDivisionError: division by zero
        line 7, in main: print(mean(xs))
        line 3, in mean: return total / len(xs)
      input:    mean([])
      expected: 0.0

The rules that a reader, and whoever puts this into a prompt, can rely on:

1. The same report gives the same bytes: no times, addresses, paths or host names are in it.
2. What stands at the left margin is ours. Whatever a candidate had a say in is indented, and what
   has more than one line is quoted: each further line of it begins with `|`. Our own labels
   (`input:`, `expected:`, ...) can't be made up: an exception of that name is put in quotes.
3. No control or invisible characters, no terminal codes, nothing that a chat template or a fenced
   block would take for its own mark. They are shown escaped, as in `\\x1b` or `\\x3c|im_end|>`.
4. At most `limit` characters. What matters most comes first; what is cut says so.
5. Of a hidden test: its verdict, the type of a built-in exception, the candidate's own line.
"""

from __future__ import annotations

import builtins
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assay.types import (
    CheckDetail,
    CheckOutcome,
    Diagnostic,
    FeedbackLevel,
    Frame,
    Limits,
    Report,
    Verdict,
)

LIMIT = 4000
"""Characters of a whole text."""
MESSAGE_CHARS = 600
LINE_CHARS = 160
INPUT_CHARS = 700
VALUE_CHARS = 500
DIFF_CHARS = 900
NAME_CHARS = 60
VALUE_LINES = 16
DIFF_LINES = 24
FRAMES = 10
DIAGNOSTICS = 5
"""Of one kind, for one failure."""
NAMES = 12
"""Tests named in one list."""

_VERDICTS = frozenset(verdict.value.replace("_", " ") for verdict in Verdict)
_ENDS = re.compile(r"exit|SIG[A-Z0-9]{2,8}|signal [0-9]{1,3}")
"""Kinds that say how a process ended."""
_CUT = "  (cut: the rest is too long)"


def text(report: Report, level: FeedbackLevel, limit: int = LIMIT) -> str:
    """What a policy is told about its submission, in at most `limit` characters; no final newline.

    At level NONE the empty text. VERDICT has lines at the left margin only.
    """
    if level is FeedbackLevel.NONE or limit <= 0:
        return ""
    failures = _failures(report, level)
    if not failures:
        return _fit([_headline(report, None), *_general(report, level)], limit)
    page = _fit([_headline(report, failures[0]), *failures[0].lines], limit)
    for index, failure in enumerate(failures[1:], 1):
        block = "\n".join([_margin(failure), *failure.lines])
        if len(page) + len(block) + 1 > limit:
            return _with_rest(page, failures[index:], limit)
        page = f"{page}\n{block}"
    return page


# ---------------------------------------------------------------- our own lines


@dataclass(frozen=True, slots=True)
class _Failure:
    """Tests that failed in the same way, and what is told of them below the margin's line."""

    verdict: Verdict
    checks: tuple[CheckOutcome, ...]
    lines: tuple[str, ...]


def _failures(report: Report, level: FeedbackLevel) -> list[_Failure]:
    """The failures in the tests' order; tests that failed alike are told of once."""
    passing = (Verdict.ACCEPTED, Verdict.NOT_RUN)
    alike: dict[object, list[CheckOutcome]] = {}
    for check in report.checks:
        if check.verdict not in passing:
            likeness = _likeness(report, check, level)
            if likeness == (check.verdict, check.hidden, ()) and check.detail is None:
                likeness = _first_of(alike, check) or likeness
            alike.setdefault(likeness, []).append(check)
    return [
        _Failure(checks[0].verdict, tuple(checks), tuple(_told(report, checks, level)))
        for checks in alike.values()
    ]


def _likeness(report: Report, check: CheckOutcome, level: FeedbackLevel) -> object:
    """Equal for tests of which the same is told, but for their inputs."""
    told = tuple(_diagnosed(report, check, level))
    if level is FeedbackLevel.FULL and check.verdict is Verdict.WRONG_ANSWER and check.detail:
        return check.id, told  # its values are its own
    return check.verdict, check.hidden, told


def _first_of(alike: dict[object, list[CheckOutcome]], check: CheckOutcome) -> object | None:
    """The first failure of the same verdict: a test of which nothing is told failed like that."""
    for likeness, checks in alike.items():
        if (checks[0].verdict, checks[0].hidden) == (check.verdict, check.hidden):
            return likeness
    return None


def _headline(report: Report, first: _Failure | None) -> str:
    """The first line: the report's verdict, on which test, and how many passed."""
    counts = _counts(report)
    if first is not None and first.verdict is report.verdict:
        return f"{_margin(first)} ({counts})"
    words = _words(report.verdict)
    return f"{words}: {counts}" if report.checks else words


def _counts(report: Report) -> str:
    verdicts = [check.verdict for check in report.checks]
    left_out = verdicts.count(Verdict.NOT_RUN)
    some = "1 test" if len(verdicts) == 1 else f"{len(verdicts)} tests"
    passed = f"{verdicts.count(Verdict.ACCEPTED)} of {some} passed"
    return f"{passed}, {left_out} not run" if left_out else passed


def _margin(failure: _Failure) -> str:
    if failure.verdict is Verdict.COMPILE_ERROR:
        return _words(failure.verdict)  # no test came into it
    return f"{_words(failure.verdict)} on {_names(failure.checks)}"


def _names(checks: Sequence[CheckOutcome]) -> str:
    hidden = "hidden " if all(check.hidden for check in checks) else ""
    names = ", ".join(_inline(check.id, NAME_CHARS) for check in checks[:NAMES])
    more = f" and {len(checks) - NAMES} more" if len(checks) > NAMES else ""
    return f"{hidden}test{'s' if len(checks) > 1 else ''} {names}{more}"


def _words(verdict: Verdict) -> str:
    return verdict.value.replace("_", " ")


def _with_rest(page: str, rest: Sequence[_Failure], limit: int) -> str:
    """The page, and a line that names the failures which it has no room to tell of."""
    checks = [check for failure in rest for check in failure.checks]
    line = "also failed: " + ", ".join(_inline(check.id, NAME_CHARS) for check in checks[:NAMES])
    line += f" and {len(checks) - NAMES} more" if len(checks) > NAMES else ""
    return _fit([*_fit(page.split("\n"), max(limit - len(line) - 1, 0)).split("\n"), line], limit)


# ---------------------------------------------------------------- what is told of a failure


def _told(report: Report, checks: Sequence[CheckOutcome], level: FeedbackLevel) -> Iterator[str]:
    """The indented lines about tests that failed alike; values are those of the first."""
    if level is FeedbackLevel.VERDICT:
        return
    first = checks[0]
    said = list(_diagnosed(report, first, level))
    yield from said or _explained(first.verdict, report.limits)
    has_input = first.detail is not None and first.verdict is not Verdict.COMPILE_ERROR
    if level is FeedbackLevel.FULL and has_input and not first.hidden:
        if len(checks) > 1:
            yield f"  on test {_inline(first.id, NAME_CHARS)}, for one:"
        yield from _seen(first.detail or CheckDetail())


def _general(report: Report, level: FeedbackLevel) -> Iterator[str]:
    """The indented lines about the submission as a whole: it did not compile, or has no code."""
    if level is FeedbackLevel.VERDICT or report.verdict is Verdict.ACCEPTED:
        return
    said = [d for d in report.diagnostics if d.test_id is None]
    lines = list(_located(said))
    yield from lines or _explained(report.verdict, report.limits)


def _diagnosed(report: Report, check: CheckOutcome, level: FeedbackLevel) -> Iterator[str]:
    """The lines of the diagnostics that arose in a test."""
    if level is FeedbackLevel.VERDICT:
        return
    said = [d for d in report.diagnostics if d.test_id == check.id]
    if check.hidden:
        said = [_veiled(diagnostic) for diagnostic in said]
    if level is FeedbackLevel.DIAGNOSTIC:  # what a comparison found quotes values
        said = [d for d in said if d.kind != _words(Verdict.WRONG_ANSWER)]
    yield from _located(said)


def _veiled(diagnostic: Diagnostic) -> Diagnostic:
    """What may be told of a diagnostic that arose in a hidden test."""
    kind = diagnostic.kind
    known = getattr(builtins, kind, None)
    is_ours = kind in _VERDICTS or _ENDS.fullmatch(kind)
    is_built_in = isinstance(known, type) and issubclass(known, BaseException)
    return Diagnostic(
        severity=diagnostic.severity,
        kind=kind if is_ours or is_built_in else "an exception",
        message="",
        line=diagnostic.line,
        source=diagnostic.source,
    )


def _explained(verdict: Verdict, limits: Limits) -> Iterator[str]:
    """What a verdict means that came without any diagnostic; the limits are the task's."""
    match verdict:
        case Verdict.TIME_LIMIT:
            one, whole = limits.wall_s, limits.total_wall_s
            yield f"  the limit is {one:g} s for one test, {whole:g} s for all"
        case Verdict.MEMORY_LIMIT:
            yield f"  the limit is {_size(limits.memory_bytes)}"
        case Verdict.OUTPUT_LIMIT:
            yield f"  the limit is {_size(limits.output_bytes)} of output"
        case Verdict.FORBIDDEN:
            yield "  it tried something that programs may not do here"
        case Verdict.MALFORMED:
            yield "  no code was found: put the whole program into one fenced code block"
        case _:
            return


def _size(count: int) -> str:
    """Bytes as people write them."""
    for unit, name in ((1024**3, "GiB"), (1024**2, "MiB"), (1024, "KiB")):
        if count >= unit and count % unit == 0:
            return f"{count // unit} {name}"
    return f"{count} bytes"


# ---------------------------------------------------------------- diagnostics


def _located(diagnostics: Sequence[Diagnostic]) -> Iterator[str]:
    """The lines of diagnostics, in their order: the first error is where repair begins."""
    for diagnostic in diagnostics[:DIAGNOSTICS]:
        yield from _message(diagnostic)
        yield from _place(diagnostic)
    if len(diagnostics) > DIAGNOSTICS:
        yield f"  and {len(diagnostics) - DIAGNOSTICS} more"


def _message(diagnostic: Diagnostic) -> Iterator[str]:
    """`kind: message`, the message's further lines quoted; no line for what says nothing new."""
    if not diagnostic.message and diagnostic.kind in _VERDICTS:
        return
    first, *further = _lines(_cut(_visible(diagnostic.message), MESSAGE_CHARS))
    yield f"  {_kind(diagnostic)}" + _after(": ", first)
    yield from _quotes(further)


_LABELS = re.compile(
    r"\W*(?:(?:input|expected|actual|difference)\W*|(?:on test|line|and|the limit|it tried)\b.*)",
    re.IGNORECASE,
)
"""What could be taken for a line of ours."""


def _kind(diagnostic: Diagnostic) -> str:
    kind = _inline(diagnostic.kind, NAME_CHARS)
    if _LABELS.fullmatch(kind):
        kind = f'"{kind}"'  # a candidate named its exception so
    if diagnostic.severity == "error" or diagnostic.kind == diagnostic.severity:
        return kind
    return f"{diagnostic.severity}: {kind}"


def _place(diagnostic: Diagnostic) -> Iterator[str]:
    """Where it arose: the frames if there are any, else the line, with a caret if that is known."""
    if diagnostic.frames:
        yield from _frames(diagnostic.frames)
    elif diagnostic.line is not None:
        source = diagnostic.source or ""
        if diagnostic.column is None or not source.strip():
            yield f"    line {diagnostic.line}" + _after(": ", _inline(source.strip(), LINE_CHARS))
        else:
            yield from _pointed(diagnostic.line, diagnostic.column, source)


def _pointed(line: int, column: int, source: str) -> Iterator[str]:
    """A line of source with a caret below its column; of a long line, the part around it."""
    indent = len(source) - len(source.lstrip())
    at = min(max(column - 1 - indent, 0), len(source.strip()))
    start = max(0, at - LINE_CHARS // 2)
    before = _inline(source.strip()[start:at], 8 * LINE_CHARS)
    after = _inline(source.strip()[at : start + LINE_CHARS], 8 * LINE_CHARS)
    yield f"    line {line}, column {column}:"
    yield f"    | {before}{after}"
    yield f"    | {' ' * len(before)}^"


def _frames(frames: Sequence[Frame]) -> Iterator[str]:
    """The candidate's own frames, outermost first; a run of the same one (recursion) once."""
    told: list[str] = []
    count = 1
    for frame in frames:
        line = f"    line {frame.line}, in {_inline(frame.function, NAME_CHARS)}"
        line += _after(": ", _inline(frame.text.strip(), LINE_CHARS))
        if told and told[-1] == line:
            count += 1
            continue
        told += _again(count)
        told.append(line)
        count = 1
    told += _again(count)
    if len(told) > FRAMES:
        head = FRAMES // 3
        told[head : head - FRAMES] = [f"    ({len(told) - FRAMES} more)"]
    yield from told


def _again(count: int) -> list[str]:
    return [f"    (the same {count - 1} more times)"] if count > 1 else []


def _after(mark: str, words: str) -> str:
    return mark + words if words else ""


# ---------------------------------------------------------------- values


def _seen(detail: CheckDetail) -> Iterator[str]:
    """The lines about input, expected and actual, and how the two differ."""
    expected, actual = detail.expected, detail.actual
    if expected is not None and actual is not None and _differ_in_space(expected, actual):
        expected, actual = _quoted(expected), _quoted(actual)
    share = 1 if detail.diff is None else 2  # the difference says most of it
    yield from _value("input", detail.input, INPUT_CHARS, VALUE_LINES)
    yield from _value("expected", expected, VALUE_CHARS // share, VALUE_LINES // share)
    yield from _value("actual", actual, VALUE_CHARS // share, VALUE_LINES // share)
    yield from _value("difference", detail.diff, DIFF_CHARS, DIFF_LINES)


def _differ_in_space(expected: str, actual: str) -> bool:
    """Whether they differ, but only in white space, which nobody would see."""
    return expected != actual and expected.split() == actual.split()


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


def _value(label: str, value: str | None, chars: int, lines: int) -> Iterator[str]:
    """`label: value`, or below the label the quoted lines of a value that has more than one."""
    if value is None:
        return
    parts = _lines(_cut(_visible(value), chars))
    if len(parts) == 1 and parts[0] == parts[0].strip():
        yield f"  {label + ':':<9} {parts[0] or '(nothing)'}"
        return
    yield f"  {label}:"
    if len(parts) <= lines:
        yield from _quotes(parts)
        return
    head = lines * 2 // 3
    yield from _quotes(parts[:head])
    yield f"    ({len(parts) - lines} more lines)"
    yield from _quotes(parts[head - lines :])


def _quotes(lines: Sequence[str]) -> Iterator[str]:
    """Lines that a candidate may have had a say in, marked as such."""
    return (f"    | {line}" if line else "    |" for line in lines)


# ---------------------------------------------------------------- making text safe

# Explicit ranges: Python's own tables of what is printable change from version to version.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e0fff]"
)
_MARKS = re.compile(
    r"<(?=[|\uff5c]|/?(?:s|bos|eos|pad|unk|mask|think|tool_call|tool_response|image)>"
    r"|(?:start|end)_of_(?:turn|text|image)|<SYS|</SYS|begin_of_)"
    r"|\[(?=/?(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS)\b)"
    r"|`(?=``)|~(?=~~)",
    re.IGNORECASE,
)
"""The first character of what chat templates take for marks, and of fences."""
_ADDRESS = re.compile(r"\b0x[0-9a-fA-F]{9,16}\b|\bat 0x[0-9a-fA-F]{4,16}\b")


def _visible(words: str) -> str:
    """The text with everything in it to be seen; line breaks are kept, tabs become spaces."""
    words = words.replace("\r\n", "\n").replace("\t", "    ")
    words = _INVISIBLE.sub(_escape, words)
    words = _MARKS.sub(_escape, words)
    return _ADDRESS.sub(lambda found: "at 0x…" if found[0][0] == "a" else "0x…", words)


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    return (
        f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"
    )


def _inline(words: str, limit: int) -> str:
    """The text on one line."""
    return _cut(_visible(words).replace("\n", "\\n"), limit)


def _lines(words: str) -> list[str]:
    """Its lines; a final line break makes none. At least one."""
    return words.removesuffix("\n").split("\n")


def _cut(words: str, limit: int) -> str:
    """The text, or its beginning and end with a mark between, in about `limit` characters."""
    if len(words) <= limit:
        return words
    head, tail = limit * 2 // 3, limit // 3
    return f"{words[:head]}...({len(words) - head - tail} characters left out)...{words[-tail:]}"


def _fit(lines: Sequence[str], limit: int) -> str:
    """The lines joined, in at most `limit` characters; whole lines are left out from the end."""
    whole = "\n".join(lines)
    if len(whole) <= limit:
        return whole
    room = limit - len(_CUT) - 1
    kept: list[str] = []
    for line in lines:
        room -= len(line) + 1
        if room < 0:
            break
        kept.append(line)
    return "\n".join([*kept, _CUT]) if kept else whole[:limit]
