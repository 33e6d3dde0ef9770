"""Room 5, judge: untrusted text made safe to show, and messages located in the candidate's code.

Whatever a process said goes through `clean` (messages) or `clean_value` (values) before it
stands in a report. Both are pure and the same everywhere, so that one submission gives the same
bytes on any machine.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from assay.types import Diagnostic, Frame, Verdict
from graders import shapes

MESSAGE_CHARS = 1000
LINE_CHARS = 200
VALUE_CHARS = 1500
_ERRORS = 10
_NOTES = 3
_READ = 200
"""Of all that a compiler said; it may be thousands."""

# ---------------------------------------------------------------- safe text

_ESCAPES = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # CSI: colours, cursor movement
    r"|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)?"  # OSC, DCS and their like, to their end
    r"|\x1b[ -/]*[0-~]"
)
# Explicit ranges, not `unicodedata`: its tables differ from one Python to the next.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ue000-\uf8ff\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff0-\ufffb\ufffe\uffff\U000e0000-\U0010ffff]"
)
_ADDRESS = re.compile(r"\bat 0x[0-9a-fA-F]{4,16}\b|\b0x[0-9a-fA-F]{9,16}\b")
_PATH = re.compile(
    r"(?<![\w./-])/(?:usr|lib|lib64|opt|home|root|tmp|var|proc|sys|dev|etc|run|work|mnt|nix|srv|app)"
    r"(?:/[\w.+@-]+)*/(?=[\w.+@-])",
    re.ASCII,
)


def clean(text: str | bytes, limit: int) -> str:
    """A message in at most `limit` characters: printable, without addresses and without folders.

    Line breaks and tabs are kept, terminal codes dropped, other invisible characters escaped.
    """
    whole = _bounded(text, limit)
    return _cut(_PATH.sub("", _masked(_printable(whole))), limit)


def clean_value(text: str | bytes, limit: int) -> str:
    """As `clean`, but paths stay: in a value they are what the task is about."""
    return _cut(_masked(_printable(_bounded(text, limit))), limit)


def clean_line(text: str | bytes, limit: int = LINE_CHARS) -> str:
    """As `clean`, on one line, without white space around it."""
    return clean(" ".join(clean(text, 4 * limit).split()), limit)


def _bounded(text: str | bytes, limit: int) -> str:
    most = 8 * limit + 1024  # what is dropped or masked later must not decide what is kept
    if isinstance(text, bytes):
        return text[: 4 * most].decode("utf-8", "replace")[:most]
    return text[:most]


def _printable(text: str) -> str:
    text = _ESCAPES.sub("", text).replace("\r\n", "\n")
    return _UNPRINTABLE.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    return (
        f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"
    )


def _masked(text: str) -> str:
    return _ADDRESS.sub(lambda m: "at 0x…" if m[0].startswith("at") else "0x…", text)


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: max(limit - 1, 0)] + "…"[:limit]


_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,59}")
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
_OURS = frozenset(
    {verdict.value.replace("_", "") for verdict in Verdict}
    | {"error", "warning", "note", "fatalerror", "linkerror", "exit", "signal"}
    | {"input", "expected", "actual", "difference", "line", "test", "tests", "notplain"}
)
"""What a report or its text has as a word of its own, in lower case and in one piece."""
_PRAISE = frozenset({"accepted", "passed", "reward", "verdict"})
"""What no exception's name may hold, however it goes on."""


def exception_name(name: str) -> str:
    """The name as a diagnostic's kind, if it can't be taken for a word of ours; else `Exception`.

    A class's name is a candidate's text: it may be whole sentences, or a verdict.
    """
    words = [word.lower() for word in _WORD.findall(name)]
    is_ours = "".join(words) in _OURS or not _PRAISE.isdisjoint(words)
    is_signal = re.fullmatch(r"SIG[A-Z0-9]+", name) is not None
    return name if _NAME.fullmatch(name) and not is_ours and not is_signal else "Exception"


# ---------------------------------------------------------------- places in the code


