"""Room 4, local backend: what service, zygote, slot and cell say to each other.

SEQPACKET unix sockets, one message a packet, file descriptors beside it. The zygote's side never
sees a byte of a task or of a candidate: those are in the descriptors. Messages are packed
structs rather than JSON, because a slot's every memory page that is written between two forks is
copied once more.
"""

from __future__ import annotations

import os
import socket
import struct
from typing import NamedTuple

MESSAGE_BYTES = 4096
"""Room for any message; a failure's reason is cut to fit."""
_REASON_BYTES = 1000
_DESCRIPTORS = 16


class Box(NamedTuple):
    """The limits that are fixed when a run's process is forked; see `assay.types.Limits`."""

    cpu_s: float
    memory_bytes: int
    disk_bytes: int
    file_bytes: int
    files: int
    processes: int
    has_cgroup: bool
    """True: memory of the whole tree is bounded by the slot's cgroup."""


class Start(NamedTuple):
    """Service to slot: run. Descriptors: stdin, stdout, stderr, job, account, out, and the
    channel if there is one."""

    wall_s: float
    output_bytes: int
    box: Box


class Ready(NamedTuple):
    """Cell to slot: confined and waiting, or the reason why not."""

    failure: bytes
    """UTF-8; empty: confined."""
    cpu_s: float
    namespaces_s: float
    scratch_s: float
    rights_s: float
    seccomp_s: float


class Over(NamedTuple):
    """Slot to service: the run's whole process tree is gone."""

    ended: bytes
    """A value of `assay.runs.Ended`, or FAILED."""
    status: int
    """As wait4(2) gives it."""
    wall_s: float
    cpu_s: float
    """User and system time of the tree, less the sandbox's own: as its cgroup counts it, or, where
    there is none, wait4(2), which leaves out what was not waited for."""
    memory_bytes: int
    """The largest resident set of one of its processes (ru_maxrss)."""
    clone_s: float
    namespaces_s: float
    scratch_s: float
    rights_s: float
    seccomp_s: float
    teardown_s: float
    """From here up: where the sandbox's own time went."""
    reason: bytes
    """Of FAILED: what could not be set up, in UTF-8."""


class NewSlot(NamedTuple):
    """Service to zygote: fork a slot. Descriptors: its door, `joins` files of cgroups to join,
    and, if `has_account`, the file that counts their cpu time."""

    number: int
    joins: int
    has_account: bool
    box: Box
    """What the first run's process is confined to."""


FAILED = b"failed"
"""As the end of a run: the sandbox could not be set up."""
KILL = b"kill"
"""Service to slot: end the run that is going on; without one it means nothing."""
GO = b"go"
"""Slot to cell: here are your descriptors."""

_BOX = struct.Struct("=dQQQQQ?")
_START = struct.Struct("=dQ")
_READY = struct.Struct("=5d")
_OVER = struct.Struct("=16siddQ6d")
_NEW_SLOT = struct.Struct("=II?")


def encode_start(start: Start) -> bytes:
    """The message for a Start."""
    return _START.pack(start.wall_s, start.output_bytes) + _BOX.pack(*start.box)


def decode_start(message: bytes) -> Start:
    """The Start in a message."""
    wall_s, output_bytes = _START.unpack_from(message)
    return Start(wall_s, output_bytes, Box(*_BOX.unpack_from(message, _START.size)))


def encode_ready(ready: Ready) -> bytes:
    """The message for a Ready."""
    return _READY.pack(*ready[1:]) + ready.failure[:_REASON_BYTES]


def decode_ready(message: bytes) -> Ready:
    """The Ready in a message."""
    return Ready(message[_READY.size :], *_READY.unpack_from(message))


def encode_over(over: Over) -> bytes:
    """The message for an Over."""
    return _OVER.pack(*over[:-1]) + over.reason[:_REASON_BYTES]


def decode_over(message: bytes) -> Over:
    """The Over in a message."""
    figures = (*_OVER.unpack_from(message), message[_OVER.size :])
    return Over._make(figures)._replace(ended=figures[0].rstrip(b"\0"))


def encode_new_slot(order: NewSlot) -> bytes:
    """The message for a NewSlot."""
    return _NEW_SLOT.pack(*order[:3]) + _BOX.pack(*order.box)


def decode_new_slot(message: bytes) -> NewSlot:
    """The NewSlot in a message."""
    number, joins, has_account = _NEW_SLOT.unpack_from(message)
    box = Box(*_BOX.unpack_from(message, _NEW_SLOT.size))
    return NewSlot(number, joins, has_account, box)


def receive(door: socket.socket) -> tuple[bytes, list[int]]:
    """The next message and its descriptors; an empty message when the other end is gone."""
    message, descriptors, _flags, _address = socket.recv_fds(door, MESSAGE_BYTES, _DESCRIPTORS)
    return message, descriptors


def close_all(descriptors: list[int]) -> None:
    """Closes them."""
    for descriptor in descriptors:
        os.close(descriptor)
