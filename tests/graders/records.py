"""Tasks, submissions and hand-made records for the tests of the code grader."""

from __future__ import annotations

import json
from collections.abc import Mapping

from assay.runs import (
    AnswerCalls,
    Ended,
    ProcessRecord,
    Role,
    RunPlan,
    RunRecord,
    Stage,
    StageRecord,
)
from assay.types import Call, CodeTask, Report, Submission, Task, Test, Usage
from assay.values import encode
from graders.code import CodeGrader

GRADER = CodeGrader()
CODE = "def solve(a, b):\n    return a + b\n"


def call(id_: str, *args: object, expected: object, **more: object) -> Test:
    """A call test of `solve`."""
    return Test(id_, Call(tuple(args), expected), **more)  # type: ignore[arg-type]


def task(*tests: Test, **more: object) -> Task:
    """A Python task whose entry point is `solve`."""
    fields: Mapping[str, object] = {"language": "python", "entry_point": "solve", **more}
    return Task("t", CodeTask(tests=tests, **fields))  # type: ignore[arg-type]


def submit(of: Task, code: str = CODE) -> Submission:
    """A submission in a fenced block."""
    return Submission("s", of, f"```\n{code}```\n")


def planned(submission: Submission) -> RunPlan:
    """Its plan, which must not be a report."""
    plan = GRADER.plan(submission)
    assert isinstance(plan, RunPlan)
    return plan


def candidate(ended: Ended = Ended.EXITED, **more: object) -> ProcessRecord:
    """A candidate's record; exit code 0 if it exited and nothing else is said."""
    fields: dict[str, object] = {"usage": Usage(0.0123456, 0.0123456, 12345678), **more}
    if ended is Ended.EXITED:
        fields.setdefault("exit_code", 0)
    return ProcessRecord(Role.CANDIDATE, ended, **fields)  # type: ignore[arg-type]


def examiner(testimony: object = None, ended: Ended = Ended.EXITED, code: int = 0) -> ProcessRecord:
    """An examiner's record; testimony None: it wrote none."""
    said = b"" if testimony is None else json.dumps(testimony).encode()
    exit_code = code if ended is Ended.EXITED else None
    return ProcessRecord(Role.EXAMINER, ended, exit_code, testimony=said)


def sworn(test_id: str, outcome: str = "passed", **more: object) -> dict[str, object]:
    """An examiner's testimony."""
    return {
        "test_id": test_id,
        "outcome": outcome,
        "touched": True,
        "missing": [],
        "items": [],
        "origin": "test",
        "type": "AssertionError",
        "message": "",
        **more,
    }


def value(answer: object) -> bytes:
    """A reply with a value, as guests write it."""
    return f'{{"value":{encode(answer)}}}'.encode()


def error(type_: str, message: str = "", **more: object) -> bytes:
    """A reply with an error."""
    return json.dumps({"error": failure(type_, message, **more)}).encode()


def failure(type_: str, message: str = "", **more: object) -> dict[str, object]:
    """What an account or an error reply holds."""
    return {"phase": "call", "type": type_, "message": message, "line": None, "frames": [], **more}


def account(type_: str, message: str = "", **more: object) -> bytes:
    """An account."""
    return json.dumps(failure(type_, message, **more)).encode()


class Scripted:
    """Runs a plan as the corridor does, with what a script says about each stage."""

    def __init__(self, *records: tuple[ProcessRecord, ...] | ProcessRecord) -> None:
        self._records = [r if isinstance(r, tuple) else (r,) for r in records]
        self.stages: list[Stage] = []

    def run(self, submission: Submission) -> RunRecord:
        """The record of the stages that were run, in the corridor's order."""
        waiting, told = list(planned(submission).stages), list[StageRecord]()
        while waiting:
            stage = waiting.pop(0)
            self.stages.append(stage)
            record = StageRecord(stage.id, self._records[len(told)])
            told.append(record)
            if GRADER.settles(submission, stage, record):
                break
            more = GRADER.resume(submission, stage, record)
            waiting = [more, *waiting] if more is not None else waiting
        return RunRecord(tuple(told))

    def judge(self, submission: Submission, checks: ProcessRecord | None = None) -> Report:
        """The report, with `checks` as what became of the only checker program."""
        record = self.run(submission)
        plan = planned(submission)
        asked = GRADER.checks(submission, plan, record)
        said = None
        if asked is not None:
            assert checks is not None
            said = RunRecord((StageRecord(asked.stages[0].id, (checks,)),))
        return GRADER.judge(submission, plan, record, said)


def entry_points(stage: Stage) -> list[str]:
    """The functions that a stage's calls are of."""
    job = stage.processes[0].job
    assert isinstance(job, AnswerCalls)
    return [one.entry_point for one in job.calls]
