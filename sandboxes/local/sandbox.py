"""Room 4, local backend: one submission's sandbox. A stage in, a stage's record out."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager, ExitStack, suppress
from dataclasses import dataclass

from assay.faults import Internal, Unavailable
from assay.runs import (
    AnswerCalls,
    CompileSource,
    Ended,
    Process,
    ProcessRecord,
    Role,
    RunArtifact,
    RunTogether,
    Stage,
    StageRecord,
)
from assay.types import Usage
from sandboxes.local import streams
from sandboxes.local.launch import GUEST_FAILED
from sandboxes.local.messages import FAILED, Box, Over, Start
from sandboxes.local.pool import Pool
from sandboxes.local.streams import Streams
from sandboxes.local.zygotes import Slot
from sandboxes.rows import Runtime

_EXAMINER_GRACE_S = 0.25
"""After its candidate's end an examiner hears the channel close, and ends by itself."""
_ANSWER_GRACE_S = 5.0
"""Past its wall limit a slot should have answered long ago: its zygote is given up."""
_TESTIFY = (Role.EXAMINER, Role.CHECKER)
_REPLIES_BYTES = 4 * streams.OUT_BYTES
"""Of one submission's runs together: a batch of calls may be begun again as often as it has
calls."""
_GROUP_SLACK_BYTES = 8 * 1024 * 1024
"""The slot's own memory, which is in the group as well."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A process of a stage and the slot in which it is to run."""

    process: Process
    row: Runtime
    guest: str
    box: Box
    pool: Pool
    slot: Slot


class LocalSandbox:
    """See `sandboxes.contract.Sandbox`."""

    def __init__(self, seats: Callable[[Stage], AbstractAsyncContextManager[list[Seat]]]) -> None:
        self._seats = seats
        self._artifacts: dict[str, int] = {}
        self._replies_left = _REPLIES_BYTES

    async def run(self, stage: Stage, wall_s: float) -> StageRecord:
        """What became of the stage; see the contract."""
        waited = time.perf_counter()
        async with self._seats(stage) as seats:
            began = time.perf_counter()
            try:
                overs, records = await self._run(stage, seats, wall_s)
            except OSError as error:  # descriptors, memory or disk of the machine are used up
                raise Unavailable(f"a sandbox could not be given its files: {error}") from error
            ran = time.perf_counter()
        times = [("wait", began - waited), ("run", ran - began)]
        for seat, over in zip(seats, overs, strict=True):
            times += [(f"{seat.process.role.value}.{part}", s) for part, s in _times(over)]
        return StageRecord(stage.id, tuple(records), tuple(times))

    async def _run(
        self, stage: Stage, seats: list[Seat], wall_s: float
    ) -> tuple[list[Over], list[ProcessRecord]]:
        with ExitStack() as held:
            wired = self._wire(seats, held)
            overs = await _run_all(seats, wired, wall_s)
            all_three = zip(seats, wired, overs, strict=True)
            records = [self._record(seat, wire, over, wall_s) for seat, wire, over in all_three]
            self._keep_artifact(stage, records, wired)
        return overs, records

    def _record(self, seat: Seat, wire: Streams, over: Over, wall_s: float) -> ProcessRecord:
        out = _out(seat.process, wire, self._replies_left)
        if isinstance(seat.process.job, AnswerCalls):
            self._replies_left -= len(out)
        return _record(seat, wire, over, wall_s, out)

    async def close(self) -> None:
        """Drops artifacts."""
        for descriptor in self._artifacts.values():
            os.close(descriptor)
        self._artifacts.clear()

    def _wire(self, seats: Sequence[Seat], held: ExitStack) -> list[Streams]:
        """Descriptors for each process, closed with `held`; two processes share a channel."""
        ends: Sequence[socket.socket | None] = [None] * len(seats)
        if len(seats) == 2:
            ends = [held.enter_context(end) for end in socket.socketpair()]
        wired: list[Streams] = []
        for seat, end in zip(seats, ends, strict=True):
            wired.append(self._streams(seat, end))
            held.callback(wired[-1].close)
        return wired

    def _streams(self, seat: Seat, end: socket.socket | None) -> Streams:
        job = streams.job_of(seat.process, seat.row.compile, seat.row.source)
        return Streams(seat.process, job, end, self._artifact(seat.process))

    def _artifact(self, process: Process) -> int | None:
        stage = streams.compiled_by(process)
        if stage is None:
            return None
        if stage not in self._artifacts:
            raise Internal(f"no artifact of a stage {stage!r}: it did not run, or it failed")
        return self._artifacts[stage]

    def _keep_artifact(
        self, stage: Stage, records: list[ProcessRecord], wired: list[Streams]
    ) -> None:
        if records[0].role is Role.COMPILE and records[0].exit_code == 0:
            self._artifacts[stage.id] = wired[0].keep_out()


