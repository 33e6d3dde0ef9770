"""Rooms 3 to 5 for one submission: plan what to run, run it, judge what happened.

    report              the whole of it, and what happens when it is unclear whose failure it was
      attempt           plan, run, judge, once
        run             the plan's stages in order, in one sandbox
        checked         the task's checker program over the outputs, where there is one

What is unclear is settled in `worker.canary`; a task's reference is tried in `worker.reference`.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Protocol

from assay.faults import DeadlineExceeded, Fault, Internal, Unavailable
from assay.runs import Ended, RunPlan, RunRecord, Stage, StageRecord
from assay.types import Report, Submission, Task
from sandboxes.contract import Backend, Sandbox
from worker import canary
from worker.notes import Notes
from worker.pure import apply, record_bytes, task_bytes
from worker.reference import References

PATIENCE_S = 30.0
"""How long past a stage's own limits a backend may take before we stop believing in it."""


class Grader(Protocol):
    """What a kind of grading must offer; `graders.code.CodeGrader` is one. All are pure."""

    name: str
    version: str

    def check(self, task: Task) -> None:
        """Raises `assay.faults.InvalidTask` if the task can't be graded as it is written."""
        ...

    def plan(self, submission: Submission) -> RunPlan | Report:
        """All that a sandbox may see; or the report, where nothing needs to be run."""
        ...

    def settles(self, submission: Submission, stage: Stage, record: StageRecord) -> bool:
        """True: the stages that are left need not be run."""
        ...

    def resume(self, submission: Submission, stage: Stage, record: StageRecord) -> Stage | None:
        """The rest of a stage that a limit cut short, to be run next; None: there is none."""
        ...

    def checks(self, submission: Submission, plan: RunPlan, record: RunRecord) -> RunPlan | None:
        """The checker program's plan, with the outputs in it; None: there is no such program."""
        ...

    def judge(
        self, submission: Submission, plan: RunPlan, record: RunRecord, checks: RunRecord | None
    ) -> Report:
        """The report. `InvalidTask`: the task's own fault. `Unavailable`, `Internal`: unclear."""
        ...


class Corridor:
    """From a submission to its report. Safe to use from one event loop, for many at once."""

    def __init__(
        self,
        backend: Backend,
        graders: Mapping[str, Grader],
        unclear: Callable[[Fault], object] = lambda fault: None,
    ) -> None:
        """`unclear` is told of every fault that a canary had to settle: it may be a defect."""
        self._unclear = unclear
        self._backend = backend
        self._graders = graders
        self._bytes = Notes(task_bytes)
        self._references = References()

    def grader(self, task: Task) -> Grader:
        """The grader that the task names. Today a task's one part is `code`."""
        del task
        return self._graders["code"]

    async def report(self, submission: Submission, deadline_s: float | None = None) -> Report:
        """The report on a submission.

        `deadline_s`: seconds from now after which nobody wants it; None: as long as its limits
        allow. Cancelling kills what runs for it. Raises `DeadlineExceeded`, `InvalidTask` (the
        task is at fault, be it its tests or its reference), and every other fault only after
        a canary has failed as well.
        """
        try:
            async with asyncio.timeout(deadline_s):
                if submission.task.code.reference is not None:
                    task = await self._references.hold(submission.task, self._settled)
                    submission = replace(submission, task=task)
                return await self._settled(submission)
        except TimeoutError as exc:
            raise DeadlineExceeded("the deadline passed before there was a report") from exc

    async def probe(self, task: Task) -> bool:
        """Whether the canary for this task's runtime and shape is accepted just now."""
        return await canary.passes(canary.beside(task), self.attempt)

    async def _settled(self, submission: Submission) -> Report:
        """The report, with what is unclear settled beside a canary."""
        try:
            return await self.attempt(submission)
        except (Unavailable, Internal) as unclear:
            self._unclear(unclear)
            return await canary.settle(submission, unclear, self.attempt)

    async def attempt(self, submission: Submission) -> Report:
        """Plan, run and judge, once.

        Raises `Unavailable` or `Internal` where it is unclear whose failure it was: what a
        candidate wrote may have tripped a defect of ours, which must not buy it a fault.
        """
        try:
            return await self._attempt(submission)
        except Fault:
            raise
        except Exception as exc:
            raise Internal(f"grading failed: {type(exc).__name__}") from exc

    async def _attempt(self, submission: Submission) -> Report:
        grader = self.grader(submission.task)
        size = self._bytes.of(submission.task) + len(submission.text)
        plan = await apply(size, grader.plan, submission)
        if isinstance(plan, Report):
            return plan
        record = await self.run(grader, submission, plan)
        size += record_bytes(list(record.stages))
        checks = await self._checked(grader, submission, plan, record, size)
        return await apply(size, grader.judge, submission, plan, record, checks)

    async def run(self, grader: Grader, submission: Submission, plan: RunPlan) -> RunRecord:
        """What became of the plan's stages, up to the one that settled it."""
        sandbox = self._backend.open(plan)
        try:
            return await run_stages(sandbox, grader, submission, plan)
        finally:
            await sandbox.close()

    async def _checked(
        self, grader: Grader, submission: Submission, plan: RunPlan, record: RunRecord, size: int
    ) -> RunRecord | None:
        checks = await apply(size, grader.checks, submission, plan, record)
        if checks is None:
            return None
        sandbox = self._backend.open(checks)
        try:
            stages = [await run_stage(sandbox, stage, checks.wall_s) for stage in checks.stages]
        finally:
            await sandbox.close()
        return RunRecord(tuple(stages))


async def run_stages(
    sandbox: Sandbox, grader: Grader, submission: Submission, plan: RunPlan
) -> RunRecord:
    """The plan's stages in order, until one settles the submission or its total time is over.

    The total counts what the stages used, as the sandbox measured it: waiting for a free slot
    is ours, not the submission's.
    """
    waiting, records, left_s = deque(plan.stages), list[StageRecord](), plan.wall_s
    while waiting:
        stage = waiting.popleft()
        record = await run_stage(sandbox, stage, left_s)
        records.append(record)
        left_s = max(0.0, left_s - max((p.usage.wall_s for p in record.processes), default=0.0))
        size = record_bytes([record])
        if is_out_of_time(record) or await apply(size, grader.settles, submission, stage, record):
            break
        more = await apply(size, grader.resume, submission, stage, record)
        if more is not None:
            waiting.appendleft(more)
    return RunRecord(tuple(records))


async def run_stage(sandbox: Sandbox, stage: Stage, left_s: float) -> StageRecord:
    """One stage's record; `Unavailable` if the backend is silent long after its limits."""
    own_s = max((process.limits.wall_s for process in stage.processes), default=0.0)
    watch = asyncio.timeout(min(own_s * max(1, stage.replies), left_s) + PATIENCE_S)
    try:
        async with watch:
            return await sandbox.run(stage, left_s)
    except TimeoutError as exc:
        raise Unavailable(f"the sandbox did not end stage {stage.id!r} in time") from exc


def is_out_of_time(record: StageRecord) -> bool:
    """Whether the submission's total wall clock ended this stage."""
    return any(process.ended is Ended.TOTAL_LIMIT for process in record.processes)
