"""Room 4, local backend: what service, zygote and slot say to each other.

SEQPACKET unix sockets, one JSON object a message, file descriptors beside it. The zygote's side
never sees a byte of a task or of a candidate: those are in the descriptors.
"""

from __future__ import annotations

import json
import os
import socket
from dataclasses import dataclass

MESSAGE_BYTES = 4096
"""Room for any message; a failure's reason is cut to fit."""
_DESCRIPTORS = 16


@dataclass(frozen=True, slots=True)
class Box:
    """The limits that are fixed when a run's process is forked."""

    cpu_s: float
    memory_bytes: int
    disk_bytes: int
    file_bytes: int
    files: int
    processes: int
    has_cgroup: bool
    """True: memory of the whole tree is bounded by the slot's cgroup."""


@dataclass(frozen=True, slots=True)
class Start:
    """Service to slot: run a guest. Descriptors: stdin, stdout, stderr, job, account, out,
    and the channel if there is one."""

    guest: str
    wall_s: float
    output_bytes: int
    box: Box


@dataclass(frozen=True, slots=True)
class Over:
    """Slot to service: the run's whole process tree is gone."""

    ended: str
    """A value of `assay.runs.Ended`, or `failed`: the sandbox itself could not be set up."""
    status: int
    """As wait4(2) gives it."""
    wall_s: float
    cpu_s: float
    """User and system time of the tree, as wait4(2) counts it, less the sandbox's own."""
    memory_bytes: int
    """The largest resident set of one of its processes (ru_maxrss)."""
    times_s: tuple[tuple[str, float], ...]
    """Where the set-up's time went."""
    reason: str = ""
    """Of `failed`: what could not be set up."""


@dataclass(frozen=True, slots=True)
class Ready:
    """Cell to slot: confined and waiting, or the reason why not."""

    failure: str = ""
    cpu_s: float = 0.0
    times_s: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class NewSlot:
    """Service to zygote: fork a slot. Descriptors: its door, `joins` files of cgroups to join,
    and, if `has_account`, the file that counts their cpu time."""

    index: int
    joins: int
    has_account: bool
    box: Box
    """What the first run's process is confined to."""


KILL = b"kill"
"""Service to slot: end the run that is going on; without one it means nothing."""


def encode(message: Start | Over | Ready | NewSlot) -> bytes:
    """The message as JSON: its fields' values in order, a Box as a list of its own."""
    return json.dumps([_plain(getattr(message, name)) for name in message.__slots__]).encode()


def _plain(value: object) -> object:
    return [getattr(value, name) for name in Box.__slots__] if isinstance(value, Box) else value


def decode_start(message: bytes) -> Start:
    """The Start in a message."""
    guest, wall_s, output_bytes, box = json.loads(message)
    return Start(guest, wall_s, output_bytes, Box(*box))


def decode_new_slot(message: bytes) -> NewSlot:
    """The NewSlot in a message."""
    index, joins, has_account, box = json.loads(message)
    return NewSlot(index, joins, has_account, Box(*box))


def decode_over(message: bytes) -> Over:
    """The Over in a message."""
    ended, status, wall_s, cpu_s, memory_bytes, times_s, reason = json.loads(message)
    return Over(ended, status, wall_s, cpu_s, memory_bytes, _splits(times_s), reason)


def decode_ready(message: bytes) -> Ready:
    """The Ready in a message."""
    failure, cpu_s, times_s = json.loads(message)
    return Ready(failure, cpu_s, _splits(times_s))


def _splits(rows: list[tuple[str, float]]) -> tuple[tuple[str, float], ...]:
    return tuple((part, seconds) for part, seconds in rows)


def receive(door: socket.socket) -> tuple[bytes, list[int]]:
    """The next message and its descriptors; an empty message when the other end is gone."""
    message, descriptors, _flags, _address = socket.recv_fds(door, MESSAGE_BYTES, _DESCRIPTORS)
    return message, descriptors


def close_all(descriptors: list[int]) -> None:
    """Closes them."""
    for descriptor in descriptors:
        os.close(descriptor)
