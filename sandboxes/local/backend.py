"""Room 4: the local backend. Runs each process of a stage once, in a sandbox made for it."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace

from assay.faults import Unavailable
from assay.runs import Process, Role, RunPlan, RunTogether, Stage
from assay.types import Limits
from sandboxes import rows
from sandboxes.contract import Promise, Standing
from sandboxes.local import cgroups, machine, versions
from sandboxes.local.messages import Box
from sandboxes.local.pool import Pool
from sandboxes.local.sandbox import LocalSandbox, Seat
from sandboxes.local.zygotes import Zygote, start_zygote

_SPARE_SLOTS = 2
_STREAM_SLACK_BYTES = 64 * 1024
"""How far a stream may pass its limit before a write fails: enough for the slot to see it."""


class LocalBackend:
    """See `sandboxes.contract.Backend`."""

    name = "local"

    def __init__(self, slots: int | None = None) -> None:
        """`slots`: stages that run at once; None: one for each core and two more, so that a
        core has work while another stage is between two processes."""
        self.slots = slots or (os.cpu_count() or 1) + _SPARE_SLOTS
        self._turn = asyncio.Semaphore(self.slots)
        self._pools: dict[tuple[str, str], Pool] = {}
        self._tree: cgroups.Tree | None = None
        self._machine = machine.Machine(is_privileged=False, cgroups="not started")
        self._started = 0
        self._is_open = False

    async def start(self) -> None:
        """Starts the zygotes for Python; those of other languages start when they are needed.

        Raises Unsupported, saying what this machine lacks, if it can't isolate.
        """
        tree = cgroups.open_tree()
        self._tree = tree if isinstance(tree, cgroups.Tree) else None
        self._machine = machine.look(tree)
        self._is_open = True
        try:
            await self._pool("python", "candidate").warm()
            await self._pool("examiner", "examiner").warm()
        except BaseException:
            await self.close()
            raise

    async def close(self) -> None:
        """Ends every run; leaves no process, mount or control group."""
        self._is_open = False
        await asyncio.gather(*(pool.close() for pool in self._pools.values()))
        self._pools.clear()
        if self._tree is not None:
            cgroups.close_tree(self._tree)
            self._tree = None

    def open(self, plan: RunPlan) -> LocalSandbox:
        """A sandbox for one plan; nothing starts before its first `run`."""
        return LocalSandbox(self.seats)

    def standings(self) -> Mapping[Promise, Standing]:
        """Every promise, and whether it holds here."""
        return machine.standings(self._machine)

    def version(self, runtime: str) -> str:
        """What identifies a runtime's outcomes; InvalidTask for an unknown one."""
        return versions.version(rows.runtime(runtime))

    def gate_pids(self) -> list[int]:
        """Process ids of the zygotes' gates; when one dies, all that is below it dies."""
        return [pid for pool in self._pools.values() for pid in pool.pids()]

    @asynccontextmanager
    async def seats(self, stage: Stage) -> AsyncGenerator[list[Seat]]:
        """A slot for each process of the stage, given back afterwards."""
        async with self._turn:
            if not self._is_open:
                raise Unavailable("the local sandbox is closed")
            taken: list[Seat] = []
            try:
                for process in stage.processes:
                    taken.append(await self._seat(process))
                yield taken
            finally:
                for seat in taken:
                    seat.pool.give_back(seat.slot)

    async def _seat(self, process: Process) -> Seat:
        row = rows.runtime(process.runtime)
        guest = _guest_for(process, row.family)
        box = box_of(process.limits, self._tree is not None)
        pool = self._pool(row.name, guest)
        return Seat(process, row, guest, box, pool, await pool.take(box))

    def _pool(self, runtime: str, guest: str) -> Pool:
        key = (runtime, guest)
        if key not in self._pools:
            self._pools[key] = Pool(lambda: self._start_zygote(runtime, guest), self._tree)
        return self._pools[key]

    async def _start_zygote(self, runtime: str, guest: str) -> Zygote:
        number, self._started = self._started, self._started + 1
        is_privileged = self._machine.is_privileged
        row = rows.runtime(runtime)
        if guest == "together":  # the test program's tools, beside the candidate
            row = replace(row, optional_packages=rows.runtime("examiner-tools").optional_packages)
        return await start_zygote(row, guest, number, is_privileged=is_privileged)


def _guest_for(process: Process, family: str) -> str:
    """Examiners and candidates come from different zygotes, always."""
    if process.role in (Role.EXAMINER, Role.CHECKER):
        return "examiner"
    if isinstance(process.job, RunTogether):
        return "together"
    return "candidate" if family == "python" else "native"


def box_of(limits: Limits, has_cgroup: bool) -> Box:
    """The part of the limits that is fixed at a fork."""
    return Box(
        cpu_s=limits.cpu_s,
        memory_bytes=limits.memory_bytes,
        disk_bytes=limits.disk_bytes,
        file_bytes=max(limits.disk_bytes, limits.output_bytes + _STREAM_SLACK_BYTES),
        files=limits.files,
        processes=limits.processes,
        has_cgroup=has_cgroup,
    )
