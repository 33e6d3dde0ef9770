"""Submissions per second: assay over gRPC beside plain python3, and beside bwrap, in one run.

    python bench/throughput.py [--seconds 60] [--callers 1,8,32] [--out FILE]

All contenders grade the same programs: the 164 canonical HumanEval solutions with their tests.
assay grades them in separated trust, one single-use sandbox for the candidate and one for its
examiner, cache off, every submission different, from a client in a process of its own. The
others run the solution and its test in one process: `python3 file.py` with no sandbox at all, and
the same in a fresh bwrap. Their interpreter has nothing installed beside it, since what is in
site-packages may cost more at each start than the program does: `python3 as installed` is the one
that this machine has, and `python3 -I -S` leaves out even an empty site.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from assay.client import AsyncClient
from assay.convert.humaneval import read_tasks
from assay.types import Graded, Program, Task, Verdict

ROOT = Path(__file__).resolve().parents[1]
METRICS_PORT = 19464
GROUP = 32


@dataclass(frozen=True, slots=True)
class Sample:
    """One HumanEval task, its solution, and both as a file of their own."""

    task: Task
    solution: str
    file: Path


@dataclass(frozen=True, slots=True)
class Figure:
    """One contender's figures at one number of callers."""

    contender: str
    callers: int
    per_s: float
    """Submissions per second."""
    p50_ms: float
    """Of a call: one submission, or a whole group."""
    p95_ms: float
    calls: int


def programs(folder: Path) -> list[Sample]:
    """The 164 programs; their files are written into `folder`."""
    made: list[Sample] = []
    for task in read_tasks(ROOT / "tests/data/HumanEval.jsonl.gz"):
        test, solution = task.code.tests[0].body, task.code.reference
        assert isinstance(test, Program)
        assert solution is not None
        file = folder / f"{task.id.replace('/', '_')}.py"
        file.write_text(f"{solution}\n{test.source}\n")
        made.append(Sample(task, solution, file))
    return made


# ---------------------------------------------------------------- contenders


def clean_python(folder: Path) -> Path:
    """An interpreter as a fresh machine has it: no shim, and nothing installed beside it.

    What is in site-packages would count at every start (its .pth files are executed).
    """
    base = os.path.realpath(sys.executable)
    subprocess.run([base, "-m", "venv", "--without-pip", folder / "venv"], check=True)
    return folder / "venv/bin/python3"


def bwrap_command(folder: Path, python: Path) -> list[str]:
    """The same, in a fresh bubblewrap with all namespaces and a root of the language only."""
    prefix = str(Path(os.path.realpath(python)).parents[1])
    binds = [p for p in ("/usr", "/lib", "/lib64", "/bin", prefix) if os.path.exists(p)]
    command = ["bwrap", "--unshare-all", "--die-with-parent", "--new-session", "--dev", "/dev"]
    for path in dict.fromkeys(binds):
        command += ["--ro-bind", path, path]
    return [*command, "--tmpfs", "/tmp", "--ro-bind", str(folder), str(folder), str(python)]


