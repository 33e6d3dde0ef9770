"""Short ways for tests to run a program in a sandbox."""

from __future__ import annotations

import textwrap
from dataclasses import replace

from assay.runs import (
    CompileSource,
    Process,
    ProcessRecord,
    Role,
    RunArtifact,
    RunPlan,
    RunSource,
    Stage,
)
from assay.types import Limits
from sandboxes.contract import Backend

QUICK = Limits(wall_s=3.0, cpu_s=2.0, memory_bytes=128 << 20, disk_bytes=8 << 20, files=64)


def python_stage(source: str, limits: Limits = QUICK, stdin: bytes = b"") -> Stage:
    """A stage that runs a Python program."""
    job = RunSource(textwrap.dedent(source))
    return Stage("run", (Process(Role.CANDIDATE, "python", job, limits, stdin),))


async def run_python(
    backend: Backend, source: str, *, total_s: float = 60.0, stdin: bytes = b"", **limits: float
) -> ProcessRecord:
    """What became of a Python program; `limits` replace those of QUICK."""
    sandbox = backend.open(RunPlan((), total_s))
    stage = python_stage(source, replace(QUICK, **limits), stdin)
    try:
        return (await sandbox.run(stage, total_s)).processes[0]
    finally:
        await sandbox.close()


async def run_cpp(
    backend: Backend, source: str, stdin: bytes = b"", **limits: float
) -> tuple[ProcessRecord, ProcessRecord | None]:
    """What became of compiling a C++ program and, if it compiled, of running it."""
    sandbox = backend.open(RunPlan((), 60.0))
    roomy = Limits(memory_bytes=512 << 20, disk_bytes=64 << 20)
    job = CompileSource(textwrap.dedent(source))
    try:
        made = await sandbox.run(Stage("compile", (Process(Role.COMPILE, "cpp", job, roomy),)), 60)
        if made.processes[0].exit_code != 0:
            return made.processes[0], None
        process = Process(
            Role.CANDIDATE, "cpp", RunArtifact("compile"), replace(QUICK, **limits), stdin
        )
        ran = await sandbox.run(Stage("run", (process,)), 60)
        return made.processes[0], ran.processes[0]
    finally:
        await sandbox.close()
