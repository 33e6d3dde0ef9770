"""Work that several callers want is done once, and lives until the last of them leaves."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class _Flight(Generic[V]):
    """One piece of work under way."""

    __slots__ = ("callers", "task")

    def __init__(self, task: asyncio.Task[V]) -> None:
        self.task = task
        self.callers = 0


class Flights(Generic[K, V]):
    """Work under way, by key. Nothing is remembered once it is done."""

    def __init__(self) -> None:
        self._flights: dict[K, _Flight[V]] = {}

    async def join(self, key: K, work: Callable[[], Coroutine[object, object, V]]) -> V:
        """What the work under `key` gives or raises; started if it isn't under way.

        A cancelled caller only leaves. When the last one has left, the work is cancelled and
        the key is free at once: who comes later starts afresh.
        """
        flight = self._flights.get(key) or self._start(key, work)
        flight.callers += 1
        try:
            return await asyncio.shield(flight.task)
        finally:
            flight.callers -= 1
            if not flight.callers and not flight.task.done():
                self._forget(key, flight)
                flight.task.cancel()

    def _start(self, key: K, work: Callable[[], Coroutine[object, object, V]]) -> _Flight[V]:
        flight = self._flights[key] = _Flight(asyncio.get_running_loop().create_task(work()))
        flight.task.add_done_callback(lambda _: self._forget(key, flight))
        return flight

    def _forget(self, key: K, flight: _Flight[V]) -> None:
        if self._flights.get(key) is flight:
            del self._flights[key]
