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
_TIOCSTI, _TIOCLINUX = 0x5412, 0x541C

_Code = list[tuple[int, int, int, int]]


def _returns(value: int) -> _Code:
    return [(_RETURN, 0, 0, value)]


def _argument(index: int) -> tuple[int, int, int, int]:
    return (_LOAD_WORD, 0, 0, 16 + 8 * index)


def _clone() -> _Code:
    return [
        _argument(0),
        (_JUMP_ANY_SET, 0, 1, _NEW_NAMESPACES),
        *_returns(_KILL),
        *_returns(_ALLOW),
    ]


def _socketpair() -> _Code:
    return [
        _argument(0),
        (_JUMP_EQUAL, 0, 1, _AF_UNIX),
        *_returns(_ALLOW),
        *_returns(_ERRNO | errno.EACCES),
    ]


def _ioctl() -> _Code:
    return [
        _argument(1),
        (_JUMP_EQUAL, 1, 0, _TIOCSTI),
        (_JUMP_EQUAL, 0, 1, _TIOCLINUX),
        *_returns(_ERRNO | errno.EPERM),
        *_returns(_ALLOW),
    ]


_ACTIONS = {
    "allow": _returns(_ALLOW),
    "clone": _clone(),
    "socketpair": _socketpair(),
    "ioctl": _ioctl(),
    "refuse": _returns(_ERRNO | errno.EACCES),
    "absent": _returns(_ERRNO | errno.ENOSYS),
    "kill": _returns(_KILL),
}


def read_policy(machine: str) -> dict[int, str]:
    """The action for each system call number of `machine`."""
    column = {"x86_64": 2, "aarch64": 3}[machine]
    text = resources.files("sandboxes.local").joinpath("syscalls.policy").read_text("utf-8")
    rows = [line.split() for line in text.splitlines() if line and not line.startswith("#")]
    return {int(row[column]): row[0] for row in rows if row[column] != "-"}


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
