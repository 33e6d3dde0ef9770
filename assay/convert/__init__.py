"""Room 1 (ask): tasks from the field's own files, and their solutions as submissions.

One module for each format, each with `convert(row) -> Converted` for one row of the file. What
can't be converted faithfully is refused with its reason, never bent: `BadRow`.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path

from assay.types import Checker, Exact, Floats, JsonEqual, Task, Test, Tokens

FORMATS = ("apps", "humaneval", "livecodebench", "mbpp")
"""The formats' names; each is a module here."""

Row = Mapping[str, object]


class BadRow(ValueError):
    """A row that is not of its format, or that can't be converted faithfully. Names the field."""


@dataclass(frozen=True, slots=True)
class Converted:
    """One row's task, and the solutions that came with it as (submission id, text)."""

    task: Task
    solutions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that was refused: its number in the file (a line, from 1) and why."""

    line: int
    reason: str


def convert_file(kind: str, path: str | Path) -> Iterator[Converted | Refused]:
    """Each row of the file, converted or refused, in the file's order.

    The file is JSON lines or one JSON array; a name that ends in `.gz` is unpacked.
    """
    convert: Callable[[Row], Converted] = import_module(f"assay.convert.{kind}").convert
    seen: set[str] = set()
    for line, row in _rows(Path(path)):
        try:
            if isinstance(row, BadRow):
                raise row
            converted = convert(row)
            if converted.task.id in seen:
                raise BadRow(f"the task id {converted.task.id!r} has been used before")
            seen.add(converted.task.id)
            yield converted
        except BadRow as bad:
            yield Refused(line, str(bad))


def tasks_of(kind: str, path: str | Path) -> list[Task]:
    """All of the file's tasks. Raises `BadRow` naming file and line if one is refused."""
    tasks: list[Task] = []
    for row in convert_file(kind, path):
        if isinstance(row, Refused):
            raise BadRow(f"{path}:{row.line}: {row.reason}")
        tasks.append(row.task)
    return tasks


def _rows(path: Path) -> Iterator[tuple[int, Row | BadRow]]:
    packed = path.name.endswith(".gz")
    with gzip.open(path, "rb") if packed else path.open("rb") as file:
        first = file.read(1)
        while first.isspace():
            first = file.read(1)
        file.seek(0)
        if first == b"[":
            for number, item in enumerate(_array(file.read()), 1):
                yield number, _row(item)
            return
        for number, line in enumerate(file, 1):
            if line.strip():
                yield number, _parsed(line)


def _array(content: bytes) -> list[object]:
    try:
        items: list[object] = json.loads(content)
    except (ValueError, RecursionError) as error:
        return [BadRow(f"not JSON: {error}")]
    return items


def _parsed(line: bytes) -> Row | BadRow:
    try:
        return _row(json.loads(line))
    except (ValueError, RecursionError) as error:
        return BadRow(f"not JSON: {error}")


def _row(item: object) -> Row | BadRow:
    if isinstance(item, BadRow):
        return item
    try:
        return as_object(item)
    except BadRow as bad:
        return bad


# ---------------------------------------------------------------- reading a row's fields


def as_object(value: object, name: str = "row") -> Row:
    """The value as an object."""
    if not isinstance(value, dict):
        raise BadRow(f"{name}: expected an object, found {kind_of(value)}")
    return {str(k): v for k, v in value.items()}  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]


def as_list(value: object, name: str) -> list[object]:
    """The value as a list."""
    if not isinstance(value, list):
        raise BadRow(f"{name}: expected a list, found {kind_of(value)}")
    return list(value)  # pyright: ignore[reportUnknownArgumentType]


def as_text(value: object, name: str) -> str:
    """The value as a string."""
    if not isinstance(value, str):
        raise BadRow(f"{name}: expected a string, found {kind_of(value)}")
    return value


def text(row: Row, name: str) -> str:
    """The row's string field."""
    return as_text(row.get(name), name)


def texts(row: Row, name: str) -> list[str]:
    """The row's list of strings; an absent or null one is empty."""
    if row.get(name) is None:
        return []
    return [as_text(v, f"{name}[{i}]") for i, v in enumerate(as_list(row[name], name))]


def json_field(row: Row, name: str) -> object:
    """What the row's field holds; a string is JSON text, as many data sets pack it."""
    value = row.get(name)
    if not isinstance(value, str):
        return value
    try:
        parsed: object = json.loads(value)
    except (ValueError, RecursionError) as error:
        raise BadRow(f"{name}: not JSON: {error}") from error
    return parsed


def list_field(row: Row, name: str) -> list[object]:
    """The row's list, which may be packed as JSON text; an absent, null or blank one is empty."""
    return as_list(json_field(row, name), name) if row.get(name) else []


def kind_of(value: object) -> str:
    """The value's kind in JSON's words."""
    kinds = {"NoneType": "nothing", "dict": "an object", "list": "a list", "str": "a string"}
    return kinds.get(type(value).__name__, "a number or boolean")


# ---------------------------------------------------------------- what formats share

_POINT = re.compile(r"(?<!\S)[-+]?\d+\.\d+(?:[eE][-+]?\d+)?(?!\S)")


def output_checker(stdout: str) -> Checker:
    """`Floats` within 1e-6 where the expected output has decimal fractions, else `Tokens`.

    Whole numbers are always compared exactly: within a relative tolerance a wrong count modulo
    1e9+7 would pass.
    """
    return Floats(absolute=1e-6, relative=1e-6) if _POINT.search(stdout) else Tokens()


def value_checker(expected: object) -> Checker:
    """`JsonEqual`, because the files write tuples as lists; `Exact` for text, which is not JSON."""
    return Exact() if isinstance(expected, str) else JsonEqual()


def distinct(tests: Sequence[Test]) -> tuple[Test, ...]:
    """The tests without repeated ones: data sets often list a case twice."""
    kept: dict[str, Test] = {}
    for test in tests:
        kept.setdefault(repr(replace(test, id="", hidden=False)), test)
    return tuple(kept.values())
