"""The system call filter, worked through as the kernel works through it, for both machines."""

from __future__ import annotations

import errno
import struct

import pytest

from sandboxes.local import seccomp

ARCHES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
ALLOW, KILL, ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
OUTCOMES = {
    "allow": ALLOW,
    "kill": KILL,
    "refuse": ERRNO | errno.EACCES,
    "absent": ERRNO | errno.ENOSYS,
    "pretend": ERRNO,
}


def outcome(program: bytes, arch: int, number: int, *arguments: int) -> int:
    """What a classic BPF program returns for a call (linux/bpf_common.h, linux/seccomp.h)."""
    padded = [*arguments, 0, 0, 0, 0, 0, 0][:6]
    call = struct.pack("=IIQ6Q", number, arch, 0, *padded)
    code = list(struct.iter_unpack("=HBBI", program))
    at = word = 0
    while True:
        kind, if_true, if_false, value = code[at]
        at += 1
        if kind == 0x06:
            return int(value)
        if kind == 0x20:
            word = struct.unpack_from("=I", call, value)[0]
        elif kind == 0x05:
            at += value
        else:
            holds = {0x15: word == value, 0x35: word >= value, 0x45: bool(word & value)}[kind]
            at += if_true if holds else if_false


@pytest.mark.parametrize("machine", ARCHES)
def test_each_call_has_the_action_of_its_row(machine: str) -> None:
    """Every number ends where the policy says, and one without a row as absent."""
    program, arch = seccomp.build_filter(machine), ARCHES[machine]
    policy = seccomp.read_policy(machine)
    for number in range(max(policy) + 200):
        action = policy.get(number, "absent")
        if action in OUTCOMES:
            assert outcome(program, arch, number) == OUTCOMES[action], number
    assert outcome(program, 0x40000003, 1) == KILL  # the numbers of 32 bits
    assert len(program) // 8 < 4096  # BPF_MAXINSNS


HIGH = 7 << 32
"""Bits that the kernel drops from an int."""


@pytest.mark.parametrize(
    ("name", "arguments", "wanted"),
    [
        ("clone", (HIGH | 0x11,), ALLOW),
        ("clone", (HIGH | 0x10000011,), KILL),
        ("socketpair", (HIGH | 1, HIGH | 0x80801), ALLOW),
        ("socketpair", (1, 5), ALLOW),
        ("socketpair", (1, 0x80802), ERRNO | errno.EACCES),
        ("socketpair", (2, 1), ERRNO | errno.EACCES),
        ("ioctl", (0, HIGH | 0x541B), ALLOW),
        ("ioctl", (0, HIGH | 0x5412), ERRNO | errno.ENOTTY),
        ("fcntl", (0, 1), ALLOW),
        ("fcntl", (0, HIGH | 1024), ERRNO | errno.EACCES),
        ("fcntl", (0, 1026), ERRNO | errno.EACCES),
        ("mmap", (0, 0, 0, HIGH | 0x22), ALLOW),
        ("mmap", (0, 0, 0, 0x40022), ERRNO | errno.ENOMEM),
        ("memfd_create", (0, 1), ALLOW),
        ("memfd_create", (0, 5), ERRNO | errno.ENOMEM),
        ("prctl", (15,), ALLOW),
        ("prctl", (HIGH | 1,), ERRNO),
        ("prctl", (62,), ERRNO | errno.EACCES),
        ("prlimit64", (0, 7, 1 << 40), ALLOW),
        ("prlimit64", (0, 4, 0), ALLOW),
        ("prlimit64", (0, HIGH | 4, 1 << 40), ERRNO),
        ("prlimit64", (0, 4, 8), ERRNO),
        ("setrlimit", (4,), ERRNO),
        ("setrlimit", (7,), ALLOW),
        ("getsockopt", (0, 1, 17), ALLOW),
        ("getsockopt", (0, 1, HIGH | 77), ERRNO | errno.EACCES),
        ("setsockopt", (0, 1, 50), ERRNO | errno.EACCES),
    ],
)
@pytest.mark.parametrize("machine", ARCHES)
def test_arguments_count_as_the_kernel_takes_them(
    machine: str, name: str, arguments: tuple[int, ...], wanted: int
) -> None:
    """Of an int the low word, of a pointer both."""
    numbers = seccomp.read_numbers(machine)
    program = seccomp.build_filter(machine)
    assert outcome(program, ARCHES[machine], numbers[name], *arguments) == wanted
