"""Room 4, local backend: a slot runs one guest at a time, each in a process that is forked for it.

The next run's process (the cell) is forked and confined while the slot waits, so that a start
costs a message. A slot holds no bytes of tasks and candidates: it passes descriptors on, and
what it has in memory is what every later run inherits.
"""

from __future__ import annotations

import os
import select
import signal
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import NoReturn

from sandboxes.local import confine, messages, syscalls
from sandboxes.local.messages import FAILED, Box, Over, Ready, Start

_TICK_S = 0.02
"""How often a run's cpu time and output are looked at."""

EXITED = b"exited"
SIGNALED = b"signaled"
WALL_LIMIT = b"wall_limit"
CPU_LIMIT = b"cpu_limit"
OUTPUT_LIMIT = b"output_limit"
FORBIDDEN = b"forbidden"
DISMISSED = b"dismissed"
"""The values of `assay.runs.Ended`, which a zygote doesn't load: each page that it holds is
copied or mapped at every fork."""

Guest = Callable[[int], int]
"""Runs the zygote's guest, given how many descriptors it has; gives back the exit code."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a slot stands on, from before its root was changed."""

    proc: int
    """The host's /proc."""
    pid_namespace: int
    """The slot's own pid namespace."""
    cpu_account: int | None
    """cpuacct.usage (v1, ns) or cpu.stat (v2, us) of the slot's cgroup; None: no cgroup."""
    seccomp_filter: syscalls.Filter
    guest: Guest


@dataclass(slots=True)
class Cell:
    """A forked, confined process that waits for its work."""

    box: Box
    pid: int
    pidfd: int
    door: socket.socket
    clone_s: float
    ready: Ready


def serve(door: socket.socket, ground: Ground, first_box: Box) -> NoReturn:
    """Answers every Start on `door` with an Over, until the other end is gone."""
    cell = fork_cell(first_box, ground)
    while True:
        # Nothing of a run stays in this frame: the next cell is forked with it.
        cell = fork_cell(answer(cell, door, ground), ground)


def answer(cell: Cell, door: socket.socket, ground: Ground) -> Box:
    """Waits for a Start, runs it and sends its Over; gives back the Box to prepare next."""
    message, descriptors = messages.receive(door)
    while message == messages.KILL:  # it crossed with the Over of the run that it meant
        message, descriptors = messages.receive(door)
    if not message:
        os._exit(0)
    start = messages.decode_start(message)
    if cell.box != start.box or _is_over(cell):
        dismiss(cell)
        cell = fork_cell(start.box, ground)
    over = run(cell, start, descriptors, door, ground)
    messages.close_all(descriptors)
    try:
        door.send(messages.encode_over(over))
    except OSError:  # nobody waits for it any more
        os._exit(0)
    return start.box


# ---------------------------------------------------------------- cells


def fork_cell(box: Box, ground: Ground) -> Cell:
    """A new process, PID 1 of a new pid namespace, confined or telling why not."""
    began = time.perf_counter()
    # A new pid namespace for children can be had only while children would go to one's own.
    syscalls.setns(ground.pid_namespace, syscalls.CLONE_NEWPID)
    syscalls.unshare(syscalls.CLONE_NEWPID)
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    pid = syscalls.fork()
    if pid == 0:
        ours.close()
        _live(theirs, box, ground)
    theirs.close()
    clone_s = time.perf_counter() - began
    return Cell(box, pid, os.pidfd_open(pid), ours, clone_s, _hear_ready(ours))


def _hear_ready(door: socket.socket) -> Ready:
    message = door.recv(messages.MESSAGE_BYTES)
    if not message:
        return _not_ready("the sandbox's process died while it was set up")
    return messages.decode_ready(message)


def _not_ready(reason: str) -> Ready:
    return Ready(reason.encode("utf-8", "replace"), 0.0, 0.0, 0.0, 0.0, 0.0)


def _is_over(cell: Cell) -> bool:
    """Whether it died while it waited: a machine out of memory takes cells first."""
    return bool(select.select([cell.pidfd], [], [], 0)[0])


def dismiss(cell: Cell) -> None:
    """Ends a cell that was not used."""
    signal.pidfd_send_signal(cell.pidfd, signal.SIGKILL)
    os.waitpid(cell.pid, 0)
    _forget(cell)


def _forget(cell: Cell) -> None:
    os.close(cell.pidfd)
    cell.door.close()


def _live(door: socket.socket, box: Box, ground: Ground) -> NoReturn:
    """The cell's whole life: confine, say so, wait for work, do it, end."""
    try:
        ready = confine.confine(box, ground.proc, ground.seccomp_filter)
    except BaseException as error:  # whatever it was, the service must hear of it
        ready = _not_ready(f"{type(error).__name__}: {error}")
    try:
        door.send(messages.encode_ready(ready))
        message, descriptors = messages.receive(door)
    except OSError:  # the slot is gone; this process goes with it, and must not unwind its frames
        os._exit(0)
    if ready.failure or not message:
        os._exit(0)
    _settle(descriptors)
    os._exit(ground.guest(len(descriptors)))


