"""Room 4, local backend: the read-only root that a zygote and all its runs see.

It holds the language and nothing else: the standard library, the packages and the compilers
that the runtime's row names, the shared libraries they need, and five harmless devices. There
is no /proc, no /sys, no home and no configuration.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

from sandboxes.local import syscalls

_MOUNT_POINTS = ("/sys", "/mnt", "/srv")
"""Where the new root is put together: any folder that is no source of it. Nothing is written
there, since the mount lives in the zygote's own namespace."""
PACKAGES = "/packages"
_DEVICES = ("null", "zero", "full", "random", "urandom")


@dataclass(frozen=True, slots=True)
class Root:
    """What a root is made of (see `sandboxes.local.layout`). Paths are the host's, and the same
    inside."""

    mounts: tuple[str, ...]
    """Files and folders, read-only."""
    programs: tuple[str, ...]
    """Executables; each appears in /usr/bin under the name it has here."""
    hidden: tuple[str, ...]
    """Folders below a mount that appear empty."""
    packages: tuple[str, ...] = ()
    """Files and folders of Python packages; each appears in PACKAGES under the name it has here,
    since where they are installed may be a place that a run covers (/tmp), and is nobody's
    business."""


def build(root: Root) -> str:
    """Puts the root together in the current mount namespace and gives back where."""
    place = next(path for path in _MOUNT_POINTS if os.path.isdir(path))
    syscalls.mount("none", "/", None, syscalls.MS_REC | syscalls.MS_PRIVATE)
    syscalls.mount("tmpfs", place, "tmpfs", syscalls.MS_NOSUID, "size=1m,mode=755")
    for folder in ("tmp", "dev", "usr/bin", "etc"):
        os.makedirs(f"{place}/{folder}", exist_ok=True)
    _add_links(place)
    _bind_all(place, root)
    _add_programs(place, root.programs)
    _add_devices(place)
    return place


def enter(place: str) -> None:
    """Makes a built root the process's root, read-only from here on."""
    syscalls.pivot_root(place)
    syscalls.seal_mount("/", below=False)


def _add_links(place: str) -> None:
    """/bin, /lib and /lib64 as links where the host has them as links."""
    for name in ("bin", "lib", "lib64"):
        if os.path.islink(f"/{name}"):
            os.symlink(os.readlink(f"/{name}"), f"{place}/{name}")
    os.symlink("/tmp", f"{place}/dev/shm")


def _bind_all(place: str, root: Root) -> None:
    """In the order of their paths: what is hidden lies below a mount."""
    for path in sorted({*root.mounts, *root.hidden}):
        if path in root.hidden:
            syscalls.mount(
                "tmpfs", f"{place}{path}", "tmpfs", syscalls.MS_NOSUID, "size=1m,mode=755"
            )
        else:
            _bind(path, f"{place}{path}")
    for path in root.hidden:
        syscalls.seal_mount(f"{place}{path}")
    for path in root.packages:
        _bind(path, f"{place}{PACKAGES}/{os.path.basename(path)}")


def _bind(source: str, target: str) -> None:
    if os.path.isdir(source):
        os.makedirs(target, exist_ok=True)
    else:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "ab"):
            pass
    syscalls.mount(source, target, None, syscalls.MS_BIND | syscalls.MS_REC)
    syscalls.seal_mount(target, devices=source.startswith("/dev/"))


def _add_programs(place: str, programs: tuple[str, ...]) -> None:
    for path in programs:
        _bind(os.path.realpath(path), f"{place}/usr/bin/{os.path.basename(path)}")


def _add_devices(place: str) -> None:
    for name in _DEVICES:
        _bind(f"/dev/{name}", f"{place}/dev/{name}")
