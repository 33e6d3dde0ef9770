"""Which reports are kept, and for how long."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assay.types import CheckDetail, CheckOutcome, Diagnostic, Limits, Report, Trust, Usage, Verdict
from service.cache import ReportCache, is_lasting, report_bytes

REPORT = Report(
    Verdict.ACCEPTED,
    Trust.SEPARATED,
    (CheckOutcome("t1", Verdict.ACCEPTED),),
    usage=Usage(wall_s=0.1),
    limits=Limits(wall_s=1.0),
)


def test_kept_report_says_that_it_was_kept() -> None:
    """An answer from the cache is the same report, marked."""
    cache = ReportCache(10_000)
    cache.put(b"k", REPORT)
    assert cache.get(b"k") == replace(REPORT, is_cached=True)
    assert cache.get(b"other") is None


@pytest.mark.parametrize(
    "report",
    [
        replace(REPORT, verdict=Verdict.TIME_LIMIT),
        replace(REPORT, checks=(CheckOutcome("t1", Verdict.TIME_LIMIT),)),
        replace(REPORT, usage=Usage(wall_s=0.8)),
    ],
)
def test_what_the_clock_decided_is_not_kept(report: Report) -> None:
    """A time limit and a near miss might come out otherwise on another day."""
    cache = ReportCache(10_000)
    cache.put(b"k", report)
    assert not is_lasting(report)
    assert cache.get(b"k") is None


def test_least_recently_used_goes_first() -> None:
    """The cache holds its bound in bytes, and forgets what nobody has asked for."""
    cache = ReportCache(2 * report_bytes(REPORT))
    cache.put(b"a", REPORT)
    cache.put(b"b", REPORT)
    assert cache.get(b"a") is not None
    cache.put(b"c", REPORT)
    assert cache.get(b"b") is None
    assert cache.get(b"a") is not None
    assert cache.bytes <= 2 * report_bytes(REPORT)


def test_bytes_are_counted_once_per_key() -> None:
    """Putting the same key again replaces, and does not add up."""
    cache = ReportCache(10_000)
    cache.put(b"a", REPORT)
    cache.put(b"a", REPORT)
    assert cache.bytes == report_bytes(REPORT)


def test_cache_of_nothing_keeps_nothing() -> None:
    """With no room every submission is run."""
    cache = ReportCache(0)
    cache.put(b"a", REPORT)
    assert (cache.get(b"a"), cache.bytes) == (None, 0)


def test_texts_count() -> None:
    """Details and diagnostics weigh what their texts weigh."""
    detail = CheckDetail("x" * 500, "y" * 500, None, None)
    checks = (CheckOutcome("t", Verdict.WRONG_ANSWER, detail=detail),)
    told = (Diagnostic("error", "kind", "m" * 1000),)
    heavy = replace(REPORT, checks=checks, diagnostics=told)
    assert report_bytes(heavy) - report_bytes(REPORT) >= 2000
