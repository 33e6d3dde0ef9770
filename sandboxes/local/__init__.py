"""Room 4, the default backend: namespaces, seccomp, rlimits and cgroups around a warm interpreter.

    backend.py    the service's side: who runs where; sandbox.py  one submission's stages
    pool.py       free slots;  zygotes.py  processes and doors;  streams.py  files in memory
    machine.py    what this machine grants;  versions.py  what identifies outcomes
    messages.py   what service, zygote, slot and cell say to each other
    zygote.py     one warm process for each runtime and role: makes its root and namespaces,
                  and forks slots;  launch.py  from a run's descriptors to its guest
    slot.py       a resident child of the zygote, in a cgroup, a user and a pid namespace of its
                  own: forks one run at a time
    confine.py    what a run does to itself before it runs anything, in order
    layout.py     what the root of a runtime holds;  roots.py  puts it together, read-only
    seccomp.py, syscalls.policy   the system call filter
    cgroups.py    control groups, version 1 and 2
    syscalls.py   what Python has no name for

Who is whose parent: service > gate > zygote (PID 1 of the outer pid namespace) > slot (PID 1 of
one below) > run (PID 1 of one below that, in the slot's user namespace). A parent's death kills
downwards; killing the zygote kills all its runs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sandboxes.local.backend import LocalBackend

__all__ = ["LocalBackend"]


def __getattr__(name: str) -> object:
    """The backend, when the service asks: a zygote shares this package and must not load it."""
    if name == "LocalBackend":
        from sandboxes.local.backend import LocalBackend

        return LocalBackend
    raise AttributeError(name)