# ---------------------------------------------------------------- running


async def _run_all(seats: list[Seat], wired: list[Streams], wall_s: float) -> list[Over]:
    """Starts the processes and waits until all are over; the first to end ends the others."""
    answers = [_start(seat, wire, wall_s) for seat, wire in zip(seats, wired, strict=True)]
    for wire in wired:
        wire.let_go()
    longest = max(min(seat.process.limits.wall_s, wall_s) for seat in seats)
    try:
        async with asyncio.timeout(longest + _ANSWER_GRACE_S):
            if len(answers) == 2:
                await _until_first_ends(seats, answers)
            # Not awaited one by one: a cancellation would cancel the future, and hide that its
            # process still runs.
            await asyncio.wait(answers)
    except TimeoutError as error:
        for seat in seats:
            seat.pool.abandon(seat.slot)
        raise Unavailable("a sandbox did not answer and was given up") from error
    except BaseException:
        await _kill_all(seats, answers)
        raise
    return [answer.result() for answer in answers]


def _start(seat: Seat, wire: Streams, wall_s: float) -> asyncio.Future[Over]:
    limits = seat.process.limits
    if seat.slot.group is not None:
        seat.slot.group.limit(limits.memory_bytes + _GROUP_SLACK_BYTES, limits.processes)
        seat.slot.group.reset_peak()
    start = Start(min(limits.wall_s, wall_s), limits.output_bytes, seat.box)
    return seat.slot.start(start, wire.descriptors())


async def _until_first_ends(seats: list[Seat], answers: list[asyncio.Future[Over]]) -> None:
    candidate, examiner = answers
    await asyncio.wait(answers, return_when=asyncio.FIRST_COMPLETED)
    if not examiner.done():
        await asyncio.wait([examiner], timeout=_EXAMINER_GRACE_S)
    for seat, answer in ((seats[0], candidate), (seats[1], examiner)):
        if not answer.done():
            seat.slot.kill()


async def _kill_all(seats: list[Seat], answers: list[asyncio.Future[Over]]) -> None:
    """Also under cancellation: does not return before every process tree is gone."""
    for seat, answer in zip(seats, answers, strict=True):
        if not answer.done():
            seat.slot.kill()
    if any(not answer.done() for answer in answers):
        with suppress(asyncio.CancelledError):
            _done, late = await asyncio.wait(answers, timeout=_ANSWER_GRACE_S)
            if late:
                for seat in seats:
                    seat.pool.abandon(seat.slot)


# ---------------------------------------------------------------- recording


def _times(over: Over) -> list[tuple[str, float]]:
    """Where the time of one process went: its set-up (done before it was needed), and its run."""
    return [
        ("clone", over.clone_s),
        ("namespaces", over.namespaces_s),
        ("scratch", over.scratch_s),
        ("rights", over.rights_s),
        ("seccomp", over.seccomp_s),
        ("program", over.wall_s),
        ("teardown", over.teardown_s),
    ]


