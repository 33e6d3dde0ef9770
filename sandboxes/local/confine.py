"""Room 4, local backend: what a fresh run does to itself before anything runs in it, in order.

It is forked by its slot as PID 1 of a new pid namespace, and has the slot's rights in the slot's
user namespace until `drop_rights`.
"""

from __future__ import annotations

import gc
import os
import resource
import signal
import time

from sandboxes.local import syscalls
from sandboxes.local.messages import Box, Ready

USER = 1000
"""The user and group id that a run sees itself as."""
SCRATCH = "/tmp"
FILES_OPEN = 256
SIGNALS_QUEUED = 1024
"""Queued signals and timers; an ordinary user's processes all draw on one account."""


def confine(box: Box, proc: int, seccomp_filter: syscalls.Filter) -> Ready:
    """Shuts the process in; gives back where the time went.

    `proc`: a descriptor of the host's /proc, of no use afterwards.
    """
    began = time.perf_counter()
    gc.enable()
    syscalls.die_with_parent(signal.SIGKILL)
    os.setsid()  # kill(0, ...) reaches a whole process group, also beyond a pid namespace
    enter_namespaces()
    offer_to_the_oom_killer(proc)
    entered = time.perf_counter()
    mount_scratch(box)
    set_limits(box)
    mounted = time.perf_counter()
    drop_rights()
    dropped = time.perf_counter()
    seccomp_filter.install()
    ended = time.perf_counter()
    return Ready(
        b"",
        time.process_time(),
        entered - began,
        mounted - entered,
        dropped - mounted,
        ended - dropped,
    )


def enter_namespaces() -> None:
    """Mounts, ipc and host name of its own. The pid namespace was made before the fork, the user
    namespace is the slot's, and the empty network namespace the zygote's."""
    syscalls.unshare(syscalls.CLONE_NEWNS | syscalls.CLONE_NEWIPC | syscalls.CLONE_NEWUTS)


def write_at(proc: int, path: str, text: str) -> None:
    """Writes one of the process's own files below /proc."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CLOEXEC, dir_fd=proc)
    try:
        os.write(descriptor, text.encode())
    finally:
        os.close(descriptor)


def offer_to_the_oom_killer(proc: int) -> None:
    """The kernel shall take this process: not the slot that shares its cgroup, and where there is
    none, not another process of the machine."""
    write_at(proc, "self/oom_score_adj", "1000")


def mount_scratch(box: Box) -> None:
    """The only place that can be written: bounded in bytes and inodes, and gone with the run."""
    options = f"size={box.disk_bytes},nr_inodes={box.files},mode=700,uid={USER},gid={USER}"
    syscalls.mount("tmpfs", SCRATCH, "tmpfs", syscalls.MS_NOSUID | syscalls.MS_NODEV, options)
    os.chdir(SCRATCH)


def set_limits(box: Box) -> None:
    """Limits that the kernel holds for each process. The soft cpu limit is left at the hard one:
    SIGXCPU could be caught, and means nothing to PID 1."""
    seconds = int(box.cpu_s) + 2
    _limit(resource.RLIMIT_CPU, seconds)
    _limit(resource.RLIMIT_FSIZE, box.file_bytes)
    _limit(resource.RLIMIT_NOFILE, FILES_OPEN)
    _limit(resource.RLIMIT_NPROC, box.processes + 1)  # the slot is counted as well
    _limit(resource.RLIMIT_SIGPENDING, SIGNALS_QUEUED)
    _limit(resource.RLIMIT_MEMLOCK, 0)
    _limit(resource.RLIMIT_MSGQUEUE, 0)
    if not box.has_cgroup:
        _limit(resource.RLIMIT_AS, box.memory_bytes)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


def _limit(kind: int, limit: int) -> None:
    resource.setrlimit(kind, (limit, limit))


def drop_rights() -> None:
    """No capabilities and no way to any. The bounding set may stay: nothing gains by execve."""
    syscalls.no_new_privileges()
    syscalls.drop_capabilities()
    syscalls.set_dumpable(False)
