"""Rooms 3 to 5: a task's reference must be accepted before a candidate is judged by its tests.

So a test that is wrong is told to the trainer as the task's fault, once, and never to a policy
as a bad reward.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from assay.digest import grading_digest
from assay.faults import InvalidTask, Unavailable
from assay.types import Report, Submission, Task, Trust, Verdict
from worker.flights import Flights
from worker.notes import Notes

Settled = Callable[[Submission], Awaitable[Report]]


@dataclass(frozen=True, slots=True)
class _Tried:
    """What came of a task's reference."""

    wrong: str | None
    """What is wrong with the task by it; None: nothing."""
    is_separated: bool = False
    """Whether it was accepted without ever sharing a process with what judged it."""


class References:
    """Which tasks' references were tried, and what came out; the latest `capacity` of them."""

    def __init__(self, capacity: int = 4096) -> None:
        self._capacity = capacity
        self._digests = Notes(grading_digest)
        self._known: OrderedDict[str, _Tried] = OrderedDict()
        self._flights: Flights[str, _Tried] = Flights()

    async def hold(self, task: Task, settled: Settled) -> Task:
        """The task as its submissions are to be graded, if its reference is accepted.

        Where the reference did without the shared form, no submission gets it: what a candidate
        returns would decide whether it is judged in its own process. Else raises `InvalidTask`.
        The reference runs once for all who ask meanwhile. Raises `Unavailable` if it ran out of
        time twice and so may only have met a busy machine; that is not remembered.
        """
        digest = self._digests.of(task)
        if digest in self._known:
            tried = self._known[digest]
        else:
            tried = await self._flights.join(digest, lambda: _try_twice(task, settled))
            self._known[digest] = tried
            if len(self._known) > self._capacity:
                self._known.popitem(last=False)
        if tried.wrong is not None:
            raise InvalidTask("code.reference", tried.wrong)
        if task.code.allow_shared and tried.is_separated:
            return replace(task, code=replace(task.code, allow_shared=False))
        return task


async def _try_twice(task: Task, settled: Settled) -> _Tried:
    """What comes of the task's reference.

    It runs as a task without a reference, so that its own canary is another program.
    """
    alone = replace(task, code=replace(task.code, reference=None))
    submission = Submission("reference", alone, task.code.reference or "")
    report = await settled(submission)
    if report.verdict is Verdict.TIME_LIMIT:
        report = await settled(submission)
    if report.verdict is Verdict.ACCEPTED:
        return _Tried(None, report.trust is Trust.SEPARATED)
    if report.verdict is Verdict.TIME_LIMIT:
        raise Unavailable("the task's reference met its time limit twice")
    return _Tried(_why(report))


def _why(report: Report) -> str:
    """Which test refused the reference, and how."""
    failed = next((c for c in report.checks if c.verdict is report.verdict), None)
    where = "" if failed is None else f" by test {failed.id!r}"
    told = next((f": {d.kind}: {d.message}" for d in report.diagnostics), "")
    return f"the reference is not accepted{where} ({report.verdict}){told[:500]}"
