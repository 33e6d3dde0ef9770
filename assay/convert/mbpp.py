"""MBPP: a sentence, a solution, and asserts; the sanitized file too.

Each assert is a test of its own, so that three of them give thirds to a reward that counts them.
The set-up code goes in front of each. `challenge_test_list` becomes hidden tests.
"""

from __future__ import annotations

import ast
from pathlib import Path

from assay.convert import BadRow, Converted, Row, kind_of, tasks_of, text, texts
from assay.types import CodeTask, Program, Task, Test


def read_tasks(path: str | Path) -> list[Task]:
    """The file's tasks. Raises `BadRow` naming file and line."""
    return tasks_of("mbpp", path)


def convert(row: Row) -> Converted:
    """One row: `task_id`, `code`, `test_list`, and `test_setup_code` or `test_imports`."""
    task_id, solution = f"MBPP/{_number(row)}", text(row, "code").replace("\r\n", "\n")
    asserts, challenges = texts(row, "test_list"), texts(row, "challenge_test_list")
    if not asserts:
        raise BadRow("test_list: is empty")
    setup = text(row, "test_setup_code") if row.get("test_setup_code") is not None else ""
    setup = "\n".join([*texts(row, "test_imports"), setup.replace("\r\n", "\n")]).strip()
    code = CodeTask(
        language="python",
        entry_point=_entry_point(solution, asserts),
        tests=(
            *(_test(f"assert-{i}", setup, line) for i, line in enumerate(asserts, 1)),
            *(_test(f"hidden-{i}", setup, t, True) for i, t in enumerate(challenges, 1)),
        ),
        reference=solution,
        plain_answers=not _defines_class(solution),
    )
    return Converted(Task(id=task_id, code=code), ((f"{task_id}/solution", solution),))


def _number(row: Row) -> int | str:
    number = row.get("task_id")
    if isinstance(number, bool) or not isinstance(number, int | str):
        raise BadRow(f"task_id: expected a number, found {kind_of(number)}")
    return number


def _test(test_id: str, setup: str, line: str, hidden: bool = False) -> Test:
    source = f"{setup}\n{line}\n" if setup else f"{line}\n"
    return Test(id=test_id, body=Program(source), hidden=hidden)


def _defines_class(solution: str) -> bool:
    """Whether the tests may want instances: `Pair(1, 2)`, `Node(3).left`. Else all is plain."""
    return any(isinstance(node, ast.ClassDef) for node in ast.walk(ast.parse(solution)))


def _entry_point(solution: str, asserts: list[str]) -> str | None:
    """The function that the asserts call first and the solution defines; None: can't tell."""
    try:
        tree, tests = ast.parse(solution), ast.parse("\n".join(asserts))
    except (SyntaxError, ValueError) as error:
        raise BadRow(f"code or test_list: not Python: {error}") from error
    defined = {n.name for n in tree.body if isinstance(n, ast.FunctionDef | ast.ClassDef)}
    calls = (n.func for n in ast.walk(tests) if isinstance(n, ast.Call))
    called = (func.id for func in calls if isinstance(func, ast.Name))
    return next((name for name in called if name in defined), None)
