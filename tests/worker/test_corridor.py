"""Rooms 3 to 5 for one submission, over a backend that runs nothing."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from assay.faults import DeadlineExceeded, Internal, InvalidTask, Unavailable
from assay.types import CheckerProgram, Limits, Stdio, Submission, Task, Test, Trust, Verdict
from tests.worker.fakes import FakeBackend, FakeGrader, task
from worker import canary
from worker.corridor import Corridor


@pytest.fixture
def backend() -> FakeBackend:
    """A backend that is well."""
    return FakeBackend()


@pytest.fixture
def corridor(backend: FakeBackend) -> Corridor:
    """Rooms 3 to 5 around it."""
    return Corridor(backend, {"code": FakeGrader()})


def submission(text: str, of: Task | None = None) -> Submission:
    """A submission of this text."""
    return Submission("s", of or task(), text)


async def test_report_runs_every_stage(corridor: Corridor, backend: FakeBackend) -> None:
    """A submission that nothing settles runs all stages, in one sandbox, which is closed."""
    report = await corridor.report(submission("ok"))
    assert report.verdict is Verdict.ACCEPTED
    assert [check.id for check in report.checks] == ["t1", "t2"]
    assert (backend.opened, backend.closed) == (1, 1)


async def test_report_stops_where_settled(corridor: Corridor, backend: FakeBackend) -> None:
    """Stages after the one that settles the submission are not run."""
    report = await corridor.report(submission("wrong"))
    assert report.verdict is Verdict.WRONG_ANSWER
    assert backend.started == ["wrong"]


async def test_report_without_a_run(corridor: Corridor, backend: FakeBackend) -> None:
    """What the plan settles opens no sandbox."""
    assert (await corridor.report(submission(""))).verdict is Verdict.MALFORMED
    assert backend.opened == 0


async def test_resumed_stage_runs_next(corridor: Corridor) -> None:
    """The rest of a stage runs straight after it, before the stages that were planned."""
    report = await corridor.report(submission("resume"))
    assert [check.id for check in report.checks] == ["t1", "t1+1", "t2", "t2+1"]


async def test_checker_program_runs_apart(corridor: Corridor, backend: FakeBackend) -> None:
    """A checker program runs in a sandbox of its own, after the candidate's is closed."""
    with_checker = task(checker=CheckerProgram("def check(i, e, a): return True"))
    report = await corridor.report(submission("ok", with_checker))
    assert report.verdict is Verdict.ACCEPTED
    assert (backend.opened, backend.closed) == (2, 2)


async def test_total_time_ends_the_stages(corridor: Corridor, backend: FakeBackend) -> None:
    """When the total is used up, the stage that met it is the last one."""
    tight = replace(task(), limits=Limits(wall_s=10.0, total_wall_s=9.5))
    report = await corridor.report(submission("slow", tight))
    assert len(report.checks) == 2
    assert report.usage.wall_s == pytest.approx(9.5)


async def test_cancelling_kills_the_run(corridor: Corridor, backend: FakeBackend) -> None:
    """A cancelled report leaves nothing running and closes its sandbox."""
    call = asyncio.create_task(corridor.report(submission("hang")))
    while not backend.alive:
        await asyncio.sleep(0)
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call
    assert backend.alive == []
    assert backend.opened == backend.closed


async def test_deadline_kills_the_run(corridor: Corridor, backend: FakeBackend) -> None:
    """What isn't done by the deadline is DeadlineExceeded, never a verdict."""
    with pytest.raises(DeadlineExceeded):
        await corridor.report(submission("hang"), deadline_s=0.01)
    assert backend.alive == []


async def test_unclear_once_runs_again(corridor: Corridor, backend: FakeBackend) -> None:
    """A sandbox that breaks once costs the submission nothing."""
    assert (await corridor.report(submission("break once"))).verdict is Verdict.ACCEPTED


