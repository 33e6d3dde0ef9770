"""All of HumanEval through rooms 3 to 5: right solutions are accepted, broken ones are not."""

from __future__ import annotations

import ast
import asyncio
import gzip
import json
from pathlib import Path

import pytest

from assay.convert import humaneval
from assay.faults import Fault
from assay.types import Report, Submission, Task, Trust, Verdict
from worker.corridor import Corridor
from worker.rooms import graders, local

pytestmark = [pytest.mark.sandbox, pytest.mark.slow]

DATA = Path(__file__).parent.parent / "data"
TASKS = humaneval.read_tasks(DATA / "HumanEval.jsonl.gz")
ROWS = [
    json.loads(line)
    for line in gzip.decompress((DATA / "HumanEval.jsonl.gz").read_bytes()).splitlines()
]
MUTANTS = {
    row["task_id"]: row["code"]
    for row in map(json.loads, (DATA / "humaneval_mutants.jsonl").read_text("utf-8").splitlines())
}


def _emptied(source: str, entry_point: str) -> str:
    """The source with the entry point's body replaced by `return None`."""
    tree = ast.parse(source)
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == entry_point:
            node.body = [ast.Return(ast.Constant(None))]
    return ast.unparse(ast.fix_missing_locations(tree)) + "\n"


def _submissions(row: dict[str, str], task: Task) -> list[Submission]:
    whole = row["prompt"] + row["canonical_solution"]
    return [
        Submission("whole", task, whole),
        Submission("body", task, row["canonical_solution"]),
        Submission("emptied", task, _emptied(whole, row["entry_point"])),
        Submission("passed over", task, "    pass\n"),
        Submission("mutant", task, MUTANTS[row["task_id"]]),
    ]


async def _reports() -> dict[tuple[str, str], Report | Fault]:
    backend = local(None)
    await backend.start()
    try:
        corridor = Corridor(backend, graders())

        async def report(submission: Submission) -> Report | Fault:
            try:
                return await corridor.report(submission)
            except Fault as fault:
                return fault

        asked = [s for row, task in zip(ROWS, TASKS, strict=True) for s in _submissions(row, task)]
        found = await asyncio.gather(*map(report, asked))
    finally:
        await backend.close()
    return {(s.task.id, s.id): r for s, r in zip(asked, found, strict=True)}


@pytest.fixture(scope="session")
def reports() -> dict[tuple[str, str], Report | Fault]:
    """The reports on all submissions of this file, by task and kind."""
    return asyncio.run(_reports())


def _report(reports: dict[tuple[str, str], Report | Fault], task: Task, kind: str) -> Report:
    found = reports[task.id, kind]
    assert isinstance(found, Report), f"a fault: {found!r}"
    return found


def test_all_tasks_are_here() -> None:
    """HumanEval has 164 tasks, and each has a mutant."""
    assert len(TASKS) == len(ROWS) == len(MUTANTS) == 164


@pytest.mark.parametrize("kind", ["whole", "body"])
@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.id)
def test_canonical_solutions_are_accepted(
    task: Task, kind: str, reports: dict[tuple[str, str], Report | Fault]
) -> None:
    """The canonical solution, whole or as a body behind the prompt, passes in separated trust."""
    report = _report(reports, task, kind)
    assert report.verdict is Verdict.ACCEPTED, report.diagnostics
    assert report.trust is Trust.SEPARATED


@pytest.mark.parametrize("kind", ["emptied", "passed over", "mutant"])
@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.id)
def test_broken_solutions_are_rejected(
    task: Task, kind: str, reports: dict[tuple[str, str], Report | Fault]
) -> None:
    """Without a body, or with one operator or constant changed, a solution is not accepted."""
    report = _report(reports, task, kind)
    assert report.verdict in (Verdict.WRONG_ANSWER, Verdict.RUNTIME_ERROR), report.verdict