def _settle(descriptors: list[int]) -> None:
    """Puts the run's descriptors at 0, 1, 2, ... and closes all others."""
    high = [os.dup2(d, confine.FILES_OPEN // 2 + i, False) for i, d in enumerate(descriptors)]
    for place, descriptor in enumerate(high):
        os.dup2(descriptor, place, inheritable=place <= 2)
    os.closerange(len(descriptors), 1 << 20)


# ---------------------------------------------------------------- one run


def run(
    cell: Cell, start: Start, descriptors: list[int], door: socket.socket, ground: Ground
) -> Over:
    """Hands the work to the cell, watches it, and gives back what became of it."""
    ready = cell.ready
    if ready.failure:
        dismiss(cell)
        return Over(FAILED, 0, 0.0, 0.0, 0, 0.0, *ready[2:], 0.0, ready.failure)
    began = time.monotonic()
    cpu = _cpu_meter(cell, ground)
    tree_cpu_s = _tree_meter(ground)
    socket.send_fds(cell.door, [messages.GO], descriptors)
    ended = watch(cell, start, descriptors[1:3], door, began, cpu)
    stopped = time.monotonic()
    if ended is not None:
        signal.pidfd_send_signal(cell.pidfd, signal.SIGKILL)
    _pid, status, usage = os.wait4(cell.pid, 0)  # returns when the whole pid namespace is empty
    over = time.monotonic()
    _forget(cell)
    # What PID 1 did not wait for isn't in its usage; the group has it, the slot's own as well.
    cpu_s = max(0.0, usage.ru_utime + usage.ru_stime - ready.cpu_s, tree_cpu_s())
    ended = ended or _natural_end(status, cpu_s, start.box)
    memory = usage.ru_maxrss * 1024
    figures = (status, over - began, cpu_s, memory, cell.clone_s, *ready[2:], over - stopped)
    return Over(ended, *figures, b"")


def watch(
    cell: Cell,
    start: Start,
    streams: list[int],
    door: socket.socket,
    began: float,
    cpu: Callable[[], float],
) -> bytes | None:
    """Waits for the run's end; the reason to kill it, or None when it ended by itself."""
    poll = select.poll()
    poll.register(cell.pidfd, select.POLLIN)
    poll.register(door, select.POLLIN)
    deadline = began + start.wall_s
    while True:
        left = deadline - time.monotonic()
        if left <= 0:
            return WALL_LIMIT
        ready = poll.poll(max(1, int(min(left, _TICK_S) * 1000)))
        if any(descriptor == cell.pidfd for descriptor, _events in ready):
            return None
        if ready:  # a KILL, or the service is gone and `serve` finds that out
            _drop(door)
            return DISMISSED
        if cpu() > start.box.cpu_s:
            return CPU_LIMIT
        if any(os.fstat(stream).st_size > start.output_bytes for stream in streams):
            return OUTPUT_LIMIT


def _drop(door: socket.socket) -> None:
    message, descriptors = messages.receive(door)
    messages.close_all(descriptors)
    if not message:
        os._exit(0)  # the cell goes with its parent


def _natural_end(status: int, cpu_s: float, box: Box) -> bytes:
    if not os.WIFSIGNALED(status):
        return EXITED
    if os.WTERMSIG(status) == signal.SIGSYS:
        return FORBIDDEN
    if os.WTERMSIG(status) == signal.SIGKILL and cpu_s >= box.cpu_s:
        return CPU_LIMIT  # RLIMIT_CPU was quicker than the tick
    return SIGNALED


def _cpu_meter(cell: Cell, ground: Ground) -> Callable[[], float]:
    """Gives back what tells the seconds of cpu time since now: of the whole tree by the cgroup,
    or, without one, of the first process alone."""
    account = ground.cpu_account
    if account is None:
        clock = (~cell.pid << 3) | 2  # its CPUCLOCK_SCHED, as clock_getcpuclockid(3) forms it
        return lambda: time.clock_gettime(clock) - cell.ready.cpu_s
    before = read_account(account)
    return lambda: read_account(account) - before


def _tree_meter(ground: Ground) -> Callable[[], float]:
    """Gives back what tells the whole tree's seconds of cpu time since now, also after its end;
    0 where there is no cgroup."""
    account = ground.cpu_account
    if account is None:
        return lambda: 0.0
    before = read_account(account) - time.process_time()
    return lambda: read_account(account) - time.process_time() - before


def read_account(descriptor: int) -> float:
    """Seconds in cpuacct.usage (ns) or in cpu.stat (its first line: usage_usec)."""
    words = os.pread(descriptor, 64, 0).split()
    return int(words[1]) / 1e6 if words[0] == b"usage_usec" else int(words[0]) / 1e9
