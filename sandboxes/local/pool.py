"""Room 4, local backend: one zygote and the slots that are free; a dead one is started anew."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from assay.faults import Unavailable, Unsupported
from sandboxes.local import cgroups
from sandboxes.local.messages import Box
from sandboxes.local.zygotes import Slot, Zygote


class Pool:
    """Slots of one runtime and role. Made on demand; the last one used is used first, since its
    pages are warm. How many are taken at once is the backend's to bound."""

    def __init__(self, start: Callable[[], Awaitable[Zygote]], tree: cgroups.Tree | None) -> None:
        self._start = start
        self._tree = tree
        self._zygote: Zygote | None = None
        self._free: list[Slot] = []
        self._starting = asyncio.Lock()
        self._has_started = False

    async def warm(self) -> None:
        """Has the zygote running. Raises `Unsupported` if it can't be, `Unavailable` if it could
        before: then something has ended it, or the machine is used up."""
        async with self._starting:
            if self._zygote is not None and self._zygote.is_alive:
                return
            await self._discard()
            try:
                self._zygote = await self._start()
            except Unsupported as error:
                if self._has_started:
                    raise Unavailable(error.message) from error
                raise
            self._has_started = True

    async def take(self, box: Box) -> Slot:
        """A free slot. `box`: what a new slot prepares its first run for."""
        while self._free:
            slot = self._free.pop()
            # A zygote's death is known before all of its slots have closed their doors.
            if slot.is_alive and self._zygote is not None and self._zygote.is_alive:
                return slot
        for _attempt in range(2):
            try:
                await self.warm()
                assert self._zygote is not None
                return self._zygote.add_slot(self._tree, box)
            except Unavailable:  # it died just now
                await self._discard()
            except OSError as error:  # descriptors, processes or memory are used up
                raise Unavailable(f"a sandbox could not be started: {error}") from error
        raise Unavailable("a zygote dies as often as it is started")

    def give_back(self, slot: Slot) -> None:
        """The slot is free again. One that is dead is dropped, and one whose run is not over is
        closed: its end must never be taken for that of the next run."""
        if slot.is_running:
            slot.close()
        elif slot.is_alive:
            self._free.append(slot)
        if self._zygote is not None:
            self._zygote.bury()

    def abandon(self, slot: Slot) -> None:
        """Kills the slot's zygote with all its runs: the slot does not answer."""
        if self._zygote is not None and slot in self._zygote.slots:
            self._zygote.kill()

    def pids(self) -> list[int]:
        """The gate's process id, if one is running."""
        return [self._zygote.pid] if self._zygote is not None else []

    async def close(self) -> None:
        """Ends the zygote and all below it."""
        async with self._starting:
            await self._discard()

    async def _discard(self) -> None:
        zygote, self._zygote = self._zygote, None
        self._free.clear()
        if zygote is not None:
            await zygote.close()
