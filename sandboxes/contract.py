"""Room 4's door: what every backend takes, gives and promises.

A backend runs stages and states facts. It never decides: verdicts are made in `graders`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from assay.runs import RunPlan, Stage, StageRecord


class Promise(StrEnum):
    """One sentence each; `assay doctor` prints which of them hold on this machine."""

    NO_NETWORK = "no process reaches any network or any socket of another run"
    NO_HOST_FILES = (
        "no process reads or writes a file of the host but the language's own, read-only"
    )
    NO_SURVIVORS = "when a run is over, no process of it is left"
    NO_LEAK = "a run finds nothing that an earlier or a neighbouring run left"
    LIMITS_MEMORY = "the memory of the whole process tree is bounded"
    LIMITS_PROCESSES = "the number of processes and threads is bounded"
    LIMITS_CPU = "the cpu time of the whole process tree is bounded"
    LIMITS_DISK = "bytes and inodes on disk are bounded"
    LIMITS_OUTPUT = "bytes on each output stream are bounded"
    FILTERED_CALLS = "system calls outside an allow-list are refused"
    TRUE_USAGE = "cpu and memory figures come from the kernel"


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a promise holds here. `remedy` names the setting that would make it hold."""

    holds: bool
    remedy: str = ""


class Sandbox(Protocol):
    """One submission's place: stages share nothing but compiled artifacts, kept by stage id."""

    async def run(self, stage: Stage, wall_s: float) -> StageRecord:
        """What became of the stage.

        `wall_s`: seconds left of the submission's total; when they pass first, processes end as
        TOTAL_LIMIT. Cancelling the call kills the whole process tree before it returns.
        Raises `assay.faults.Unavailable` when the backend failed, not the candidate.
        """
        ...

    async def close(self) -> None:
        """Drops artifacts. Always called, also after a fault or a cancellation."""
        ...


class Backend(Protocol):
    """A kind of sandbox. Safe to use from one event loop; many sandboxes at once."""

    name: str
    slots: int
    """How many stages run at once; more wait their turn."""

    async def start(self) -> None:
        """Ready to run, or `assay.faults.Unsupported` saying what this machine lacks."""
        ...

    async def close(self) -> None:
        """Kills every run and leaves nothing on the machine."""
        ...

    def open(self, plan: RunPlan) -> Sandbox:
        """A sandbox for one plan; nothing starts before its first `run`."""
        ...

    def standings(self) -> Mapping[Promise, Standing]:
        """Every promise, and whether it holds on this machine."""
        ...

    def version(self, runtime: str) -> str:
        """What identifies a runtime's outcomes: backend, compiler or interpreter, row digest.

        Raises `assay.faults.InvalidTask` for an unknown runtime.
        """
        ...