@lru_cache(maxsize=2)
def _lines_of(text: str) -> list[str]:
    """A text's lines: a compiler may name thousands of places in one long text."""
    return text.split("\n")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the candidate's own lines stand in a source that was run."""

    text: str
    """The candidate's code."""
    lines_before: int = 0
    chars_before: int = 0
    """On the candidate's first line."""

    def place(self, line: int | None, column: int | None) -> Place:
        """A line and column of the source that was run, as those of the candidate's code."""
        if line is None:
            return Place()
        own = line - self.lines_before
        text = self.line(own)
        if text is None:
            return Place()
        if column is not None:
            column -= self.chars_before if own == 1 else 0
            column = column if 1 <= column <= len(text) + 1 else None
        return Place(own, column, clean_value(text.rstrip(), LINE_CHARS))

    def line(self, number: int) -> str | None:
        """The text of a line of the candidate's code; None: there is no such line."""
        if number < 1 or number > len(self.text) + 1:
            return None
        lines = _lines_of(self.text)
        return lines[number - 1] if len(lines) >= number else None


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the candidate's code; all None: somewhere else."""

    line: int | None = None
    column: int | None = None
    source: str | None = None


def frames(told: tuple[tuple[int, str], ...], layout: Layout) -> tuple[Frame, ...]:
    """The frames that lie in the candidate's code; their text is ours, not what was claimed."""
    kept: list[Frame] = []
    for line, function in told:
        place = layout.place(line, None)
        if place.line is not None and place.source is not None:
            text = place.source.strip()
            kept.append(Frame(place.line, clean_line(function, 80), text))
    return tuple(kept if len(kept) <= 10 else kept[:3] + kept[-7:])


# ---------------------------------------------------------------- differences


def difference(expected: str, actual: str) -> str | None:
    """A short account of where two long texts part; None where both are short, or equal."""
    if expected == actual or max(len(expected), len(actual)) <= 80:
        return None
    ours, theirs = expected.split("\n"), actual.split("\n")
    if len(ours) < 3 and len(theirs) < 3:
        return _parting(expected, actual)
    start = next((i for i, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b), None)
    start = min(len(ours), len(theirs)) if start is None else start
    first = max(start - 2, 0)
    window = slice(first, start + 20)
    lines = difflib.ndiff(
        [_cut(line, 120) for line in ours[window]], [_cut(line, 120) for line in theirs[window]]
    )
    kept = [line.rstrip() for line in lines if not line.startswith("? ")][:16]
    text = f"from line {first + 1} (- expected, + actual):\n" + "\n".join(kept)
    return clean_value(text, VALUE_CHARS)


def _parting(expected: str, actual: str) -> str:
    pairs = enumerate(zip(expected, actual, strict=False))
    at = next((i for i, (a, b) in pairs if a != b), min(len(expected), len(actual)))
    first = max(at - 20, 0)
    ours, theirs = (_window(text, first, at + 30) for text in (expected, actual))
    text = f"from character {at + 1}:\n- {ours}\n+ {theirs}"
    return clean_value(text, VALUE_CHARS)


def _window(text: str, first: int, end: int) -> str:
    cut = " ".join(text[first:end].split("\n"))
    return f"{'…' if first else ''}{cut}{'…' if end < len(text) else ''}"


# ---------------------------------------------------------------- compilers

_TEXT_LINE = re.compile(
    r"(?P<file>[^\s:][^:\n]*):(?P<line>\d+):(?:(?P<column>\d+):)? "
    r"(?P<kind>fatal error|error|note|warning): (?P<message>.*)"
)
_OPTION = re.compile(r"(.*) \[(-[\w+=-]+)\]", re.DOTALL)
_QUOTES = str.maketrans("\u2018\u2019", "''")  # g++ writes either, by its locale
_LINK = re.compile(r"(undefined reference to .*|multiple definition of [^;]*|cannot find -l.*)")


