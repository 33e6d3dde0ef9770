"""Whether a service that has graded a hundred thousand submissions holds more memory than before.

    python bench/soak.py [--submissions 100000] [--groups 4] [--out FILE]

Groups of 16 go through a real service with real sandboxes, a few groups at once: right and wrong
ones, such as crash and such as are no program, most of them never seen before, some the same each
time and so remembered. Memory is looked at after every hundredth, when nothing is under way: the
service's own resident memory, and of all that is below it (zygotes, slots, waiting cells) the
proportional share.

The service's memory of reports is bounded, and set so low here that it is full before the looks
that count: otherwise it would only show that it fills up. The first tenth is that after a warm-up
of 2 %. Status 1: the last tenth's mean is more than `MOST` times the first's, or an answer was
not the right one.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # `python bench/soak.py` sees its own folder only

from assay.client import AsyncClient  # noqa: E402
from assay.convert.humaneval import read_tasks  # noqa: E402
from assay.types import Graded, Task  # noqa: E402
from bench.process import Memory, Serving, serving  # noqa: E402

MOST = 1.05
"""How many times its memory of the first tenth a service may hold in the last."""
LOOKS = 100
WARM_UP = 2
"""Looks that don't count."""
CACHE_BYTES = 256 * 1024
MIB = 1024 * 1024

KINDS = ("right",) * 6 + ("wrong",) * 4 + ("crashing", "broken", "prose", "known", "known", "known")
"""A group: what each of its submissions is."""
VERDICTS = {
    "right": ("accepted",),
    "known": ("accepted",),
    "wrong": ("wrong_answer", "runtime_error"),  # None may break what the test does with it
    "crashing": ("runtime_error",),
    "broken": ("compile_error",),
    "prose": ("malformed",),
}


@dataclass(frozen=True, slots=True)
class Look:
    """One look at the service's memory."""

    submissions: int
    """Graded so far."""
    per_s: float
    """Since the last look."""
    memory: Memory


def text_of(kind: str, task: Task, number: int) -> str:
    """A submission of this kind; `number` makes it unlike all others of it."""
    name, solution = task.code.entry_point, task.code.reference
    assert solution is not None
    return {
        "right": f"{solution}\n# {number}\n",
        "known": solution,
        "wrong": f"def {name}(*args):\n    return None  # {number}\n",
        "crashing": f"def {name}(*args):\n    raise ValueError({number})\n",
        "broken": f"def {name}(*args)\n    return {number}\n",
        "prose": f"I can not solve number {number}.",
    }[kind]


class Soak:
    """The submissions, and what was seen while they were graded."""

    def __init__(self, tasks: Sequence[Task], client: AsyncClient, service: Serving) -> None:
        self._tasks = tasks
        self._client = client
        self._service = service
        self._number = 0
        self.looks: list[Look] = []
        self.strange: Counter[str] = Counter()
        """Answers that were not the right ones, by kind and what they were."""

    async def run(self, submissions: int, groups: int) -> None:
        """All of them, in `LOOKS` parts with a look after each."""
        done = 0
        for look in range(1, LOOKS + 1):
            began, before = time.perf_counter(), done
            ahead = iter(range(done, submissions * look // LOOKS, len(KINDS)))
            done += sum(await asyncio.gather(*(self._caller(ahead) for _ in range(groups))))
            rate = (done - before) / (time.perf_counter() - began)
            self.looks.append(Look(done, rate, self._service.memory()))
            _tell(self.looks[-1])

    async def _caller(self, ahead: Iterator[int]) -> int:
        count = 0
        for _ in ahead:
            await self._group()
            count += len(KINDS)
        return count

    async def _group(self) -> None:
        self._number += 1
        number, task = self._number, self._tasks[self._number % len(self._tasks)]
        texts = [text_of(kind, task, number * 100 + n) for n, kind in enumerate(KINDS)]
        for kind, answer in zip(KINDS, await self._client.grade(task, texts), strict=True):
            told = str(answer.report.verdict) if isinstance(answer, Graded) else repr(answer)
            if told not in VERDICTS[kind]:
                self.strange[f"{task.id}, {kind}: {told}"] += 1


def _tell(look: Look) -> None:
    service, below = look.memory.service / MIB, look.memory.below / MIB
    print(
        f"{look.submissions:8} graded {look.per_s:7.0f}/s   service {service:7.1f} MiB"
        f"   below {below:7.1f} MiB",
        flush=True,
    )


def growth(looks: Sequence[Look]) -> tuple[float, float]:
    """The mean memory in the first tenth after the warm-up, and in the last; bytes."""
    tenth = LOOKS // 10
    first, last = looks[WARM_UP : WARM_UP + tenth], looks[-tenth:]
    return (
        statistics.mean(look.memory.total for look in first),
        statistics.mean(look.memory.total for look in last),
    )


async def soak(submissions: int, groups: int) -> Soak:
    """Starts a service, and puts them through it."""
    tasks = read_tasks(ROOT / "tests/data/HumanEval.jsonl.gz")
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(Path(folder), "--cache-bytes", str(CACHE_BYTES)) as service,
    ):
        async with AsyncClient(service.address) as client:
            made = Soak(list(tasks), client, service)
            await made.run(submissions, groups)
            return made


def main() -> int:
    """Measures and prints; the exit status."""
    flags = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    flags.add_argument("--submissions", type=int, default=100_000, help="(default 100000)")
    flags.add_argument("--groups", type=int, default=4, help="at once (default 4)")
    flags.add_argument("--out", type=Path, help="the looks as JSON")
    given = flags.parse_args()
    made = asyncio.run(soak(given.submissions, given.groups))
    if given.out is not None:
        given.out.write_text(json.dumps([asdict(look) for look in made.looks], indent=1))
    first, last = growth(made.looks)
    for told, count in made.strange.most_common(20):
        print(f"not as it should be, {count} times: {told}")
    print(f"first tenth {first / MIB:.1f} MiB, last tenth {last / MIB:.1f} MiB")
    print(f"ratio: {last / first:.4f} (at most {MOST:g})")
    return 0 if last / first <= MOST and not made.strange else 1


if __name__ == "__main__":
    sys.exit(main())
