"""Between rooms 2 and 3: each submission to its report, run once for all who want it.

    ask         a kept report at once; else a place with whoever runs the same already, or a run
      _pull     a free slot takes the run whose client's turn it is
        _drive  rooms 3 to 5
        _land   the outcome to everyone who waits, the slot to the next
    leave       a caller gave up; the last one to leave ends the run

Here everything is in process. Callers, slots and queues share one event loop and no locks.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from assay.faults import DeadlineExceeded, Fault, Internal, Unavailable
from assay.types import Report, Submission
from service.cache import ReportCache
from service.fairness import ReadyQueue

Outcome = Report | Fault
"""What becomes of one submission. Faults are values here: each is one answer's, not the call's."""

ReportRoom = Callable[[Submission], Awaitable[Report]]
"""Rooms 3 to 5, wrapped or bare."""


@dataclass(frozen=True, slots=True)
class Order:
    """One submission to be graded, and for whom."""

    submission: Submission
    client: str
    key: bytes | None
    """What identifies its report; None: the caller wants a run of its own, which isn't kept."""


class Run:
    """One run, queued or under way, and who waits for it."""

    __slots__ = ("clients", "key", "submission", "task", "waiters")

    def __init__(self, submission: Submission, key: bytes | None) -> None:
        self.submission = submission
        self.key = key
        self.waiters: list[Waiter] = []
        self.clients: list[str] = []
        """In whose queues it stands."""
        self.task: asyncio.Task[Outcome] | None = None
        """None: it still waits for a slot."""


class Waiter:
    """One caller's wait for one run."""

    __slots__ = ("future", "run")

    def __init__(self, run: Run, future: asyncio.Future[Outcome]) -> None:
        self.run = run
        self.future = future

    def tell(self, outcome: Outcome) -> None:
        """Gives the caller its outcome, unless it has one or has given up."""
        if not self.future.done():
            self.future.set_result(outcome)


class Dispatch:
    """From orders to outcomes, in process."""

    def __init__(self, room: ReportRoom, slots: int, cache: ReportCache) -> None:
        self._room = room
        self._free = slots
        self._cache = cache
        self._ready: ReadyQueue[Run] = ReadyQueue()
        self._known: dict[bytes, Run] = {}
        self._running: set[asyncio.Task[Outcome]] = set()
        self._is_closed = False

    async def outcomes(self, orders: Sequence[Order], ends_at: float | None) -> list[Outcome]:
        """What became of each order, in their order.

        `ends_at`: the event loop's time at which the caller wants what there is; what has no
        outcome by then is `DeadlineExceeded`. Cancelling gives up on all of them.
        """
        asked = [self.ask(order) for order in orders]
        waiting = [place for place in asked if isinstance(place, Waiter)]
        if waiting:
            await self._wait(waiting, ends_at)
        return [place.future.result() if isinstance(place, Waiter) else place for place in asked]

    def ask(self, order: Order) -> Report | Waiter:
        """The kept report, or a place to wait at."""
        run = None
        if order.key is not None:
            if (report := self._cache.get(order.key)) is not None:
                return report
            run = self._known.get(order.key)
        if run is None:
            run = Run(order.submission, order.key)
            if order.key is not None:
                self._known[order.key] = run
        return self._join(run, order.client)

    def leave(self, waiter: Waiter) -> None:
        """Gives up the place; nobody else's outcome changes."""
        run = waiter.run
        if waiter in run.waiters:
            run.waiters.remove(waiter)
            if not run.waiters:
                self._abandon(run)

    async def close(self) -> None:
        """Ends every run; who waits is told `Unavailable`."""
        self._is_closed = True
        for run in self._queued():
            self._settle(run, Unavailable("the service is shutting down"))
        for task in list(self._running):
            task.cancel()
        if self._running:
            await asyncio.wait(set(self._running))

    async def _wait(self, waiting: list[Waiter], ends_at: float | None) -> None:
        """Until every waiter has its outcome. One after the other: no task or callback for each."""
        loop = asyncio.get_running_loop()
        timer = None if ends_at is None else loop.call_at(ends_at, _expire, waiting)
        try:
            for waiter in waiting:
                await waiter.future
        finally:
            if timer is not None:
                timer.cancel()
            for waiter in waiting:
                self.leave(waiter)

    def _join(self, run: Run, client: str) -> Waiter:
        """Another place at a run. It queues for each client that wants it, and starts once."""
        waiter = Waiter(run, asyncio.get_running_loop().create_future())
        run.waiters.append(waiter)
        if run.task is None and client not in run.clients:
            run.clients.append(client)
            self._ready.push(client, run)
            self._pull()
        return waiter

    def _pull(self) -> None:
        """Gives free slots to whoever's turn it is."""
        while self._free and self._ready and not self._is_closed:
            run = self._ready.pop()
            self._unqueue(run)
            self._free -= 1
            run.task = asyncio.get_running_loop().create_task(self._drive(run))
            self._running.add(run.task)
            run.task.add_done_callback(partial(self._land, run))

    async def _drive(self, run: Run) -> Outcome:
        """One run in a slot. It is cancelled only when nobody waits any more, or at the end."""
        try:
            report = await self._room(run.submission)
        except Fault as fault:
            return fault
        except Exception as exc:  # a defect of ours must not leave callers waiting
            return _defect(exc)
        if run.key is not None:
            self._cache.put(run.key, report)
        return report

    def _land(self, run: Run, task: asyncio.Task[Outcome]) -> None:
        """Frees the slot. A callback, since a task that is cancelled early never runs a line."""
        self._running.discard(task)
        self._free += 1
        gone = Unavailable("the service is shutting down")
        self._settle(run, gone if task.cancelled() else task.result())
        self._pull()

    def _settle(self, run: Run, outcome: Outcome) -> None:
        self._forget(run)
        waiters, run.waiters = run.waiters, []
        for waiter in waiters:
            waiter.tell(outcome)

    def _abandon(self, run: Run) -> None:
        """Ends a run that nobody wants. Who asks for the same from now on gets a new one."""
        self._forget(run)
        if run.task is None:
            self._unqueue(run)
        else:
            run.task.cancel()

    def _forget(self, run: Run) -> None:
        if run.key is not None and self._known.get(run.key) is run:
            del self._known[run.key]

    def _unqueue(self, run: Run) -> None:
        for client in run.clients:
            self._ready.discard(client, run)
        run.clients.clear()

    def _queued(self) -> Iterable[Run]:
        while self._ready:
            run = self._ready.pop()
            self._unqueue(run)
            yield run


def _defect(exc: Exception) -> Internal:
    fault = Internal(f"grading failed: {type(exc).__name__}")
    fault.__cause__ = exc  # for the log
    return fault


def _expire(waiting: list[Waiter]) -> None:
    for waiter in waiting:
        waiter.tell(DeadlineExceeded("the deadline passed before there was a report"))
