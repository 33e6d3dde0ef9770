"""Work that several callers want at once."""

from __future__ import annotations

import asyncio

import pytest

from worker.flights import Flights


async def test_joined_work_runs_once() -> None:
    """All who ask meanwhile get what one run gives; who asks later starts another."""
    flights: Flights[str, int] = Flights()
    runs = 0

    async def work() -> int:
        nonlocal runs
        runs += 1
        await asyncio.sleep(0)
        return runs

    assert await asyncio.gather(*(flights.join("k", work) for _ in range(4))) == [1] * 4
    assert await flights.join("k", work) == 2


async def test_work_ends_with_its_last_caller() -> None:
    """One caller's leaving changes nothing; the last one's ends the work, and frees the key."""
    flights: Flights[str, int] = Flights()
    gate, ended = asyncio.Event(), asyncio.Event()

    async def work() -> int:
        try:
            await gate.wait()
            return 1
        finally:
            ended.set()

    first, second = (asyncio.create_task(flights.join("k", work)) for _ in range(2))
    await asyncio.sleep(0)
    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first
    assert not ended.is_set()
    second.cancel()
    third = asyncio.create_task(flights.join("k", work))
    with pytest.raises(asyncio.CancelledError):
        await second
    await ended.wait()
    gate.set()
    assert await third == 1


async def test_failure_reaches_every_caller() -> None:
    """What the work raises, all who joined it get."""
    flights: Flights[str, int] = Flights()

    async def work() -> int:
        raise ValueError("no")

    some = [flights.join("k", work) for _ in range(2)]
    outcomes = await asyncio.gather(*some, return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [ValueError, ValueError]
