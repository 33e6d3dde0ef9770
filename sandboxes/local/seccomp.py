"""Room 4, local backend: the system call filter, made from `syscalls.policy`.

The filter is a binary search over the numbers. The kernel works through the whole program once
per known number when it is installed, to learn which calls always pass
(kernel/seccomp.c, seccomp_cache_prepare), so its depth is paid at every start of a sandbox.
"""

from __future__ import annotations

import errno
import struct
from importlib import resources

_LOAD_WORD = 0x20
_JUMP_EQUAL = 0x15
_JUMP_GREATER_EQUAL = 0x35
_JUMP_ANY_SET = 0x45
_RETURN = 0x06

_NUMBER, _ARCH = 0, 4
"""Offsets in struct seccomp_data; arguments follow at 16, eight bytes each, low word first."""

_ALLOW = 0x7FFF0000
_KILL = 0x80000000
_ERRNO = 0x00050000

_AUDIT_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_X32_BIT = 0x40000000
_NEW_NAMESPACES = 0x7E020080
"""CLONE_NEWTIME, NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET (linux/sched.h)."""
_AF_UNIX = 1
_DATAGRAM = 2
"""The bit of SOCK_DGRAM and of SOCK_RAW (for AF_UNIX the same) that SOCK_STREAM and SOCK_SEQPACKET
don't have (linux/net.h)."""
_IOCTLS = (0x5411, 0x541B, 0x5421, 0x5450, 0x5451, 0x5452)
"""TIOCOUTQ, FIONREAD, FIONBIO, FIONCLEX, FIOCLEX, FIOASYNC (asm-generic/ioctls.h). What asks
whether a file is a terminal gets the answer that it would get anyway."""
_F_SETLEASE, _F_NOTIFY = 1024, 1026
_MAP_HUGETLB, _MFD_HUGETLB = 0x40000, 0x4
_PR_SET_PDEATHSIG, _PR_SCHED_CORE = 1, 62
_OWN_LIMITS = (0, 4)
"""RLIMIT_CPU and RLIMIT_CORE (asm-generic/resource.h): a program that lowers the one is killed as
if by the machine, and the other is ours."""
_OPTIONS = (26, 50, 51, 52, 76, 77)
"""SO_ATTACH_FILTER, SO_ATTACH_BPF, SO_ATTACH_REUSEPORT_CBPF and _EBPF, SO_PASSPIDFD, SO_PEERPIDFD
(asm-generic/socket.h)."""

_Code = list[tuple[int, int, int, int]]


def _returns(value: int) -> _Code:
    return [(_RETURN, 0, 0, value)]


def _argument(index: int, *, high: bool = False) -> tuple[int, int, int, int]:
    return (_LOAD_WORD, 0, 0, 16 + 8 * index + (4 if high else 0))


def _one_of(
    index: int, values: tuple[int, ...], listed: _Code, other: _Code, *, high: bool = False
) -> _Code:
    """`listed` if a word of the argument is one of `values`, else `other`. The low word: the
    kernel takes no more of an int."""
    tests = [
        (_JUMP_EQUAL, len(values) - 1 - i + len(other), 0, value) for i, value in enumerate(values)
    ]
    return [_argument(index, high=high), *tests, *other, *listed]


def _any_set(index: int, bits: int, listed: _Code, other: _Code) -> _Code:
    """`listed` if the argument has one of `bits`, else `other`."""
    return [_argument(index), (_JUMP_ANY_SET, len(other), 0, bits), *other, *listed]


_GOES = _returns(_ALLOW)
_DIES = _returns(_KILL)
_PRETENDED = _returns(_ERRNO)
_REFUSED = _returns(_ERRNO | errno.EACCES)
_NO_MEMORY = _returns(_ERRNO | errno.ENOMEM)
_ASKS_ONLY = _one_of(2, (0,), _one_of(2, (0,), _GOES, _PRETENDED, high=True), _PRETENDED)
"""Of prlimit64: there is no new limit."""

