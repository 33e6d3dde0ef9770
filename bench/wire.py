"""What gRPC itself costs: a graded answer that is remembered, beside an empty call.

    python bench/wire.py [--calls 3000] [--rounds 5]

Both go to the same server over the same connection, from a client in a process of its own, one
after the other. The empty call is the standard health check: a message of no bytes there, two
bytes back, no work. The graded one carries a HumanEval task with its tests and a solution, is
looked up in the service's memory, and brings back report, reward and feedback. A third figure is
the same with the task registered before, as a trainer does it. In each round the three take
turns, so that a busy machine slows all of them alike. Status 1: the ratio is above `MOST`.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import grpc
from grpc_health.v1 import health_pb2, health_pb2_grpc

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # `python bench/wire.py` sees its own folder only

from assay.convert.humaneval import read_tasks  # noqa: E402
from assay.v1 import grading_pb2, grading_pb2_grpc  # noqa: E402
from assay.wire import submission_to_pb, task_to_pb  # noqa: E402
from bench.process import serving  # noqa: E402

MOST = 3.0
"""How many times an empty call's p50 a remembered answer may take."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One kind of call, over all rounds."""

    name: str
    p50_us: float
    p95_us: float


def timed(call: Callable[[], object], count: int) -> list[float]:
    """Microseconds of each of `count` calls."""
    spans = list[float]()
    for _ in range(count):
        began = time.perf_counter()
        call()
        spans.append((time.perf_counter() - began) * 1e6)
    return spans


def measure(calls: dict[str, Callable[[], object]], count: int, rounds: int) -> list[Figure]:
    """A figure for each call; the first round only warms up."""
    spans: dict[str, list[float]] = {name: [] for name in calls}
    for number in range(rounds + 1):
        for name, call in calls.items():
            taken = timed(call, count // rounds)
            spans[name] += taken if number else []
    return [
        Figure(name, statistics.median(taken), statistics.quantiles(taken, n=20)[-1])
        for name, taken in spans.items()
    ]


def calls_of(channel: grpc.Channel) -> dict[str, Callable[[], object]]:
    """The calls to compare, ready to be made; what they ask for has been graded once."""
    task = next(iter(read_tasks(ROOT / "tests/data/HumanEval.jsonl.gz")))
    assert task.code.reference is not None
    grading = grading_pb2_grpc.GradingStub(channel)
    health = health_pb2_grpc.HealthStub(channel)
    some = [submission_to_pb("0", task.code.reference)]
    register = grading_pb2.RegisterTaskRequest(task=task_to_pb(task))
    digest = grading.RegisterTask(register, timeout=60).digest
    whole = grading_pb2.GradeRequest(task=task_to_pb(task), submissions=some)
    named = grading_pb2.GradeRequest(task_digest=digest, submissions=some)
    for request in (whole, named):
        answer = grading.Grade(request, timeout=60).answers[0]
        assert answer.graded.reward.value == 1.0
    nothing = health_pb2.HealthCheckRequest()
    return {
        "empty": lambda: health.Check(nothing),
        "remembered, task sent": lambda: grading.Grade(whole),
        "remembered, task named": lambda: grading.Grade(named),
    }


def main() -> int:
    """Measures and prints; the exit status."""
    flags = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    flags.add_argument("--calls", type=int, default=3000, help="of each kind (default 3000)")
    flags.add_argument("--rounds", type=int, default=5, help="in so many turns (default 5)")
    given = flags.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(Path(folder)) as service,
        grpc.insecure_channel(service.address) as channel,
    ):
        figures = measure(calls_of(channel), given.calls, given.rounds)
    for figure in figures:
        ratio = figure.p50_us / figures[0].p50_us
        print(
            f"{figure.name:24} p50 {figure.p50_us:7.0f} us   p95 {figure.p95_us:7.0f} us"
            f"   {ratio:5.2f} times an empty call"
        )
    worst = max(figure.p50_us for figure in figures[1:]) / figures[0].p50_us
    print(f"worst: {worst:.2f} (at most {MOST:g})")
    return 0 if worst <= MOST else 1


if __name__ == "__main__":
    sys.exit(main())
