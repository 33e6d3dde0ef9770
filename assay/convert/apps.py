"""APPS: whole programs judged by their output, or functions judged by what they return.

`input_output` decides: with `fn_name` each test is a call, else each is standard input and output.
Of calls the format's own rules are kept: a tuple counts as a list, and an expected value that is
written as a list of one may stand for that one itself (the files hold both forms).

The data set's own solutions are not all right, so none becomes a task's reference; they become
submissions.
"""

from __future__ import annotations

from pathlib import Path

from assay.convert import (
    BadRow,
    Converted,
    Row,
    as_list,
    as_object,
    as_text,
    distinct,
    json_field,
    kind_of,
    list_field,
    output_checker,
    tasks_of,
    value_checker,
)
from assay.types import Call, CheckerProgram, CodeTask, Stdio, Task, Test

AS_WRITTEN_OR_ALONE = CheckerProgram(
    '''
def plain(value):
    """The value with tuples as lists, which is how the files write them."""
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    return value


def check(input, expected, actual):
    """Equal as written, or equal to the only element of what is written."""
    actual = plain(actual)
    return actual == expected or (
        isinstance(expected, list) and len(expected) == 1 and actual == expected[0]
    )
'''.lstrip()
)
"""The comparison of APPS' calls."""


def read_tasks(path: str | Path) -> list[Task]:
    """The file's tasks. Raises `BadRow` naming file and line."""
    return tasks_of("apps", path)


def convert(row: Row) -> Converted:
    """One row: `id` or `problem_id`, `input_output`, `starter_code`, `solutions`."""
    task_id = f"APPS/{_id(row)}"
    cases = as_object(json_field(row, "input_output"), "input_output")
    inputs = as_list(cases.get("inputs"), "input_output.inputs")
    outputs = as_list(cases.get("outputs"), "input_output.outputs")
    if not inputs or len(inputs) != len(outputs):
        raise BadRow(f"input_output: {len(inputs)} inputs, {len(outputs)} outputs")
    name = _entry_point(row, cases)
    make = _stdio if name is None else _call
    pairs = enumerate(zip(inputs, outputs, strict=True), 1)
    code = CodeTask(
        language="python",
        entry_point=name,
        tests=distinct([make(number, given, wanted) for number, (given, wanted) in pairs]),
    )
    return Converted(Task(id=task_id, code=code), _solutions(row, task_id))


def _id(row: Row) -> object:
    for name in ("problem_id", "id"):
        if isinstance(row.get(name), int | str):
            return row[name]
    raise BadRow("problem_id: is missing")


def _entry_point(row: Row, cases: Row) -> str | None:
    """The function's name, as a method where the starter code has a `class Solution`."""
    name = cases.get("fn_name")
    if name is None:
        return None
    starter = row.get("starter_code")
    is_method = isinstance(starter, str) and "class Solution" in starter
    return f"Solution.{as_text(name, 'fn_name')}" if is_method else as_text(name, "fn_name")


def _stdio(number: int, given: object, wanted: object) -> Test:
    stdout = _joined(wanted, "outputs", number)
    body = Stdio(stdin=_joined(given, "inputs", number), stdout=stdout)
    return Test(id=f"test-{number}", body=body, checker=output_checker(stdout))


def _joined(value: object, name: str, number: int) -> str:
    """The text; some rows hold a list of lines."""
    if isinstance(value, str):
        return value
    lines = as_list(value, f"input_output.{name}[{number - 1}]")
    if not all(isinstance(line, str | int | float) for line in lines):
        raise BadRow(f"input_output.{name}[{number - 1}]: expected text or lines of text")
    return "\n".join(str(line) for line in lines) + "\n"


def _call(number: int, given: object, wanted: object) -> Test:
    args = as_list(given, f"input_output.inputs[{number - 1}]")
    body = Call(args=tuple(args), expected=wanted)
    checker = AS_WRITTEN_OR_ALONE if _is_list_of_one(wanted) else value_checker(wanted)
    return Test(id=f"test-{number}", body=body, checker=checker)


def _is_list_of_one(value: object) -> bool:
    return kind_of(value) == "a list" and len(as_list(value, "outputs")) == 1


def _solutions(row: Row, task_id: str) -> tuple[tuple[str, str], ...]:
    found = [as_text(s, f"solutions[{i}]") for i, s in enumerate(list_field(row, "solutions"))]
    return tuple((f"{task_id}/solution-{i}", source) for i, source in enumerate(found, 1))
