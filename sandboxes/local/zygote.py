"""Room 4, local backend: one warm process for each runtime and role; it forks slots.

The service starts the *gate* by exec. It imports all that runs shall find loaded, puts the root
together, enters the outer namespaces, and forks the *zygote*, which is PID 1 there: when it
dies, the kernel kills all its slots and runs. The gate has nothing left to do but to wait.

Neither ever holds a byte of a task or of a candidate.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import random
import resource
import signal
import socket
import sys
from contextlib import suppress
from dataclasses import dataclass
from typing import NoReturn, cast

from sandboxes.local import confine, launch, messages, roots, slot, syscalls
from sandboxes.local.roots import Root
from sandboxes.local.slot import Ground

_ALL_CAPABILITIES = (1 << 41) - 1
_STACK_BYTES = 64 * 1024 * 1024
UNSHARED = b"unshared"
"""Gate to service: write my id maps."""
MAPPED = b"mapped"
"""Service to gate: they are written."""
READY = b"ready"
"""Zygote to service: send NewSlot messages."""


@dataclass(frozen=True, slots=True)
class Config:
    """What the service tells a gate, as one JSON argument."""

    guest: str
    """`candidate`, `examiner` or `native`."""
    warm: tuple[str, ...]
    """Modules to import before the first run."""
    site_folders: tuple[str, ...]
    """Where packages are looked for."""
    homes: tuple[str, ...]
    """Where our own modules are found."""
    root: Root
    door: int
    """The descriptor of the socket to the service."""
    seccomp_filter: str
    """Hexadecimal; see `sandboxes.local.seccomp`."""
    is_privileged: bool
    """True: the root is made with the service's own rights, and the service writes the id maps."""


def decode_config(argument: str) -> Config:
    """The Config in a gate's argument."""
    body = json.loads(argument)
    root = {name: tuple(paths) for name, paths in body.pop("root").items()}
    return Config(**body, root=Root(**root))


def main(argument: str) -> NoReturn:
    """The gate. Never returns; a failure's words go to the service as the door's last message."""
    config = decode_config(argument)
    door = socket.socket(fileno=config.door)
    try:
        _open_gate(config, door)
    except Exception as error:  # all of it is the service's to report
        door.send(f"{type(error).__name__}: {error}".encode()[:2000])
        os._exit(1)


def _open_gate(config: Config, door: socket.socket) -> NoReturn:
    syscalls.die_with_parent(signal.SIGKILL)
    guest = launch.guest(config.guest)
    sys.path.extend(config.site_folders)
    for name in config.warm:
        importlib.import_module(name)
    _fix_randomness()
    sys.dont_write_bytecode = True
    _forget_places(config)
    proc = os.open("/proc", os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC)
    _require_one_thread()
    _dump_no_core()
    _enter_root(config, proc)
    _enter_namespaces(config, door)
    # Only now, since the id maps decide whose limits these are.
    resource.setrlimit(resource.RLIMIT_STACK, _within_hard_limit(_STACK_BYTES))
    seccomp_filter = syscalls.Filter(bytes.fromhex(config.seccomp_filter))
    gc.collect()
    gc.freeze()
    gc.disable()
    pid = syscalls.fork()
    if pid == 0:
        syscalls.die_with_parent(signal.SIGKILL)
        serve(door, Footing(proc, seccomp_filter, guest, config.is_privileged))
    door.close()
    os.waitpid(pid, 0)
    os._exit(0)


def _forget_places(config: Config) -> None:
    """Where our modules were found is not in the root; where packages were is another place there.

    What a package imports later, it finds by its `__path__`.
    """
    sys.orig_argv[:] = sys.argv[:] = ["python3"]
    for module in list(sys.modules.values()):
        places = getattr(module, "__path__", None)
        if isinstance(places, list):
            places[:] = [_moved(place, config.site_folders) for place in cast("list[str]", places)]
    gone = {*config.homes, *config.site_folders}
    sys.path[:] = [*(folder for folder in sys.path if folder not in gone), roots.PACKAGES]
    sys.path_importer_cache.clear()


def _moved(place: str, site_folders: tuple[str, ...]) -> str:
    for folder in site_folders:
        if place.startswith(f"{folder}/"):
            return roots.PACKAGES + place.removeprefix(folder)
    return place


def _dump_no_core() -> None:
    """1, not 0: a `core_pattern` that begins with `|` starts the host's crash handler for every
    other limit (fs/coredump.c). 0 stays where it is the hard limit and may not be raised."""
    with suppress(ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (1, 1))


def _within_hard_limit(wanted: int) -> tuple[int, int]:
    _soft, hard = resource.getrlimit(resource.RLIMIT_STACK)
    return (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard)


