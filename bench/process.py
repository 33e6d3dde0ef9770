"""A service in a process of its own, for benchmarks, and how much memory it holds."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[1]
READY = "assay: listening on "


@dataclass(frozen=True, slots=True)
class Memory:
    """Bytes of memory at one moment: what a process shares with others counts by its share."""

    service: int
    """Of the service's own process, resident."""
    below: int
    """Of all processes below it (zygotes, slots, waiting cells, runs), proportional."""

    @property
    def total(self) -> int:
        """All of it."""
        return self.service + self.below


@dataclass(frozen=True, slots=True)
class Serving:
    """A service that is ready."""

    address: str
    pid: int

    def memory(self) -> Memory:
        """What it holds now. A process that ends meanwhile counts nothing."""
        process = psutil.Process(self.pid)
        below = sum(_proportional(child.pid) for child in process.children(recursive=True))
        return Memory(process.memory_info().rss, below)


def _proportional(pid: int) -> int:
    """Pss of /proc/PID/smaps_rollup (proc(5)), in bytes; 0: it has ended.

    An ordinary user may not read that of a confined run: then its resident size stands for it.
    """
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except PermissionError:
        return _resident(pid)
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def _resident(pid: int) -> int:
    try:
        return psutil.Process(pid).memory_info().rss
    except psutil.NoSuchProcess:
        return 0


@contextmanager
def serving(folder: Path, *flags: str) -> Iterator[Serving]:
    """A service on a unix socket in `folder`; it is ended afterwards, in good order."""
    command = [sys.executable, "-P", "-m", "service.app", "--listen", f"unix:{folder}/assay"]
    process = subprocess.Popen(
        [*command, "--log-level", "error", *flags],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd="/",
    )
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        if not line.startswith(READY):
            raise RuntimeError("the service did not start")
        yield Serving(line.removeprefix(READY).strip(), process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        if process.wait(60) != 0:
            raise RuntimeError(f"the service ended with status {process.returncode}")
