"""Room 4, local backend: the Linux system calls that Python has no name for, by ctypes.

Numbers of calls that libc does not wrap everywhere are those of include/uapi/asm-generic/unistd.h;
calls added since Linux 5.1 have one number on every architecture. Each function raises OSError.
"""

from __future__ import annotations

import ctypes
import os

CLONE_NEWNS = 0x00020000
CLONE_NEWCGROUP = 0x02000000
CLONE_NEWUTS = 0x04000000
CLONE_NEWIPC = 0x08000000
CLONE_NEWUSER = 0x10000000
CLONE_NEWPID = 0x20000000
CLONE_NEWNET = 0x40000000

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
# With argument types declared, a call makes no objects: fewer pages are touched after a fork.
_libc = ctypes.PyDLL(None, use_errno=True)
_libc.syscall.argtypes = [ctypes.c_long] * 6
_libc.syscall.restype = ctypes.c_long
_libc.prctl.argtypes = [ctypes.c_int, *[ctypes.c_ulong] * 4]
_libc.unshare.argtypes = [ctypes.c_int]
_libc.setns.argtypes = [ctypes.c_int, ctypes.c_int]
_libc.mount.argtypes = [*[ctypes.c_char_p] * 3, ctypes.c_ulong, ctypes.c_char_p]
_libc.umount2.argtypes = [ctypes.c_char_p, ctypes.c_int]

_CAPSET = _NUMBERS.get(os.uname().machine, {}).get("capset", -1)
_SECCOMP = _NUMBERS.get(os.uname().machine, {}).get("seccomp", -1)

_header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
_no_capabilities = (ctypes.c_uint32 * 6)()


def machine() -> str:
    """`x86_64` or `aarch64`; OSError on any other."""
    name = os.uname().machine
    if name not in _NUMBERS:
        raise OSError(f"no system call table for the machine type {name!r}")
    return name


def fork() -> int:
    """fork(2) of a process with one thread, without the interpreter's own hooks.

    With one thread every lock is as it should be in the child. What the hooks would do (new locks
    for `threading`, a new seed for `random`) costs most of the pages that a fork copies, and would
    make a program's random numbers differ from run to run (docs/decisions/0010).
    """
    return _checked(_libc.fork(), "fork")


def _checked(outcome: int, what: str) -> int:
    if outcome < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return outcome


def _syscall(number: int, what: str, *args: int) -> int:
    padded = (*args, 0, 0, 0, 0, 0)[:5]
    return _checked(_libc.syscall(number, *padded), what)


def unshare(flags: int) -> None:
    """Moves the process into new namespaces (a new pid namespace: its next children)."""
    _checked(_libc.unshare(flags), "unshare")


def setns(descriptor: int, kind: int) -> None:
    """Moves the process into an open namespace (a pid namespace: its next children)."""
    _checked(_libc.setns(descriptor, kind), "setns")


def mount(source: str, target: str, kind: str | None, flags: int, options: str = "") -> None:
    """mount(2)."""
    _checked(
        _libc.mount(
            source.encode(),
            target.encode(),
            kind.encode() if kind else None,
            flags,
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
    path = ctypes.create_string_buffer(target.encode())
    flags = _AT_RECURSIVE if below else 0
    what = f"mount_setattr {target}"
    size = ctypes.sizeof(attr)
    addresses = ctypes.addressof(path), ctypes.addressof(attr)
    _syscall(_SYS_MOUNT_SETATTR, what, _AT_FDCWD, addresses[0], flags, addresses[1], size)


def pivot_root(new_root: str) -> None:
    """Makes `new_root` the root directory and lets go of the old one."""
    os.chdir(new_root)
    here = ctypes.create_string_buffer(b".")
    address = ctypes.addressof(here)
    _syscall(_NUMBERS[machine()]["pivot_root"], "pivot_root", address, address)
    _checked(_libc.umount2(b".", MNT_DETACH), "umount2")
    os.chdir("/")


def _prctl(option: int, value: int) -> None:
    _checked(_libc.prctl(option, value, 0, 0, 0), "prctl")


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
    low, high = bits & 0xFFFFFFFF, bits >> 32
    _capset((ctypes.c_uint32 * 6)(low, low, 0, high, high, 0))


def drop_capabilities() -> None:
    """Lets go of every capability."""
    _capset(_no_capabilities)


def _capset(body: ctypes.Array[ctypes.c_uint32]) -> None:
    _syscall(_CAPSET, "capset", ctypes.addressof(_header), ctypes.addressof(body))


class Filter:
    """A seccomp filter of packed `struct sock_filter`, ready to be installed."""

    def __init__(self, program: bytes) -> None:
        self._program = ctypes.create_string_buffer(program)
        # struct sock_fprog: a length, and, aligned, the filter's address
        self._fprog = (ctypes.c_uint64 * 2)(len(program) // 8, ctypes.addressof(self._program))
        self._address = ctypes.addressof(self._fprog)

    def install(self) -> None:
        """Holds for this process and all that it starts; needs no_new_privileges."""
        _syscall(_SECCOMP, "seccomp", _SECCOMP_SET_MODE_FILTER, 0, self._address)
