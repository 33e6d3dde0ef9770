"""From orders to outcomes: turns, shared runs, deadlines and cancellation."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from assay.faults import DeadlineExceeded, Internal, Unavailable
from assay.types import Report, Submission, Verdict
from service.cache import ReportCache
from service.dispatch import Dispatch, Order, Outcome
from tests.worker.fakes import FakeBackend, FakeGrader, task
from worker.corridor import Corridor

TASK = task()


class House:
    """A dispatch over a backend that runs nothing."""

    def __init__(self, slots: int = 1) -> None:
        self.backend = FakeBackend(slots)
        corridor = Corridor(self.backend, {"code": FakeGrader()})
        self.dispatch = Dispatch(corridor.report, slots, ReportCache(1_000_000))

    async def ask(
        self, client: str, *texts: str, ends_at: float | None = None, bypass: bool = False
    ) -> list[Outcome]:
        """What became of a call with these texts."""
        return await self.dispatch.outcomes(orders(client, texts, bypass), ends_at)

    def call(self, client: str, *texts: str) -> asyncio.Task[list[Outcome]]:
        """The same, under way."""
        return asyncio.create_task(self.ask(client, *texts))

    async def until_started(self, *texts: str) -> None:
        """Until all of these run."""
        while not set(texts) <= set(self.backend.alive):
            await asyncio.sleep(0)


def orders(client: str, texts: Sequence[str], bypass: bool = False) -> list[Order]:
    """An order for each text."""
    return [
        Order(Submission("", TASK, text), client, None if bypass else text.encode())
        for text in texts
    ]


def verdict(outcome: Outcome) -> Verdict:
    """The verdict of an outcome that is a report."""
    assert isinstance(outcome, Report)
    return outcome.verdict


async def test_outcomes_keep_the_orders_order() -> None:
    """Each outcome stands where its submission stood, whenever it was ready."""
    house = House(slots=4)
    outcomes = await house.ask("a", "ok", "wrong", "ok 2", "wrong")
    assert [verdict(o) for o in outcomes] == [
        Verdict.ACCEPTED,
        Verdict.WRONG_ANSWER,
        Verdict.ACCEPTED,
        Verdict.WRONG_ANSWER,
    ]


async def test_no_more_runs_than_slots() -> None:
    """Slots bound what runs at once, however much is asked for."""
    house = House(slots=3)
    await house.ask("a", *(f"ok {n}" for n in range(20)))
    assert house.backend.peak <= 3


async def test_a_big_client_does_not_starve_a_small_one() -> None:
    """Ten submissions of one client wait for ten turns, not for another's ten thousand."""
    house = House()
    big = house.call("big", *(f"ok {n}" for n in range(10_000)))
    await house.until_started("ok 0")
    small = await house.ask("small", *(f"small {n}" for n in range(10)))
    assert all(verdict(outcome) is Verdict.ACCEPTED for outcome in small)
    assert len(set(house.backend.started)) < 30
    big.cancel()
    await asyncio.gather(big, return_exceptions=True)


async def test_identical_submissions_run_once() -> None:
    """All who want the same share one run, in one call and across calls and clients."""
    house = House()
    calls = [house.call("a", "gate 1", "gate 1"), house.call("b", "gate 1")]
    await house.until_started("gate 1")
    house.backend.open_gate()
    outcomes = await asyncio.gather(*calls)
    assert [len(o) for o in outcomes] == [2, 1]
    assert house.backend.started.count("gate 1") == 2  # its two stages
    (later,) = await house.ask("c", "gate 1")
    assert isinstance(later, Report)
    assert later.is_cached


async def test_bypass_runs_each() -> None:
    """A caller that wants no cache gets runs of its own, and leaves none behind."""
    house = House()
    await house.ask("a", "ok", "ok", bypass=True)
    assert house.backend.started.count("ok") == 4
    (later,) = await house.ask("a", "ok")
    assert isinstance(later, Report)
    assert not later.is_cached


async def test_cancelled_call_kills_its_runs() -> None:
    """A caller that gives up leaves nothing running and nothing queued."""
    house = House()
    call = house.call("a", "hang", "hang 2", "ok")
    await house.until_started("hang")
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call
    assert verdict((await house.ask("b", "ok"))[0]) is Verdict.ACCEPTED
    assert house.backend.alive == []
    assert "hang 2" not in house.backend.started


async def test_shared_run_lives_until_the_last_leaves() -> None:
    """One caller's leaving does not touch another's run; the last one's ends it."""
    house = House()
    first, second = house.call("a", "hang"), house.call("b", "hang")
    await house.until_started("hang")
    first.cancel()
    await asyncio.gather(first, return_exceptions=True)
    assert house.backend.alive == ["hang"]
    second.cancel()
    await asyncio.gather(second, return_exceptions=True)
    await house.ask("c", "ok")
    assert house.backend.alive == []


async def test_a_queued_run_takes_the_earlier_turn() -> None:
    """Who wants what another has queued far back does not wait for the other's queue."""
    house = House()
    big = house.call("big", "gate", *(f"ok {n}" for n in range(500)), "shared")
    await house.until_started("gate")
    small = house.call("small", "shared")
    await asyncio.sleep(0)
    house.backend.open_gate()
    await small
    assert len(set(house.backend.started)) < 5
    assert len(await big) == 502
    assert house.backend.started.count("shared") == 2


async def test_cancelled_before_its_first_step_frees_the_slot() -> None:
    """A run that is cancelled before it has begun does not keep its slot."""
    house = House()
    waiter = house.dispatch.ask(orders("a", ["hang"])[0])
    assert not isinstance(waiter, Report)
    house.dispatch.leave(waiter)
    assert verdict((await house.ask("b", "ok"))[0]) is Verdict.ACCEPTED
    assert house.backend.started == ["ok", "ok"]


async def test_deadline_keeps_what_is_ready() -> None:
    """At the deadline what is graded is graded; the rest are faults, and their runs are gone."""
    house = House(slots=2)
    soon = asyncio.get_running_loop().time() + 0.05
    ready, late = await house.ask("a", "ok", "hang", ends_at=soon)
    assert verdict(ready) is Verdict.ACCEPTED
    assert isinstance(late, DeadlineExceeded)
    await house.ask("b", "ok 2")
    assert house.backend.alive == []


async def test_faults_are_told_and_not_kept() -> None:
    """A fault is one answer's, costs nobody else anything, and is tried again next time."""
    house = House(slots=2)
    house.backend.is_broken = True
    outcomes = await house.ask("a", "one", "two")
    assert [type(o) for o in outcomes] == [Unavailable, Unavailable]
    house.backend.is_broken = False
    assert verdict((await house.ask("a", "one"))[0]) is Verdict.ACCEPTED


async def test_defect_is_a_fault() -> None:
    """What rooms 3 to 5 should never raise becomes Internal, and the slot is free again."""

    async def broken(submission: Submission) -> Report:
        raise ZeroDivisionError

    dispatch = Dispatch(broken, 1, ReportCache(0))
    for _ in range(2):
        (outcome,) = await dispatch.outcomes(orders("a", ["x"]), None)
        assert isinstance(outcome, Internal)


async def test_close_tells_everyone() -> None:
    """At the end nobody is left waiting: running and queued alike are Unavailable."""
    house = House()
    call = house.call("a", "hang", "ok")
    await house.until_started("hang")
    await house.dispatch.close()
    assert [type(outcome) for outcome in await call] == [Unavailable, Unavailable]
    assert house.backend.alive == []