def _fix_randomness() -> None:
    """Every run begins with the same state: the same submission does the same, every time.

    `os.urandom` and what is made from it stay what they are.
    """
    random.seed(0)
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed(0)


def _require_one_thread() -> None:
    """A fork keeps the calling thread only, with whatever locks the others held."""
    threads = os.listdir("/proc/self/task")
    if len(threads) != 1:
        raise RuntimeError(f"a zygote must have one thread, found {len(threads)}")


# ---------------------------------------------------------------- namespaces


def _enter_root(config: Config, proc: int) -> None:
    if config.is_privileged:
        syscalls.unshare(syscalls.CLONE_NEWNS)
    else:
        enter_user_namespace(proc, 0, syscalls.CLONE_NEWNS)
    roots.enter(roots.build(config.root))


def enter_user_namespace(proc: int, user: int, others: int) -> None:
    """A user namespace, and `others`, in which the process's own ids are all that is mapped: as
    `user`. An ordinary user may have one, and has all capabilities in it."""
    own_user, own_group = os.geteuid(), os.getegid()
    syscalls.unshare(syscalls.CLONE_NEWUSER | others)
    confine.write_at(proc, "self/setgroups", "deny")
    confine.write_at(proc, "self/gid_map", f"{user} {own_group} 1")
    confine.write_at(proc, "self/uid_map", f"{user} {own_user} 1")


def _enter_namespaces(config: Config, door: socket.socket) -> None:
    flags = (
        syscalls.CLONE_NEWPID
        | syscalls.CLONE_NEWNET
        | syscalls.CLONE_NEWIPC
        | syscalls.CLONE_NEWUTS
        | syscalls.CLONE_NEWCGROUP
    )
    if config.is_privileged:
        syscalls.unshare(flags | syscalls.CLONE_NEWUSER)
        door.send(UNSHARED)
        if door.recv(messages.MESSAGE_BYTES) != MAPPED:
            raise RuntimeError("the service did not write the id maps")
        os.setgroups([])
        os.setresgid(0, 0, 0)
        os.setresuid(0, 0, 0)
        syscalls.die_with_parent(signal.SIGKILL)  # a change of user drops it (prctl(2))
    else:
        syscalls.unshare(flags)
    socket.sethostname("sandbox")


# ---------------------------------------------------------------- zygote


@dataclass(frozen=True, slots=True)
class Footing:
    """What a zygote gives each of its slots."""

    proc: int
    seccomp_filter: syscalls.Filter
    guest: slot.Guest
    has_user_range: bool
    """True: user ids 1, 2, ... are mapped, one for each slot."""


def serve(door: socket.socket, footing: Footing) -> NoReturn:
    """PID 1: forks a slot for each NewSlot, until the service is gone."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # slots that die are reaped by the kernel
    door.send(READY)
    while True:
        message, descriptors = messages.receive(door)
        if not message:
            os._exit(0)
        if _fork_if_it_can() == 0:
            door.close()
            become_slot(messages.decode_new_slot(message), descriptors, footing)
        messages.close_all(descriptors)


def _fork_if_it_can() -> int | None:
    """As fork(2); None: the machine has no process left. The service then hears the new slot's
    door close, and the slots that are there live on."""
    try:
        return syscalls.fork()
    except OSError:
        return None


def become_slot(order: messages.NewSlot, descriptors: list[int], footing: Footing) -> NoReturn:
    """The forked child's way to `slot.serve`: cgroup, user, namespaces, door.

    The slot has a user namespace of its own, which owns its pid namespace: there it may do for
    each run what a run needs, and a run can have no more rights than to nothing at all.
    """
    door, joins, account = descriptors[0], descriptors[1 : 1 + order.joins], descriptors[-1]
    for join in joins:
        os.write(join, b"0")
        os.close(join)
    if footing.has_user_range:
        _take_user(order.number + 1)
    enter_user_namespace(footing.proc, confine.USER, syscalls.CLONE_NEWPID)
    if syscalls.fork():
        os._exit(0)  # the slot, PID 1 of its own pid namespace, is the zygote's child now
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    namespace = os.open("self/ns/pid", os.O_RDONLY | os.O_CLOEXEC, dir_fd=footing.proc)
    ground = Ground(
        footing.proc,
        namespace,
        account if order.has_account else None,
        footing.seccomp_filter,
        footing.guest,
    )
    slot.serve(socket.socket(fileno=door), ground, order.box)


def _take_user(user: int) -> None:
    """Becomes `user`, with all capabilities of the outer user namespace kept."""
    syscalls.keep_capabilities()
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)
    syscalls.set_capabilities(_ALL_CAPABILITIES)
    # A change of user made /proc/self/uid_map root's; this process must write it.
    syscalls.set_dumpable(True)
