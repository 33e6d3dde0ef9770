"""Room 4, local backend, the service's side: starts zygotes and speaks to their slots."""

from __future__ import annotations

import asyncio
import json
import socket
import subprocess
import sys
from contextlib import ExitStack, suppress
from dataclasses import asdict
from pathlib import Path

import assay
from assay.faults import Unavailable, Unsupported
from sandboxes.local import cgroups, layout, messages, seccomp, syscalls, zygote
from sandboxes.local.messages import Box, NewSlot, Over, Start
from sandboxes.rows import Runtime

_START_S = 60.0
"""Longest time that a zygote may take to be ready, numpy and pytest loaded on a busy machine."""
_GRACE_S = 5.0
"""Past a run's wall limit: the slot should have ended it long ago."""
_FIRST_USER = 0x2000_0000
"""Host user ids for runs, where the service is root: 536870912 and up, far from all others."""
_USERS_EACH = 1024
_HOMES = tuple(
    dict.fromkeys(
        (str(Path(__file__).resolve().parents[2]), str(Path(assay.__file__).resolve().parents[1]))
    )
)
"""Where our own modules are: the rooms, and `assay`, which in a wheel lies elsewhere."""
_BOOT = (
    "import json, sys; sys.path[:0] = json.loads(sys.argv[1]); "
    "from sandboxes.local.zygote import main; main(sys.argv[2])"
)


class Slot:
    """The service's end of one slot. One run at a time."""

    def __init__(self, door: socket.socket, group: cgroups.Group | None) -> None:
        self.group = group
        self._door = door
        self._answer: asyncio.Future[Over] | None = None
        self.is_running = False
        """True from a start to the message that it is over, whether or not anybody waits."""
        self.is_alive = True
        asyncio.get_running_loop().add_reader(door.fileno(), self._hear)

    def start(self, start: Start, descriptors: list[int]) -> asyncio.Future[Over]:
        """Begins a run; the future holds its end, or `Unavailable` if the slot died."""
        self._answer = asyncio.get_running_loop().create_future()
        self.is_running = True
        try:
            socket.send_fds(self._door, [messages.encode_start(start)], descriptors)
        except OSError:
            self.close()
        return self._answer

    def kill(self) -> None:
        """Ends the run that is going on; its future is then fulfilled."""
        with suppress(OSError):
            self._door.send(messages.KILL)

    def _hear(self) -> None:
        try:
            message = self._door.recv(messages.MESSAGE_BYTES)
        except BlockingIOError:
            return
        except OSError:
            message = b""
        if not message:
            self.close()
            return
        self.is_running = False
        if self._answer is not None and not self._answer.done():
            self._answer.set_result(messages.decode_over(message))

    def close(self) -> None:
        """Hangs up, if it hasn't died by itself; the slot ends, and its run as `Unavailable`."""
        if self.is_alive:
            self.is_alive = False
            asyncio.get_running_loop().remove_reader(self._door.fileno())
            self._door.close()
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(Unavailable("a sandbox slot died under a run"))
            self._answer.exception()  # heard or not, asyncio need not warn


class Zygote:
    """One running zygote and its slots."""

    def __init__(self, gate: subprocess.Popen[bytes], door: socket.socket, name: str) -> None:
        self._gate = gate
        self._door = door
        self._name = name
        self._made = 0
        self.slots: list[Slot] = []

    @property
    def is_alive(self) -> bool:
        """False once it has died; its slots' runs then end as `Unavailable`."""
        return self._gate.poll() is None

    @property
    def pid(self) -> int:
        """The gate's process id: killing it ends the zygote, its slots and their runs."""
        return self._gate.pid

    def kill(self) -> None:
        """Ends it at once, with all that is below it: nobody shall be given one of its slots."""
        self._gate.kill()
        for slot in self.slots:
            slot.close()
        self._door.close()

    def add_slot(self, tree: cgroups.Tree | None, box: Box) -> Slot:
        """Has the zygote fork one more slot."""
        index, self._made = self._made, self._made + 1
        group = cgroups.Group(tree, f"{self._name}-{index}") if tree else None
        try:
            slot = Slot(self._order_slot(index % _USERS_EACH, group, box), group)
        except BaseException:  # a machine that is used up shall not be used up further
            _try_remove(group)
            raise
        self.slots.append(slot)
        return slot

    def _order_slot(self, number: int, group: cgroups.Group | None, box: Box) -> socket.socket:
        """Has the zygote fork it; gives back our end of its door."""
        with ExitStack() as passed:
            joins = group.joins() if group else []
            passed.callback(messages.close_all, joins)
            account = [group.cpu_account()] if group else []
            passed.callback(messages.close_all, account)
            ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            passed.enter_context(theirs)
            order = messages.encode_new_slot(NewSlot(number, len(joins), bool(account), box))
            try:
                socket.send_fds(self._door, [order], [theirs.fileno(), *joins, *account])
            except OSError as error:
                ours.close()
                raise Unavailable(f"the zygote {self._name} is gone") from error
        ours.setblocking(False)
        return ours

    def bury(self) -> None:
        """Removes the control groups of slots that have died, as far as they are empty by now."""
        if all(slot.is_alive for slot in self.slots):
            return
        self.slots = [slot for slot in self.slots if slot.is_alive or not _try_remove(slot.group)]

    async def close(self) -> None:
        """Ends it with all that is below it, and removes its control groups."""
        for slot in self.slots:
            slot.close()
        self._door.close()  # PID 1 of the outer pid namespace leaves, and the kernel clears it
        try:
            await asyncio.to_thread(self._gate.wait, _GRACE_S)
        except subprocess.TimeoutExpired:
            self._gate.kill()
            await asyncio.to_thread(self._gate.wait)
        for slot in self.slots:
            if slot.group is not None:
                await _remove(slot.group)


