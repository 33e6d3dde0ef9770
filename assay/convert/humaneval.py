"""HumanEval (and files of its form, such as HumanEval+): a prompt, and a `check(candidate)`.

What stands in a prompt before the entry point's `def` (imports, constants, helper functions) is
the task's prelude: candidate and test program both get it. Some tests call those helpers, and
taken from the candidate they could be redefined to pass. The prompt itself is the prefix of
answers that are only a body, and prompt and canonical solution together are the reference.
"""

from __future__ import annotations

import ast
from pathlib import Path

from assay.convert import BadRow, Converted, Row, tasks_of, text
from assay.types import CodeTask, Program, Task, Test


def read_tasks(path: str | Path) -> list[Task]:
    """The file's tasks. Raises `BadRow` naming file and line."""
    return tasks_of("humaneval", path)


def convert(row: Row) -> Converted:
    """One row: `task_id`, `prompt`, `entry_point`, `test`, `canonical_solution`."""
    task_id, prompt, entry_point = (
        text(row, "task_id"),
        text(row, "prompt"),
        text(row, "entry_point"),
    )
    solution = prompt + text(row, "canonical_solution") if "canonical_solution" in row else None
    program = f"{text(row, 'test').rstrip()}\n\n\ncheck({entry_point})\n"
    code = CodeTask(
        language="python",
        entry_point=entry_point,
        prelude=prelude_of(prompt, entry_point),
        prefix=prompt,
        tests=(Test(id="check", body=Program(program)),),
        reference=solution,
        plain_answers=True,
    )
    solutions = () if solution is None else ((f"{task_id}/canonical", solution),)
    return Converted(Task(id=task_id, code=code), solutions)


def prelude_of(prompt: str, entry_point: str) -> str:
    """The prompt's source up to the entry point's `def`, without a trailing blank."""
    try:
        # A prompt ends in a docstring as a rule; where it does not, a body is still to come.
        tree = ast.parse(prompt + "\n    pass\n")
    except (SyntaxError, ValueError) as error:
        raise BadRow(f"prompt: not Python: {error}") from error
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name == entry_point:
            first = min([node.lineno, *(d.lineno for d in node.decorator_list)])
            return "".join(prompt.splitlines(keepends=True)[: first - 1]).strip("\n")
    raise BadRow(f"prompt: does not define the entry point {entry_point!r}")
