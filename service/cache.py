"""Rooms 3 to 5, remembered: reports of earlier, identical submissions, bounded by bytes.

Only what would come out the same again is kept: never a fault, a cancelled run, or a verdict
that the clock took part in.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace

from assay.types import Report, Verdict

NEAR = 0.5
"""A report is a near miss when its runs took more than this part of a test's time limit."""

_ENTRY_BYTES = 1200
"""What a report without checks and diagnostics takes, its key and table slot included."""
_CHECK_BYTES = 250
_DIAGNOSTIC_BYTES = 400
_FRAME_BYTES = 200


def is_lasting(report: Report) -> bool:
    """Whether the same submission would have the same report on another day.

    Not if time ended a test, or nearly did: a busier or an idler machine would say otherwise.
    """
    if report.verdict is Verdict.TIME_LIMIT:
        return False
    if any(check.verdict is Verdict.TIME_LIMIT for check in report.checks):
        return False
    tests = max(1, sum(check.verdict is not Verdict.NOT_RUN for check in report.checks))
    return report.usage.wall_s <= NEAR * min(
        report.limits.wall_s * tests, report.limits.total_wall_s
    )


def report_bytes(report: Report) -> int:
    """About how much memory a report takes."""
    total = _ENTRY_BYTES
    for check in report.checks:
        total += _CHECK_BYTES
        if check.detail is not None:
            told = (check.detail.input, check.detail.expected, check.detail.actual)
            total += sum(len(text) for text in told if text) + len(check.detail.diff or "")
    for diagnostic in report.diagnostics:
        total += _DIAGNOSTIC_BYTES + len(diagnostic.message) + len(diagnostic.source or "")
        total += sum(_FRAME_BYTES + len(frame.text) for frame in diagnostic.frames)
    return total


class ReportCache:
    """Reports by key (task, text and versions); the least recently used goes first."""

    def __init__(self, capacity_bytes: int) -> None:
        self._capacity = capacity_bytes
        self._kept: OrderedDict[bytes, tuple[Report, int]] = OrderedDict()
        self.bytes = 0
        """About how much memory the reports take."""

    def get(self, key: bytes) -> Report | None:
        """The report under this key, marked as cached; None: not here."""
        kept = self._kept.get(key)
        if kept is None:
            return None
        self._kept.move_to_end(key)
        return kept[0]

    def put(self, key: bytes, report: Report) -> None:
        """Keeps the report, if it is lasting and fits."""
        size = report_bytes(report)
        if not is_lasting(report) or size > self._capacity:
            return
        _, old = self._kept.pop(key, (None, 0))
        self._kept[key] = (replace(report, is_cached=True), size)
        self.bytes += size - old
        while self.bytes > self._capacity:
            _, (_, dropped) = self._kept.popitem(last=False)
            self.bytes -= dropped
