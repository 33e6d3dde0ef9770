"""LiveCodeBench: public test cases that may be shown, private ones that become hidden tests.

Private cases come as base64 of zlib of a pickled string. A pickle is a program, so none is ever
run: the few operations that a pickled string needs are read here, and any other is refused.
"""

from __future__ import annotations

import base64
import binascii
import json
import pickletools
import zlib
from pathlib import Path

from assay.convert import (
    BadRow,
    Converted,
    Row,
    as_list,
    as_object,
    distinct,
    json_field,
    list_field,
    output_checker,
    tasks_of,
    text,
    value_checker,
)
from assay.types import Call, CodeTask, Stdio, Task, Test

UNPACKED_BYTES = 1024 * 1024 * 1024
"""The most that one row's private cases may unpack to; real ones stay below 200 MB."""

_HARMLESS = {"PROTO", "FRAME", "MEMOIZE", "PUT", "BINPUT", "LONG_BINPUT", "STOP"}
_STRINGS = {"UNICODE", "SHORT_BINUNICODE", "BINUNICODE", "BINUNICODE8"}


def read_tasks(path: str | Path) -> list[Task]:
    """The file's tasks. Raises `BadRow` naming file and line."""
    return tasks_of("livecodebench", path)


def convert(row: Row) -> Converted:
    """One row: `question_id`, `public_test_cases`, `private_test_cases`, `metadata`."""
    public = list_field(row, "public_test_cases")
    private = as_list(_private(row), "private_test_cases")
    name = _entry_point(row)
    tests = [
        *(_test(f"public-{i}", c, name, hidden=False) for i, c in enumerate(public, 1)),
        *(_test(f"private-{i}", c, name, hidden=True) for i, c in enumerate(private, 1)),
    ]
    if not tests:
        raise BadRow("public_test_cases: there is no test case at all")
    code = CodeTask(language="python", entry_point=name, tests=distinct(tests))
    return Converted(Task(id=text(row, "question_id"), code=code))


def _entry_point(row: Row) -> str | None:
    """The method of `Solution` under test; None: a whole program."""
    if not row.get("metadata"):
        return None
    name = as_object(json_field(row, "metadata"), "metadata").get("func_name")
    return f"Solution.{name}" if isinstance(name, str) and name else None


def _test(test_id: str, case: object, name: str | None, *, hidden: bool) -> Test:
    fields = as_object(case, test_id)
    given, wanted = text(fields, "input"), text(fields, "output")
    if fields.get("testtype") == "functional":
        if name is None:
            raise BadRow(f"{test_id}: a functional case, but metadata has no func_name")
        expected = _value(wanted, test_id)
        body = Call(args=tuple(_values(given, test_id)), expected=expected)
        return Test(id=test_id, body=body, hidden=hidden, checker=value_checker(expected))
    stdio, checker = Stdio(stdin=given, stdout=wanted), output_checker(wanted)
    return Test(id=test_id, body=stdio, hidden=hidden, checker=checker)


def _values(lines: str, test_id: str) -> list[object]:
    """One argument a line, each in JSON."""
    return [_value(line, test_id) for line in lines.split("\n") if line.strip()]


def _value(source: str, test_id: str) -> object:
    try:
        value: object = json.loads(source)
    except (ValueError, RecursionError) as error:
        raise BadRow(f"{test_id}: not JSON: {error}") from error
    return value


# ---------------------------------------------------------------- private cases


def _private(row: Row) -> object:
    """The private cases, whether they are a list, JSON, or packed."""
    packed = row.get("private_test_cases")
    if not packed:
        return []
    if not isinstance(packed, str) or packed.lstrip().startswith("["):
        return json_field(row, "private_test_cases")
    try:
        pickled = _unpacked(base64.b64decode(packed, validate=True))
        return json.loads(pickled_text(pickled))
    except (binascii.Error, zlib.error, ValueError, RecursionError) as error:
        raise BadRow(f"private_test_cases: {error}") from error


def _unpacked(data: bytes) -> bytes:
    stream = zlib.decompressobj()
    unpacked = stream.decompress(data, UNPACKED_BYTES)
    if not stream.eof:
        raise BadRow(f"unpacks to more than {UNPACKED_BYTES} bytes, or is cut off")
    return unpacked


def pickled_text(data: bytes) -> str:
    """The string that a pickle of one string holds. `BadRow` for any other pickle; runs none."""
    found: str | None = None
    for operation, argument, _ in pickletools.genops(data):
        if operation.name in _STRINGS and found is None and isinstance(argument, str):
            found = argument
        elif operation.name not in _HARMLESS:
            raise BadRow(f"the pickle does more than hold a string ({operation.name})")
    if found is None:
        raise BadRow("the pickle holds no string")
    return found