def _record(seat: Seat, wire: Streams, over: Over, wall_s: float, out: bytes) -> ProcessRecord:
    """The facts about one process."""
    if over.ended == FAILED:
        raise Unavailable(
            f"a sandbox could not be set up: {over.reason.decode('utf-8', 'replace')}"
        )
    process, limits = seat.process, seat.process.limits
    ended, exit_code, signal_number = _how_it_ended(seat, wire, over)
    if ended is Ended.WALL_LIMIT and wall_s < limits.wall_s:
        ended = Ended.TOTAL_LIMIT
    if ended in (Ended.EXITED, Ended.SIGNALED) and _is_flooded(wire, limits.output_bytes):
        ended = Ended.OUTPUT_LIMIT
    peak = seat.slot.group.peak_bytes() if seat.slot.group is not None else 0
    is_testimony = process.role in _TESTIFY or isinstance(process.job, RunTogether)
    return ProcessRecord(
        role=process.role,
        ended=ended,
        exit_code=exit_code if ended is Ended.EXITED else None,
        signal=signal_number if ended is Ended.SIGNALED else None,
        stdout=wire.read(wire.stdout, limits.output_bytes),
        stderr=wire.read(wire.stderr, limits.output_bytes),
        account=wire.read_account(),
        replies=_replies(out, len(process.job.calls))
        if isinstance(process.job, AnswerCalls)
        else (),
        testimony=out if is_testimony else b"",
        usage=Usage(over.wall_s, over.cpu_s, peak or over.memory_bytes),
    )


def _how_it_ended(seat: Seat, wire: Streams, over: Over) -> tuple[Ended, int | None, int | None]:
    """The end, exit code and signal; of a native program as its init saw them."""
    ended = Ended(over.ended.decode())
    code, number = _status(over.status)
    if seat.guest == "native" and ended is Ended.EXITED and code == 0:
        code, number = _native_status(wire.read_account())
        ended = _native_end(number, over, seat.box)
    has_failed = ended is Ended.SIGNALED or (ended is Ended.EXITED and code != 0)
    group = seat.slot.group
    if group is not None and group.take_oom_kills() and has_failed:
        if not group.was_full():
            raise Unavailable("the machine ran out of memory under a sandbox")
        ended = Ended.MEMORY_LIMIT
    return ended, code, number


def _status(status: int) -> tuple[int | None, int | None]:
    if os.WIFSIGNALED(status):
        return None, os.WTERMSIG(status)
    return os.WEXITSTATUS(status), None


def _native_status(account: bytes) -> tuple[int | None, int | None]:
    """As its init wrote them; a program can starve that one, so no word is the program's doing."""
    try:
        told = json.loads(account)
    except ValueError:
        return GUEST_FAILED, None
    return told.get("exit"), told.get("signal")


def _native_end(number: int | None, over: Over, box: Box) -> Ended:
    if number is None:
        return Ended.EXITED
    if number == signal.SIGSYS:
        return Ended.FORBIDDEN
    if number == signal.SIGXFSZ:
        return Ended.DISK_LIMIT
    if number == signal.SIGKILL and over.cpu_s >= box.cpu_s:
        return Ended.CPU_LIMIT
    return Ended.SIGNALED


def _is_flooded(wire: Streams, output_bytes: int) -> bool:
    return any(wire.size(stream) > output_bytes for stream in (wire.stdout, wire.stderr))


def _out(process: Process, wire: Streams, replies_left: int) -> bytes:
    """Replies or testimony; of a compiler and a native program `out` is the artifact."""
    if isinstance(process.job, CompileSource | RunArtifact):
        return b""
    most = replies_left if isinstance(process.job, AnswerCalls) else streams.OUT_BYTES
    return wire.read(wire.out, min(streams.OUT_BYTES, most))


def _replies(out: bytes, calls: int) -> tuple[bytes, ...]:
    """The lines that arrived whole, at most one for each call: 16 MiB can hold millions."""
    return tuple(out.split(b"\n", calls)[:-1])
