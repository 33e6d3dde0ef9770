"""A backend and a grader that follow their contracts and run nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from assay.faults import Internal, InvalidTask, Unavailable
from assay.runs import (
    CheckCase,
    CheckOutputs,
    Ended,
    Process,
    ProcessRecord,
    Role,
    RunPlan,
    RunRecord,
    RunSource,
    Stage,
    StageRecord,
)
from assay.types import (
    Call,
    CheckerProgram,
    CheckOutcome,
    CodeTask,
    Limits,
    Report,
    Submission,
    Task,
    Test,
    Trust,
    Usage,
    Verdict,
)
from sandboxes.contract import Promise, Standing


def task(name: str = "task", *, reference: str | None = None, **code: object) -> Task:
    """A small task; what is asked does not matter to the fakes."""
    tests = (Test("t1", Call((1,), 2)), Test("t2", Call((2,), 3)))
    return Task(name, CodeTask("python", tests, "f", reference=reference, **code))  # type: ignore[arg-type]


class FakeBackend:
    """Runs nothing. What a program does is its text:

    `ok`, `wrong`        end at once, having said so
    `slow`               used half of its time limit and more
    `hang`               runs until it is killed
    `gate <n>`           ends when `open_gate` is called
    `break`              breaks the sandbox
    `break once`         breaks it the first time
    any other            as `ok`
    """

    name = "fake"

    def __init__(self, slots: int = 2) -> None:
        self.slots = slots
        self.is_broken = False
        self.started: list[str] = []
        self.alive: list[str] = []
        self.peak = 0
        self.opened = 0
        self.closed = 0
        self._gate = asyncio.Event()

    async def start(self) -> None:
        """Nothing to do."""

    async def close(self) -> None:
        """Nothing to do."""

    def open(self, plan: RunPlan) -> FakeSandbox:
        """A sandbox, counted."""
        self.opened += 1
        return FakeSandbox(self)

    def standings(self) -> Mapping[Promise, Standing]:
        """Everything holds, as nothing runs."""
        return {promise: Standing(True) for promise in Promise}

    def version(self, runtime: str) -> str:
        """Knows Python and the examiners."""
        if runtime != "python" and not runtime.startswith("examiner"):
            raise InvalidTask("code.language", f"unknown runtime {runtime!r}")
        return "fake 1"

    def open_gate(self) -> None:
        """Lets every `gate` end, from now on."""
        self._gate.set()

    async def act(self, text: str) -> bytes:
        """What the program of this text prints."""
        self.started.append(text)
        self.alive.append(text)
        self.peak = max(self.peak, len(self.alive))
        try:
            if self.is_broken or text == "break":
                raise Unavailable("the sandbox broke")
            if text == "break once" and self.started.count(text) == 1:
                raise Unavailable("the sandbox broke")
            if text == "hang":
                await asyncio.Event().wait()
            if text.startswith("gate"):
                await self._gate.wait()
            await asyncio.sleep(0)
            return b"wrong" if text == "wrong" else b"ok"
        finally:
            self.alive.remove(text)


class FakeSandbox:
    """One submission's place in a `FakeBackend`."""

    def __init__(self, backend: FakeBackend) -> None:
        self._backend = backend

    async def run(self, stage: Stage, wall_s: float) -> StageRecord:
        """The stage's record; every process says what its text says."""
        records = [await self._record(process, wall_s) for process in stage.processes]
        return StageRecord(stage.id, tuple(records), (("fork", 0.001),))

    async def _record(self, process: Process, wall_s: float) -> ProcessRecord:
        if isinstance(process.job, CheckOutputs):
            return ProcessRecord(process.role, Ended.EXITED, 0, testimony=b"checked")
        assert isinstance(process.job, RunSource)
        stdout = await self._backend.act(process.job.source)
        used = process.limits.wall_s * 0.9 if process.job.source == "slow" else 0.001
        ended = Ended.EXITED if used <= wall_s else Ended.TOTAL_LIMIT
        usage = Usage(min(used, wall_s), 0.001, 1)
        return ProcessRecord(process.role, ended, 0, stdout=stdout, usage=usage)

    async def close(self) -> None:
        """Counted."""
        self._backend.closed += 1


class FakeGrader:
    """A stage for each test, which passes if the program printed `ok`.

    A text with `shared` in it takes the shared form wherever the task allows it.
    """

    name = "code"
    version = "1"

    def __init__(self) -> None:
        self.checked = 0

    def check(self, task: Task) -> None:
        """Refuses the entry point `bad`."""
        self.checked += 1
        if task.code.entry_point == "bad":
            raise InvalidTask("code.entry_point", "is bad")

    def plan(self, submission: Submission) -> RunPlan | Report:
        """A stage for each test; nothing for an empty text."""
        if submission.text == "defect":
            raise RecursionError("a defect of ours")
        if not submission.text:
            return Report(Verdict.MALFORMED, Trust.SEPARATED)
        limits = submission.task.limits
        process = Process(Role.CANDIDATE, "python", RunSource(submission.text), limits)
        stages = [Stage(f"stdio:{t.id}", (process,), (t.id,)) for t in submission.task.code.tests]
        return RunPlan(tuple(stages), limits.total_wall_s)

    def settles(self, submission: Submission, stage: Stage, record: StageRecord) -> bool:
        """The first failure does."""
        return record.processes[0].stdout != b"ok"

    def resume(self, submission: Submission, stage: Stage, record: StageRecord) -> Stage | None:
        """Once, for a program that asks for it."""
        if submission.text == "resume" and "+" not in stage.id:
            return Stage(f"{stage.id}+1", stage.processes, stage.test_ids)
        return None

    def checks(self, submission: Submission, plan: RunPlan, record: RunRecord) -> RunPlan | None:
        """A stage, if the task has a checker program."""
        if not isinstance(submission.task.code.checker, CheckerProgram):
            return None
        job = CheckOutputs("", "", (CheckCase("t1", "", "", ""),))
        process = Process(Role.CHECKER, "examiner", job, Limits())
        return RunPlan((Stage("checks", (process,)),), 1.0)

    def judge(
        self, submission: Submission, plan: RunPlan, record: RunRecord, checks: RunRecord | None
    ) -> Report:
        """Accepted if every stage said `ok`; unclear for `unclear`."""
        if submission.text == "unclear":
            raise Internal("no testimony")
        if isinstance(submission.task.code.checker, CheckerProgram):
            assert checks is not None
            assert checks.stages[0].processes[0].testimony == b"checked"
        said = [stage.processes[0].stdout == b"ok" for stage in record.stages]
        is_shared = submission.task.code.allow_shared and "shared" in submission.text
        verdicts = [Verdict.ACCEPTED if ok else Verdict.WRONG_ANSWER for ok in said]
        outcomes = [
            CheckOutcome(stage.stage_id.partition(":")[2], verdict)
            for stage, verdict in zip(record.stages, verdicts, strict=True)
        ]
        wall_s = sum(stage.processes[0].usage.wall_s for stage in record.stages)
        return Report(
            Verdict.ACCEPTED if all(said) else Verdict.WRONG_ANSWER,
            Trust.SHARED if is_shared else Trust.SEPARATED,
            tuple(outcomes),
            usage=Usage(wall_s),
            limits=submission.task.limits,
        )
