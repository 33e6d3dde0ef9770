"""Rooms 3 to 5: what a sandbox is told (run plan), and what it states afterwards (run record).

A plan is a list of stages. A stage is one process, or an examiner and a candidate joined by a
channel. A record holds facts only; what an examiner or a checker said is its `testimony`, and
whatever a candidate's process said is untrusted wherever it stands.

    plan    RunPlan -> Stage -> Process -> Job          (graders make it)
    record  RunRecord -> StageRecord -> ProcessRecord   (sandboxes make it)
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import cast

from assay.types import Limits, ProgramRunner, Usage


class Role(StrEnum):
    """What a process is for. Examiners and checkers hold secrets and never run candidate code."""

    COMPILE = "compile"
    CANDIDATE = "candidate"
    EXAMINER = "examiner"
    CHECKER = "checker"


# ---------------------------------------------------------------- jobs: what a guest does


@dataclass(frozen=True, slots=True)
class CompileSource:
    """Compile `source` with the runtime's compiler; the program becomes the stage's artifact."""

    source: str


@dataclass(frozen=True, slots=True)
class RunSource:
    """Run `source` as the main program of an interpreted runtime, on the process's stdin."""

    source: str


@dataclass(frozen=True, slots=True)
class RunArtifact:
    """Run the program that the stage `compiled_by` made, on the process's stdin."""

    compiled_by: str


@dataclass(frozen=True, slots=True)
class EncodedCall:
    """One call: values as `assay.values` text."""

    entry_point: str
    args: str
    """An encoded list."""
    kwargs: str
    """An encoded dict."""


@dataclass(frozen=True, slots=True)
class AnswerCalls:
    """Import prelude and source, then answer each call in order with one reply (see `Reply`)."""

    prelude: str
    source: str
    calls: tuple[EncodedCall, ...]


@dataclass(frozen=True, slots=True)
class ServeModule:
    """Import prelude and source, then serve the examiner at the other end of the channel."""

    prelude: str
    source: str
    module: str


@dataclass(frozen=True, slots=True)
class Examine:
    """Run a trusted test program against the module at the other end of the channel."""

    test_id: str
    program: str
    runner: ProgramRunner
    prelude: str
    module: str
    names: tuple[str, ...]
    """Names that the program uses and nothing trusted defines: they are the candidate's."""
    plain_answers: bool = False
    """Whether an object that is not plain data, in an answer of the candidate's, is refused."""


@dataclass(frozen=True, slots=True)
class CheckCase:
    """One comparison for a checker program. `input`, `expected`, `actual`: `assay.values` text."""

    test_id: str
    input: str
    expected: str
    actual: str


@dataclass(frozen=True, slots=True)
class CheckOutputs:
    """Run a task's checker program over cases; the testimony has a line for each."""

    checker: str
    prelude: str
    cases: tuple[CheckCase, ...]


@dataclass(frozen=True, slots=True)
class RunTogether:
    """`shared` trust: candidate and test program in one process; the testimony proves little."""

    prelude: str
    source: str
    module: str
    test_id: str
    program: str
    runner: ProgramRunner


Job = (
    CompileSource
    | RunSource
    | RunArtifact
    | AnswerCalls
    | ServeModule
    | Examine
    | CheckOutputs
    | RunTogether
)


def encode_job(job: Job) -> bytes:
    """The job as one JSON object in UTF-8 with its class's name under `kind`, as guests read it.

    Nested dataclasses are objects, tuples are lists, enums are their values.
    """

    body = {"kind": type(job).__name__, **_fields(job)}
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


_Part = Job | EncodedCall | CheckCase


def _fields(part: _Part) -> dict[str, object]:
    return {f.name: _plain(getattr(part, f.name)) for f in fields(part)}


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(item) for item in cast("tuple[object, ...]", value)]
    return _fields(value) if isinstance(value, _Part) else value


# ---------------------------------------------------------------- plan


@dataclass(frozen=True, slots=True)
class Process:
    """One sandboxed process: its role, language, work, input and limits."""

    role: Role
    runtime: str
    """A row of `sandboxes/runtimes/`; an examiner's or checker's is a Python row."""
    job: Job
    limits: Limits
    stdin: bytes = b""


@dataclass(frozen=True, slots=True)
class Stage:
    """One process, or a candidate and its examiner (in that order), run at the same time."""

    id: str
    processes: tuple[Process, ...]
    test_ids: tuple[str, ...] = ()
    """The tests that this stage answers, in order; empty for a compile stage."""
    replies: int = 0
    """How many replies a candidate process of `AnswerCalls` owes."""


@dataclass(frozen=True, slots=True)
class RunPlan:
    """All that a sandbox may see for one submission, in order."""

    stages: tuple[Stage, ...]
    wall_s: float
    """Seconds of wall clock for all stages together."""


# ---------------------------------------------------------------- record


class Ended(StrEnum):
    """Why a process is over, as the sandbox knows it (never by what the process claimed)."""

    EXITED = "exited"
    SIGNALED = "signaled"
    """By a signal that the sandbox did not send."""
    WALL_LIMIT = "wall_limit"
    CPU_LIMIT = "cpu_limit"
    MEMORY_LIMIT = "memory_limit"
    """The kernel killed something in its tree for memory."""
    OUTPUT_LIMIT = "output_limit"
    DISK_LIMIT = "disk_limit"
    FORBIDDEN = "forbidden"
    """Killed by the system call filter (SIGSYS)."""
    DISMISSED = "dismissed"
    """Ended by the sandbox because the other process of its stage was over."""
    TOTAL_LIMIT = "total_limit"
    """The submission's total wall clock ran out."""


@dataclass(frozen=True, slots=True)
class ProcessRecord:
    """What became of one process. Streams are cut at the output limit."""

    role: Role
    ended: Ended
    exit_code: int | None = None
    """0-255; None unless it exited."""
    signal: int | None = None
    """The signal's number; None unless a signal ended it."""
    stdout: bytes = b""
    stderr: bytes = b""
    account: bytes = b""
    """What the guest code in the process wrote about a failure, as JSON (see
    `sandboxes.guests`). Of a candidate it is untrusted: good for feedback, never for a pass."""
    replies: tuple[bytes, ...] = ()
    """`AnswerCalls`: the replies that arrived whole, in order. Untrusted."""
    testimony: bytes = b""
    """Examiner and checker: what it wrote on its own descriptor. Empty for all others."""
    usage: Usage = field(default_factory=Usage)


@dataclass(frozen=True, slots=True)
class StageRecord:
    """What became of a stage; `processes` in the order of the stage's own."""

    stage_id: str
    processes: tuple[ProcessRecord, ...]
    times_s: tuple[tuple[str, float], ...] = ()
    """Where the sandbox's own time went, as (part, seconds): for metering, never for judging."""


@dataclass(frozen=True, slots=True)
class RunRecord:
    """The stages that were run, in the plan's order; a prefix of it where a failure settled it."""

    stages: tuple[StageRecord, ...]