_ACTIONS = {
    "allow": _GOES,
    "pretend": _PRETENDED,
    "refuse": _REFUSED,
    "absent": _returns(_ERRNO | errno.ENOSYS),
    "kill": _DIES,
    "clone": _any_set(0, _NEW_NAMESPACES, _DIES, _GOES),
    "socketpair": _one_of(0, (_AF_UNIX,), _any_set(1, _DATAGRAM, _REFUSED, _GOES), _REFUSED),
    "ioctl": _one_of(1, _IOCTLS, _GOES, _returns(_ERRNO | errno.ENOTTY)),
    "fcntl": _one_of(1, (_F_SETLEASE, _F_NOTIFY), _REFUSED, _GOES),
    "huge_map": _any_set(3, _MAP_HUGETLB, _NO_MEMORY, _GOES),
    "huge_file": _any_set(1, _MFD_HUGETLB, _NO_MEMORY, _GOES),
    "prctl": _one_of(
        0, (_PR_SET_PDEATHSIG,), _PRETENDED, _one_of(0, (_PR_SCHED_CORE,), _REFUSED, _GOES)
    ),
    "limit": _one_of(0, _OWN_LIMITS, _PRETENDED, _GOES),
    "limit_of": _one_of(1, _OWN_LIMITS, _ASKS_ONLY, _GOES),
    "option": _one_of(2, _OPTIONS, _REFUSED, _GOES),
}


def read_policy(machine: str) -> dict[int, str]:
    """The action for each system call number of `machine`."""
    return {number: action for action, _name, number in _rows(machine)}


def read_numbers(machine: str) -> dict[str, int]:
    """The number of each system call of `machine` that the policy names."""
    return {name: number for _action, name, number in _rows(machine)}


def _rows(machine: str) -> list[tuple[str, str, int]]:
    """(action, name, number) of each that `machine` has."""
    column = {"x86_64": 2, "aarch64": 3}[machine]
    text = resources.files("sandboxes.local").joinpath("syscalls.policy").read_text("utf-8")
    rows = [line.split() for line in text.splitlines() if line and not line.startswith("#")]
    return [(row[0], row[1], int(row[column])) for row in rows if row[column] != "-"]


def build_filter(machine: str) -> bytes:
    """The filter as packed `struct sock_filter`, for a machine type of `syscalls.machine`."""
    policy = read_policy(machine)
    body = _search(_ranges(policy))
    head: _Code = [
        (_LOAD_WORD, 0, 0, _ARCH),
        (_JUMP_EQUAL, 1, 0, _AUDIT_ARCH[machine]),
        *_returns(_KILL),
        (_LOAD_WORD, 0, 0, _NUMBER),
    ]
    if machine == "x86_64":
        head += [(_JUMP_GREATER_EQUAL, 0, 1, _X32_BIT), *_returns(_KILL)]
    return b"".join(struct.pack("=HBBI", *instruction) for instruction in head + body)


def _ranges(policy: dict[int, str]) -> list[tuple[int, str]]:
    """(first number, action) for each run of equal actions; unlisted numbers are absent."""
    ranges: list[tuple[int, str]] = []
    for number in range(max(policy) + 2):
        action = policy.get(number, "absent")
        if not ranges or ranges[-1][1] != action:
            ranges.append((number, action))
    return ranges


def _search(ranges: list[tuple[int, str]]) -> _Code:
    """Code that expects the number loaded, finds its range, and returns."""
    if len(ranges) == 1:
        return _ACTIONS[ranges[0][1]]
    middle = len(ranges) // 2
    low, high = _search(ranges[:middle]), _search(ranges[middle:])
    # A conditional jump reaches 255 instructions; `ja` (0x05) reaches any.
    return [
        (_JUMP_GREATER_EQUAL, 0, 1, ranges[middle][0]),
        (0x05, 0, 0, len(low)),
        *low,
        *high,
    ]
