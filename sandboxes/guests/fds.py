"""Room 4, inside the sandbox: the descriptors that a guest is given, and writing to them."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fds:
    """Descriptors beside standard input, output and error; -1: this job has none."""

    account: int = -1
    """A memfd: what went wrong in a candidate's code, one JSON object."""
    out: int = -1
    """Replies (a line each), or the testimony (one JSON object)."""
    channel: int = -1
    """A connected stream socket: the candidate at one end, the examiner at the other."""


def write_all(fd: int, payload: bytes) -> None:
    """Write `payload` whole, or raise the kernel's OSError."""
    view = memoryview(payload)
    while view:
        view = view[os.write(fd, view) :]


def write_json(fd: int, fields: Mapping[str, object]) -> None:
    """Append one JSON object and a line feed."""
    write_all(fd, json.dumps(fields, separators=(",", ":")).encode() + b"\n")


def write_account(fd: int, fields: Mapping[str, object]) -> None:
    """Replace the account with one JSON object; without a descriptor nothing is written."""
    if fd < 0:
        return
    payload = json.dumps(fields, separators=(",", ":")).encode()
    os.ftruncate(fd, 0)
    os.pwrite(fd, payload, 0)
