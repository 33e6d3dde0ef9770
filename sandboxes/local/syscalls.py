"""Room 4, local backend: the Linux system calls that Python has no name for, by ctypes.

Numbers of calls that libc does not wrap everywhere are those of include/uapi/asm-generic/unistd.h;
calls added since Linux 5.1 have one number on every architecture. Each function raises OSError.
"""

from __future__ import annotations

import ctypes
import os
import platform

CLONE_NEWNS = 0x00020000
CLONE_NEWCGROUP = 0x02000000
CLONE_NEWUTS = 0x04000000
CLONE_NEWIPC = 0x08000000
CLONE_NEWUSER = 0x10000000
CLONE_NEWPID = 0x20000000
CLONE_NEWNET = 0x40000000

MS_RDONLY = 1
MS_NOSUID = 2
MS_NODEV = 4
MS_BIND = 4096
MS_REC = 16384
MS_PRIVATE = 1 << 18
MNT_DETACH = 2

_MOUNT_ATTR_RDONLY = 0x1
_MOUNT_ATTR_NOSUID = 0x2
_MOUNT_ATTR_NODEV = 0x4
_AT_FDCWD = -100
_AT_RECURSIVE = 0x8000
_SYS_MOUNT_SETATTR = 442

_PR_SET_PDEATHSIG = 1
_PR_SET_DUMPABLE = 4
_PR_SET_KEEPCAPS = 8
_PR_SET_NO_NEW_PRIVS = 38
_SECCOMP_SET_MODE_FILTER = 1
_CAPABILITY_VERSION_3 = 0x20080522

_NUMBERS = {
    "x86_64": {"capset": 126, "pivot_root": 155, "seccomp": 317},
    "aarch64": {"capset": 91, "pivot_root": 41, "seccomp": 277},
}

# PyDLL keeps the interpreter's lock: these processes have one thread, and a call costs less.
_libc = ctypes.PyDLL(None, use_errno=True)


def machine() -> str:
    """`x86_64` or `aarch64`; OSError on any other."""
    name = {"amd64": "x86_64", "arm64": "aarch64"}.get(platform.machine(), platform.machine())
    if name not in _NUMBERS:
        raise OSError(f"no system call table for the machine type {name!r}")
    return name


def _checked(outcome: int, what: str) -> int:
    if outcome < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return outcome


def _syscall(name: str, *args: object) -> int:
    number = _NUMBERS[machine()][name] if name != "mount_setattr" else _SYS_MOUNT_SETATTR
    return _checked(_libc.syscall(ctypes.c_long(number), *args), name)


def unshare(flags: int) -> None:
    """Moves the process into new namespaces (a new pid namespace: its next children)."""
    _checked(_libc.unshare(ctypes.c_int(flags)), "unshare")


def setns(descriptor: int, kind: int) -> None:
    """Moves the process into an open namespace (a pid namespace: its next children)."""
    _checked(_libc.setns(ctypes.c_int(descriptor), ctypes.c_int(kind)), "setns")


def mount(source: str, target: str, kind: str | None, flags: int, options: str = "") -> None:
    """mount(2)."""
    _checked(
        _libc.mount(
            source.encode(),
            target.encode(),
            kind.encode() if kind else None,
            ctypes.c_ulong(flags),
            options.encode() if options else None,
        ),
        f"mount {source} on {target}",
    )


def seal_mount(target: str, *, devices: bool = False, below: bool = True) -> None:
    """Makes a mount (and all `below` it) read-only and nosuid, and nodev unless `devices`.

    mount_setattr(2), because a remount would have to repeat the flags that a parent user
    namespace has locked.
    """
    nodev = 0 if devices else _MOUNT_ATTR_NODEV
    wanted = _MOUNT_ATTR_RDONLY | _MOUNT_ATTR_NOSUID | nodev
    attr = (ctypes.c_uint64 * 4)(wanted, 0, 0, 0)
    _syscall(
        "mount_setattr",
        ctypes.c_int(_AT_FDCWD),
        target.encode(),
        ctypes.c_uint(_AT_RECURSIVE if below else 0),
        ctypes.byref(attr),
        ctypes.c_size_t(ctypes.sizeof(attr)),
    )


def pivot_root(new_root: str) -> None:
    """Makes `new_root` the root directory and lets go of the old one."""
    os.chdir(new_root)
    _syscall("pivot_root", b".", b".")
    _checked(_libc.umount2(b".", ctypes.c_int(MNT_DETACH)), "umount2")
    os.chdir("/")


def _prctl(option: int, value: int) -> None:
    _checked(
        _libc.prctl(
            ctypes.c_int(option),
            ctypes.c_ulong(value),
            ctypes.c_ulong(0),
            ctypes.c_ulong(0),
            ctypes.c_ulong(0),
        ),
        f"prctl {option}",
    )


def die_with_parent(signal: int) -> None:
    """Has the kernel send `signal` when the parent dies."""
    _prctl(_PR_SET_PDEATHSIG, signal)


def set_dumpable(is_dumpable: bool) -> None:
    """Whether the process's /proc entries are its own, and others of its user may trace it."""
    _prctl(_PR_SET_DUMPABLE, int(is_dumpable))


def keep_capabilities() -> None:
    """Permitted capabilities survive the next change of user id (not of namespace)."""
    _prctl(_PR_SET_KEEPCAPS, 1)


def no_new_privileges() -> None:
    """No execve grants anything from here on."""
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)


def set_capabilities(bits: int) -> None:
    """Sets permitted and effective capabilities to `bits`, inheritable to none."""
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    low, high = bits & 0xFFFFFFFF, bits >> 32
    body = (ctypes.c_uint32 * 6)(low, low, 0, high, high, 0)
    _syscall("capset", ctypes.byref(header), ctypes.byref(body))


def install_filter(program: bytes) -> None:
    """Installs a seccomp filter of packed `struct sock_filter`; needs no_new_privileges."""

    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))

    fprog = Program(len(program) // 8, program)
    _syscall(
        "seccomp", ctypes.c_uint(_SECCOMP_SET_MODE_FILTER), ctypes.c_uint(0), ctypes.byref(fprog)
    )