@pytest.mark.parametrize("text", ["break", "unclear", "defect"])
async def test_unclear_twice_beside_a_good_canary(corridor: Corridor, text: str) -> None:
    """A policy can't choose a fault: it fails twice, the canary passes, so it is its own."""
    report = await corridor.report(submission(text))
    assert report.verdict is Verdict.RUNTIME_ERROR
    assert [check.verdict for check in report.checks] == [Verdict.RUNTIME_ERROR, Verdict.NOT_RUN]


@pytest.mark.parametrize(("text", "fault"), [("ok", Unavailable), ("defect", Internal)])
async def test_unclear_beside_a_failing_canary(
    corridor: Corridor, backend: FakeBackend, text: str, fault: type[Exception]
) -> None:
    """Our outage is never a verdict: where the canary fails too, the fault is raised."""
    backend.is_broken = True
    with pytest.raises(fault):
        await corridor.report(submission(text))


async def test_canary_keeps_inputs_and_limits() -> None:
    """The canary meets the task's own inputs under its own limits, and nothing is hidden in it."""
    tests = (Test("a", Stdio("big input", "secret"), hidden=True),)
    given = replace(task(), code=replace(task().code, tests=tests), limits=Limits(wall_s=3.0))
    made = canary.beside(given)
    assert made is not None
    assert made.task.limits == given.limits
    assert made.task.code.tests[0].body == Stdio("big input", "canary")


async def test_canary_is_the_reference_where_there_is_one() -> None:
    """With a reference, what only this task breaks is not laid on the candidate."""
    made = canary.beside(task(reference="the reference"))
    assert made is not None
    assert made.text == "the reference"


async def test_no_canary_no_verdict(corridor: Corridor, backend: FakeBackend) -> None:
    """In a runtime without a known-good program, what is unclear stays a fault."""
    other = replace(task(), code=replace(task().code, language="cobol"))
    assert canary.beside(other) is None
    with pytest.raises(Unavailable):
        await corridor.report(submission("break", other))


async def test_reference_is_tried_once(corridor: Corridor, backend: FakeBackend) -> None:
    """However many ask at once and later, a task's reference runs once."""
    with_reference = task(reference="reference")
    some = [corridor.report(submission("ok", with_reference)) for _ in range(5)]
    await asyncio.gather(*some)
    await corridor.report(submission("ok", task(reference="reference")))
    assert backend.started.count("reference") == 2  # its two stages


async def test_a_reference_decides_whether_its_task_is_shared(corridor: Corridor) -> None:
    """Where it did without the shared form no candidate gets it; where it needed it, all may."""
    cases = [("reference", Trust.SEPARATED), ("shared reference", Trust.SHARED)]
    for reference, trust in [*cases, *cases, (None, Trust.SHARED)]:
        of = task(reference=reference, allow_shared=True)
        assert (await corridor.report(submission("shared", of))).trust is trust


async def test_refused_reference_is_the_tasks_fault(corridor: Corridor) -> None:
    """A reference that fails a test is INVALID_ARGUMENT and names the test."""
    with pytest.raises(InvalidTask, match=r"code\.reference: .*'t1' \(wrong_answer\)"):
        await corridor.report(submission("ok", task(reference="wrong")))


async def test_broken_sandbox_does_not_condemn_a_reference(
    corridor: Corridor, backend: FakeBackend
) -> None:
    """A reference that could not be run is a fault to retry, and is tried again later."""
    backend.is_broken = True
    with pytest.raises(Unavailable):
        await corridor.report(submission("ok", task(reference="reference")))
    backend.is_broken = False
    report = await corridor.report(submission("ok", task(reference="reference")))
    assert report.verdict is Verdict.ACCEPTED


async def test_probe_is_the_canary(corridor: Corridor, backend: FakeBackend) -> None:
    """The probe says whether a canary passes just now."""
    assert await corridor.probe(task())
    backend.is_broken = True
    assert not await corridor.probe(task())