async def _remove(group: cgroups.Group) -> None:
    """A group is busy until the kernel has buried the last of its processes."""
    for _ in range(200):
        if _try_remove(group):
            return
        await asyncio.sleep(0.01)


def _try_remove(group: cgroups.Group | None) -> bool:
    """Whether there is no such group any more."""
    try:
        if group is not None:
            group.remove()
    except OSError:
        return False
    return True


async def start_zygote(row: Runtime, guest: str, number: int, *, is_privileged: bool) -> Zygote:
    """A zygote of a row that is ready. `number`: distinct for each one of a service, for user ids.

    Raises Unsupported with the gate's own words if it can't isolate here.
    """
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    config = zygote.Config(
        guest=guest,
        warm=layout.warm_modules(row),
        site_folders=layout.site_folders(),
        homes=_HOMES,
        root=layout.root_of(row),
        door=theirs.fileno(),
        seccomp_filter=seccomp.build_filter(syscalls.machine()).hex(),
        is_privileged=is_privileged,
    )
    # Not from a worker thread: a gate dies with the *thread* that made it (PR_SET_PDEATHSIG).
    gate = subprocess.Popen(
        [
            sys.executable,
            "-P",
            "-S",
            "-s",
            "-c",
            _BOOT,
            json.dumps(_HOMES),
            json.dumps(asdict(config)),
        ],
        stdin=subprocess.DEVNULL,
        pass_fds=(theirs.fileno(),),
        env=_environment(),
        cwd="/",
    )
    theirs.close()
    ours.setblocking(False)
    try:
        async with asyncio.timeout(_START_S):
            await _greet(ours, gate.pid, number)
    except BaseException as error:  # also when nobody wants it any more
        gate.kill()
        gate.wait()
        ours.close()
        if not isinstance(error, TimeoutError | Unsupported | OSError):
            raise
        words = str(error) or "it was not ready in time"
        raise Unsupported(f"the local sandbox can't be made for {row.name}: {words}") from error
    return Zygote(gate, ours, f"{number}-{row.name}-{guest}")


async def _greet(door: socket.socket, pid: int, number: int) -> None:
    loop = asyncio.get_running_loop()
    while (message := await loop.sock_recv(door, messages.MESSAGE_BYTES)) != zygote.READY:
        if message != zygote.UNSHARED:
            raise Unsupported(message.decode("utf-8", "replace") or "its process died")
        _write_maps(pid, number)
        await loop.sock_sendall(door, zygote.MAPPED)


def _write_maps(pid: int, number: int) -> None:
    first = _FIRST_USER + number * 2 * _USERS_EACH
    for kind in ("gid_map", "uid_map"):
        with open(f"/proc/{pid}/{kind}", "w", encoding="ascii") as file:
            file.write(f"0 {first} {_USERS_EACH + 1}")


def _environment() -> dict[str, str]:
    """One hash seed, so that a set's order never depends on the run; one thread for BLAS; and
    symbols bound at once, not again by every run."""
    return {
        "PATH": "/usr/bin:/bin",
        "HOME": "/tmp",
        "LANG": "C.UTF-8",
        "LD_BIND_NOW": "1",
        "PYTHONHASHSEED": "0",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
    }