def compiler_diagnostics(stderr: bytes, file: str, layout: Layout) -> tuple[Diagnostic, ...]:
    """What g++ said, as JSON (`-fdiagnostics-format=json`) or as text: errors, with a few notes.

    Warnings are left out. Only places in `file` are given: a header's line is nobody's to mend.
    """
    text = stderr.decode("utf-8", "replace")
    told = list(islice(_from_json(text, file, layout), _READ))
    told = told or list(islice(_from_text(text, file, layout), _READ))
    told += _from_linker(text)
    errors = 0
    kept: list[Diagnostic] = []
    for diagnostic in told:
        errors += diagnostic.severity == "error"
        if errors > _ERRORS:
            break
        if diagnostic not in kept:
            kept.append(diagnostic)
    return tuple(kept)


def _from_json(text: str, file: str, layout: Layout) -> Iterator[Diagnostic]:
    """Errors of the first JSON array, read one by one: the stream may have been cut."""
    start = re.search(r"^\[", text, re.MULTILINE)
    if start is None:
        return
    decoder, at = json.JSONDecoder(), start.end()
    while True:
        at = _skip(text, at)
        try:
            item, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            return
        message = shapes.table(item)
        if "error" in shapes.text(message.get("kind")):
            yield _located(message, "error", file, layout)
            yield from _notes(message, file, layout)


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in ", \n\t":
        at += 1
    return at


def _notes(message: dict[str, object], file: str, layout: Layout) -> Iterator[Diagnostic]:
    """Notes that point into the candidate's own code, the first few."""
    notes = (
        _located(shapes.table(c), "note", file, layout)
        for c in shapes.items(message.get("children"))
    )
    own = [note for note in notes if note.line is not None]
    yield from own[:_NOTES]


def _located(message: dict[str, object], severity: str, file: str, layout: Layout) -> Diagnostic:
    place = Place()
    for location in shapes.items(message.get("locations")):
        caret = shapes.table(shapes.table(location).get("caret"))
        line, column = caret.get("line"), caret.get("byte-column", caret.get("column"))
        if caret.get("file") == file and isinstance(line, int) and place.line is None:
            place = _bytes_place(layout, line, column if isinstance(column, int) else None)
    kind = shapes.text(message.get("option")) or shapes.text(message.get("kind")) or severity
    return _compiled(severity, kind, shapes.text(message.get("message")), place)


def _bytes_place(layout: Layout, line: int, column: int | None) -> Place:
    """`column` counts bytes; ours count characters."""
    own = layout.line(line - layout.lines_before)
    if own is not None and column is not None and layout.chars_before == 0:
        column = len(own.encode("utf-8", "replace")[: column - 1].decode("utf-8", "ignore")) + 1
    return layout.place(line, column)


def _from_text(text: str, file: str, layout: Layout) -> Iterator[Diagnostic]:
    for line in text.split("\n"):
        found = _TEXT_LINE.fullmatch(line[:4000])
        if found is None or found["kind"] == "warning":
            continue
        place = Place()
        if found["file"] == file:
            column = int(found["column"][:9]) if found["column"] else None
            place = layout.place(int(found["line"][:9]), column)
        severity = "note" if found["kind"] == "note" else "error"
        if severity == "note" and place.line is None:
            continue
        option = _OPTION.fullmatch(found["message"])
        message, kind = (option[1], option[2]) if option else (found["message"], found["kind"])
        yield _compiled(severity, kind, message, place)


def _from_linker(text: str) -> list[Diagnostic]:
    found = dict.fromkeys(m[1] for m in map(_LINK.search, text.split("\n")) if m)
    return [
        _compiled("error", "link error", message.replace("`", "'"), Place()) for message in found
    ]


def _compiled(severity: str, kind: str, message: str, place: Place) -> Diagnostic:
    return Diagnostic(
        severity=severity,
        kind=clean_line(kind, 60),
        message=clean(message.translate(_QUOTES), MESSAGE_CHARS),
        line=place.line,
        column=place.column,
        source=place.source,
    )
