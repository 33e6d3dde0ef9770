"""Room 4, local backend: what this machine grants, and which promises follow from it."""

from __future__ import annotations

import os
from dataclasses import dataclass

from sandboxes.contract import Promise, Standing
from sandboxes.local import cgroups

_NEEDED_CAPABILITIES = (1 << 21) | (1 << 7) | (1 << 6)
"""CAP_SYS_ADMIN, CAP_SETUID, CAP_SETGID (linux/capability.h)."""
_CGROUP_REMEDY = (
    "run the service in a control group that it may write, with memory, pids and cpu in it: as "
    "root, or as a user by `systemd-run --user --scope -p Delegate=yes assay serve`; in Docker "
    "mount /sys/fs/cgroup writable"
)


@dataclass(frozen=True, slots=True)
class Machine:
    """What the backend found."""

    is_privileged: bool
    """True: the service may mount and map user ids itself; else a user namespace lets it."""
    cgroups: str
    """`v1`, `v2`, or the reason why there are none."""

    @property
    def has_cgroups(self) -> bool:
        """Whether memory, processes and cpu of a whole tree are bounded by the kernel."""
        return self.cgroups in ("v1", "v2")


def look(tree: cgroups.Tree | str) -> Machine:
    """What this process may do. `tree`: the outcome of `cgroups.open_tree`."""
    found = tree if isinstance(tree, str) else f"v{tree.version}"
    return Machine(_is_privileged(), found)


def _is_privileged() -> bool:
    if os.geteuid() != 0:
        return False
    with open("/proc/self/status", encoding="ascii") as file:
        effective = next(line for line in file if line.startswith("CapEff:"))
    return int(effective.split()[1], 16) & _NEEDED_CAPABILITIES == _NEEDED_CAPABILITIES


def standings(machine: Machine) -> dict[Promise, Standing]:
    """Every promise of a started backend: what has no condition held when it started."""
    holds = Standing(True)
    of_groups = (
        holds if machine.has_cgroups else Standing(False, f"{machine.cgroups}; {_CGROUP_REMEDY}")
    )
    conditional = {Promise.LIMITS_MEMORY, Promise.LIMITS_CPU}
    return {promise: of_groups if promise in conditional else holds for promise in Promise}