async def run_process(command: list[str]) -> None:
    """Runs it to its end; it must succeed."""
    process = await asyncio.create_subprocess_exec(
        *command, env={}, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    if await process.wait() != 0:
        raise RuntimeError(f"{command[-1]} failed")


async def measure(
    contender: str, callers: int, seconds: float, call: Callable[[int], Awaitable[int]]
) -> Figure:
    """Steady state: each caller begins its next call when its last has ended.

    `call` takes a number that is different each time and gives back its submissions. What ends
    in the first tenth of the time is not counted.
    """
    numbers, spans, done = itertools.count(), list[float](), 0
    begins = time.perf_counter() + seconds / 10
    ends = begins + seconds

    async def caller() -> None:
        nonlocal done
        while (began := time.perf_counter()) < ends:
            count = await call(next(numbers))
            now = time.perf_counter()
            if begins <= now <= ends:
                spans.append(now - began)
                done += count

    await asyncio.gather(*(caller() for _ in range(callers)))
    spans.sort()
    return Figure(
        contender,
        callers,
        done / seconds,
        statistics.median(spans) * 1e3,
        spans[int(len(spans) * 0.95)] * 1e3,
        len(spans),
    )


async def grade(client: AsyncClient, program: Sample, texts: list[str]) -> int:
    """Has them graded; every one must be accepted."""
    answers = await client.grade(program.task, texts, bypass_cache=True)
    for answer in answers:
        if not isinstance(answer, Graded) or answer.report.verdict is not Verdict.ACCEPTED:
            raise RuntimeError(f"{program.task.id}: {answer}")
    return len(answers)


# ---------------------------------------------------------------- the service


@contextmanager
def service(folder: Path) -> Iterator[str]:
    """A service in a process of its own; its address."""
    address = f"unix:{folder}/assay.sock"
    command = [sys.executable, "-P", "-m", "service.app", "--listen", address]
    command += ["--metrics-port", str(METRICS_PORT), "--log-level", "warning"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True)
    try:
        assert process.stdout is not None
        if "listening" not in process.stdout.readline():
            raise RuntimeError("the service did not start")
        yield address
    finally:
        process.terminate()
        process.wait(30)


def parts() -> dict[str, tuple[float, float]]:
    """(seconds, times) of each part of a submission's way, as the service has counted them."""
    with urllib.request.urlopen(f"http://127.0.0.1:{METRICS_PORT}/metrics") as page:
        text = page.read().decode()
    found: dict[str, list[float]] = {}
    pattern = r'assay_part_(seconds|count)_total\{part="([^"]+)"\} (\S+)'
    for kind, part, value in re.findall(pattern, text):
        found.setdefault(part, [0.0, 0.0])[0 if kind == "seconds" else 1] = float(value)
    return {part: (pair[0], pair[1]) for part, pair in found.items()}


# ---------------------------------------------------------------- the run


async def run(seconds: float, callers: list[int]) -> tuple[list[Figure], dict[str, float]]:
    """All figures, and the milliseconds of each part of a submission at 8 callers."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        all_programs = programs(folder)
        figures: list[Figure] = []
        for count in callers:
            figures += await others(count, seconds, folder, all_programs)
        with service(folder) as address:
            client = AsyncClient(address)
            for program in all_programs:
                await grade(client, program, [program.solution])
            before = parts()
            for count in callers:
                figures += await ours(count, seconds, client, all_programs)
            after = parts()
            await client.close()
    spent = {
        part: (total - before.get(part, (0, 0))[0]) / max(1, times - before.get(part, (0, 0))[1])
        for part, (total, times) in after.items()
    }
    return figures, {part: each * 1e3 for part, each in spent.items()}


async def others(count: int, seconds: float, folder: Path, found: list[Sample]) -> list[Figure]:
    """Plain python3 and bwrap at one number of callers."""
    python = clean_python(folder)
    wrapped = bwrap_command(folder, python)

    async def installed(number: int) -> int:
        await run_process([os.path.realpath(sys.executable), str(found[number % len(found)].file)])
        return 1

    async def bare(number: int) -> int:
        await run_process([str(python), str(found[number % len(found)].file)])
        return 1

    async def isolated(number: int) -> int:
        await run_process([str(python), "-I", "-S", str(found[number % len(found)].file)])
        return 1

    async def boxed(number: int) -> int:
        await run_process([*wrapped, str(found[number % len(found)].file)])
        return 1

    figures = [
        await measure("python3 as installed", count, seconds, installed),
        await measure("python3", count, seconds, bare),
        await measure("python3 -I -S", count, seconds, isolated),
    ]
    if shutil.which("bwrap"):
        figures.append(await measure("bwrap python3", count, seconds, boxed))
    return figures


async def ours(
    count: int, seconds: float, client: AsyncClient, found: list[Sample]
) -> list[Figure]:
    """assay at one number of callers: single calls, and groups."""

    async def single(number: int) -> int:
        program = found[number % len(found)]
        return await grade(client, program, [f"{program.solution}\n# {time.time_ns()} {number}"])

    async def group(number: int) -> int:
        program = found[number % len(found)]
        texts = [f"{program.solution}\n# {time.time_ns()} {number} {k}" for k in range(GROUP)]
        return await grade(client, program, texts)

    return [
        await measure("assay, single calls", count, seconds, single),
        await measure(f"assay, groups of {GROUP}", count, seconds, group),
    ]


def table(figures: list[Figure], spent: dict[str, float]) -> str:
    """The figures as Markdown, with the ratio to both floors at the same number of callers."""
    rates = {(f.contender, f.callers): f.per_s for f in figures}
    lines = ["| contender | callers | per s | p50 ms | p95 ms | x python3 | x bwrap |"]
    lines.append("|---|---:|---:|---:|---:|---:|---:|")
    for f in sorted(figures, key=lambda f: (f.callers, f.contender)):
        ratios = [rates.get((floor, f.callers)) for floor in ("python3", "bwrap python3")]
        shown = " | ".join(f"{f.per_s / r:.2f}" if r else "-" for r in ratios)
        lines.append(
            f"| {f.contender} | {f.callers} | {f.per_s:.1f} | {f.p50_ms:.1f} | {f.p95_ms:.1f} "
            f"| {shown} |"
        )
    lines += ["", "| part of one submission | ms each |", "|---|---:|"]
    lines += [f"| {part} | {ms:.3f} |" for part, ms in sorted(spent.items())]
    return "\n".join(lines)


def main() -> None:
    """Runs it, prints the table, and writes the figures where --out says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--callers", default="1,8,32")
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    callers = [int(count) for count in args.callers.split(",")]
    figures, spent = asyncio.run(run(args.seconds, callers))
    print(table(figures, spent))
    if args.out:
        body = {"figures": [asdict(f) for f in figures], "parts_ms": spent}
        args.out.write_text(json.dumps(body, indent=2) + "\n")


if __name__ == "__main__":
    main()
