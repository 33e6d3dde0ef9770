"""Room 4, local backend: from descriptors to a guest's `main`, inside a confined cell."""

from __future__ import annotations

import importlib
import json
import os
import sys
from collections.abc import Callable
from types import ModuleType
from typing import TextIO

from sandboxes.guests.fds import Fds

JOB, ACCOUNT, OUT, CHANNEL = 3, 4, 5, 6
"""Where a cell's descriptors lie, after the three standard streams."""
GUEST_FAILED = 70
"""Exit code of a guest that raised: a defect of ours, or a starved process (EX_SOFTWARE)."""


def guest(name: str) -> Callable[[int], int]:
    """Imports the guest of that name and gives back what runs it in a cell, given how many
    descriptors the cell has. The standard streams are opened here, once for all cells: what
    lies behind their descriptors is put there later."""
    module = importlib.import_module(f"sandboxes.guests.{name}")
    _open_streams()
    return lambda descriptors: _run(module, descriptors)


def _run(module: ModuleType, descriptors: int) -> int:
    fds = Fds(account=ACCOUNT, out=OUT, channel=CHANNEL if descriptors > CHANNEL else -1)
    job = json.loads(os.pread(JOB, os.fstat(JOB).st_size, 0))
    try:
        code = int(module.main(job, fds))
    except BaseException:
        return GUEST_FAILED
    return code if _flush() else 1


def _open_streams() -> None:
    sys.stdin = _text(0, "r", "surrogateescape")
    sys.stdout = _text(1, "w", "surrogateescape")
    sys.stderr = _text(2, "w", "backslashreplace")
    for name in ("stdin", "stdout", "stderr"):
        setattr(sys, f"__{name}__", getattr(sys, name))


def _text(descriptor: int, mode: str, errors: str) -> TextIO:
    return open(descriptor, mode, encoding="utf-8", errors=errors, closefd=False)  # type: ignore[return-value]


def _flush() -> bool:
    """Whether both streams took what was printed; a candidate may have put anything there."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:
        return False
    return True
