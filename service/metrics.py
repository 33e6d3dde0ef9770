"""What the service counts, for Prometheus; and the wrappers that count in rooms 3 to 5.

assay_calls_total{method,code}         calls by gRPC status
assay_call_seconds{method}             how long they took
assay_submissions_total{outcome}       submissions by verdict, or by the fault's code
assay_cached_total                     submissions answered from an earlier one's report
assay_faults_total{client,code}        faults by client: a token's name, or `anonymous`
assay_unclear_total{code}              runs that a canary had to settle: they may be our defect
assay_part_seconds_total{part}, assay_part_count_total{part}
                                       where a submission's time goes
assay_pending, assay_pending_bytes, assay_cache_bytes
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, start_http_server
from prometheus_client.metrics_core import CounterMetricFamily, Metric
from prometheus_client.registry import Collector

from assay.faults import Fault
from assay.runs import RunPlan, RunRecord, Stage, StageRecord
from assay.types import Graded, Report, Submission
from worker.rooms import Backend, Grader, Promise, Sandbox, Standing

_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120)


class Metrics:
    """One service's counters. Children are kept, since looking them up costs more than adding."""

    def __init__(self, registry: CollectorRegistry | None = None) -> None:
        self.registry = registry or CollectorRegistry()
        within = self.registry
        self._calls = Counter("assay_calls", "Calls.", ["method", "code"], registry=within)
        self._seconds = Histogram(
            "assay_call_seconds",
            "Seconds a call took.",
            ["method"],
            buckets=_BUCKETS,
            registry=within,
        )
        self._outcomes = Counter("assay_submissions", "Submissions.", ["outcome"], registry=within)
        self._cached = Counter(
            "assay_cached", "Submissions answered from a report.", registry=within
        )
        self._faults = Counter("assay_faults", "Faults.", ["client", "code"], registry=within)
        self._unclear = Counter("assay_unclear", "Unclear runs.", ["code"], registry=within)
        self._parts = _Parts()
        within.register(self._parts)
        self.part = self._parts.add
        """Counts that a part of a submission's way took so many seconds: `part(name, seconds)`."""

    def watch(self, name: str, told: str, read: Callable[[], float]) -> None:
        """Shows what `read` gives, whenever somebody looks."""
        Gauge(name, told, registry=self.registry).set_function(read)

    def serve(self, host: str, port: int) -> None:
        """Answers Prometheus at this address, from a thread of its own."""
        start_http_server(port, host, self.registry)

    def call(self, method: str, code: str, seconds: float) -> None:
        """A call is over."""
        self._calls.labels(method, code).inc()
        self._seconds.labels(method).observe(seconds)

    def unclear(self, fault: Fault) -> None:
        """It was unclear whose failure a run was."""
        self._unclear.labels(fault.code).inc()

    def submissions(self, client: str, answers: Sequence[Graded | Fault]) -> None:
        """These are the answers to a client's submissions."""
        for answer in answers:
            if isinstance(answer, Graded):
                self._outcomes.labels(answer.report.verdict.value).inc()
                if answer.report.is_cached:
                    self._cached.inc()
            else:
                self._outcomes.labels(answer.code).inc()
                self._faults.labels(client, answer.code).inc()


class _Parts(Collector):
    """Seconds and counts by part. A submission has some forty of them, and a lock and a label for
    each would cost more than judging it does; planning and judging big ones happen in threads,
    where a lost update is a rounding error."""

    def __init__(self) -> None:
        self._sums: dict[str, list[float]] = {}

    def add(self, name: str, seconds: float) -> None:
        known = self._sums.get(name)
        if known is None:
            known = self._sums.setdefault(name, [0.0, 0.0])
        known[0] += seconds
        known[1] += 1

    def collect(self) -> Iterable[Metric]:
        took = CounterMetricFamily("assay_part_seconds", "Seconds, by part.", labels=["part"])
        ran = CounterMetricFamily("assay_part_count", "Times that a part ran.", labels=["part"])
        for name, (seconds, count) in list(self._sums.items()):
            took.add_metric([name], seconds)
            ran.add_metric([name], count)
        return took, ran


class MeteredGrader:
    """A grader whose planning and judging are timed."""

    def __init__(self, inner: Grader, metrics: Metrics) -> None:
        self.name = inner.name
        self.version = inner.version
        self.check = inner.check
        self.settles = inner.settles
        self.resume = inner.resume
        self.checks = inner.checks
        self._inner = inner
        self._part = metrics.part

    def plan(self, submission: Submission) -> RunPlan | Report:
        """As the grader's own."""
        began = time.perf_counter()
        plan = self._inner.plan(submission)
        self._part("plan", time.perf_counter() - began)
        return plan

    def judge(
        self, submission: Submission, plan: RunPlan, record: RunRecord, checks: RunRecord | None
    ) -> Report:
        """As the grader's own."""
        began = time.perf_counter()
        report = self._inner.judge(submission, plan, record, checks)
        self._part("judge", time.perf_counter() - began)
        return report


class MeteredBackend:
    """A backend whose stages are timed, as a whole and by the parts that it states itself."""

    def __init__(self, inner: Backend, metrics: Metrics) -> None:
        self.name = inner.name
        self.slots = inner.slots
        self.close = inner.close
        self.version = inner.version
        self._inner = inner
        self._metrics = metrics

    async def start(self) -> None:
        """As the backend's own, which may settle how many slots it has."""
        await self._inner.start()
        self.slots = self._inner.slots

    def standings(self) -> Mapping[Promise, Standing]:
        """As the backend's own."""
        return self._inner.standings()

    def open(self, plan: RunPlan) -> Sandbox:
        """As the backend's own, timed."""
        return _MeteredSandbox(self._inner.open(plan), self._metrics)


class _MeteredSandbox:
    def __init__(self, inner: Sandbox, metrics: Metrics) -> None:
        self.close = inner.close
        self._inner = inner
        self._part = metrics.part

    async def run(self, stage: Stage, wall_s: float) -> StageRecord:
        began = time.perf_counter()
        record = await self._inner.run(stage, wall_s)
        self._part("stage", time.perf_counter() - began)
        for part, seconds in record.times_s:
            self._part(f"stage_{part}", seconds)
        return record
