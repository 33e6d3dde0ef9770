"""Rewards: each profile is its formula, and no arithmetic pays for what is not earned."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given

from assay.faults import InvalidTask
from assay.ranges import PROFILES
from assay.shaping import shape
from assay.types import (
    CheckOutcome,
    FeedbackLevel,
    Limits,
    Report,
    Reward,
    Shaping,
    Trust,
    Usage,
    Verdict,
)
from tests.assay import made

V = Verdict


def _report(verdict: Verdict, *verdicts: Verdict, weights: tuple[float, ...] = ()) -> Report:
    weights = weights or (1.0,) * len(verdicts)
    checks = tuple(
        CheckOutcome(f"t{i}", each, weight)
        for i, (each, weight) in enumerate(zip(verdicts, weights, strict=True))
    )
    return Report(verdict, Trust.SEPARATED, checks)


def _value(report: Report, profile: str) -> float:
    return shape(report, Shaping(profile), FeedbackLevel.NONE).value


HALF = _report(V.WRONG_ANSWER, V.ACCEPTED, V.WRONG_ANSWER)

VALUES: list[tuple[str, Report, float]] = [
    ("binary", _report(V.ACCEPTED, V.ACCEPTED), 1.0),
    ("binary", HALF, 0.0),
    ("fraction", _report(V.ACCEPTED, V.ACCEPTED, V.ACCEPTED), 1.0),
    ("fraction", HALF, 0.5),
    ("fraction", _report(V.TIME_LIMIT, V.ACCEPTED, V.TIME_LIMIT, V.NOT_RUN, V.NOT_RUN), 0.25),
    ("fraction", _report(V.WRONG_ANSWER, V.ACCEPTED, V.WRONG_ANSWER, weights=(3.0, 1.0)), 0.75),
    ("fraction", _report(V.COMPILE_ERROR), 0.0),
    ("fraction", _report(V.COMPILE_ERROR, V.NOT_RUN), 0.0),
    ("fraction", _report(V.ACCEPTED, V.ACCEPTED, weights=(0.0,)), 1.0),
    ("fraction", _report(V.FORBIDDEN, V.ACCEPTED, V.FORBIDDEN), 0.0),
    ("staged", _report(V.MALFORMED), 0.0),
    ("staged", _report(V.COMPILE_ERROR), 0.05),
    ("staged", _report(V.COMPILE_ERROR, V.COMPILE_ERROR), 0.05),
    ("staged", _report(V.RUNTIME_ERROR, V.RUNTIME_ERROR, V.NOT_RUN), 0.1),
    ("staged", _report(V.WRONG_ANSWER, V.WRONG_ANSWER, V.NOT_RUN), 0.2),
    ("staged", _report(V.RUNTIME_ERROR, V.ACCEPTED, V.RUNTIME_ERROR), 0.1 + 0.05 + 0.4),
    ("staged", HALF, 0.6),
    ("staged", _report(V.ACCEPTED, V.ACCEPTED), 1.0),
    ("staged", _report(V.FORBIDDEN, V.ACCEPTED, V.FORBIDDEN), 0.0),
]


@pytest.mark.parametrize(("profile", "report", "value"), VALUES)
def test_a_profile_is_its_formula(profile: str, report: Report, value: float) -> None:
    """Each profile gives what its docstring's formula gives."""
    assert _value(report, profile) == pytest.approx(value, abs=1e-12)


def test_parts_show_the_terms() -> None:
    """The parts are the formula's terms before their weights, and no more than asked for."""
    assert shape(HALF, Shaping(), FeedbackLevel.NONE).parts == {"tests": 0.5}
    staged = shape(HALF, Shaping("staged", time_penalty=0.1), FeedbackLevel.NONE)
    assert staged.parts == {"parses": 1.0, "compiles": 1.0, "runs": 1.0, "tests": 0.5, "time": 0.0}


def test_the_time_penalty_is_a_share_of_the_time_allowed() -> None:
    """Processor time over the limit of the tests that were run, the total being the most."""
    report = replace(
        _report(V.ACCEPTED, V.ACCEPTED, V.ACCEPTED),
        usage=Usage(wall_s=99.0, cpu_s=2.0),
        limits=Limits(cpu_s=2.0, total_wall_s=10.0),
    )
    reward = shape(report, Shaping(time_penalty=0.2), FeedbackLevel.NONE)
    assert reward.value == pytest.approx(1 - 0.2 * 0.5)
    tight = replace(report, limits=Limits(cpu_s=2.0, total_wall_s=1.0))
    assert shape(tight, Shaping(time_penalty=0.2), FeedbackLevel.NONE).parts["time"] == 1.0


def test_the_length_penalty_is_a_share_of_the_length_limit() -> None:
    """Characters of code over the limit, full at the limit and beyond."""
    shaping = Shaping(length_penalty=0.5, length_limit=100)
    for chars, value in ((0, 1.0), (50, 0.75), (100, 0.5), (10**6, 0.5)):
        report = replace(_report(V.ACCEPTED, V.ACCEPTED), code_chars=chars)
        assert shape(report, shaping, FeedbackLevel.NONE).value == pytest.approx(value)


@given(made.reports, made.shapings)
def test_every_reward_is_a_number_from_0_to_1(report: Report, shaping: Shaping) -> None:
    """Whatever the report, value and parts are finite and from 0 to 1."""
    reward = shape(report, shaping, FeedbackLevel.FULL)
    for share in (reward.value, *reward.parts.values()):
        assert math.isfinite(share)
        assert 0 <= share <= 1


@given(made.reports, made.shapings)
def test_shaping_is_pure(report: Report, shaping: Shaping) -> None:
    """A stored report shaped again gives the same reward; cached or not makes no difference."""
    first = shape(report, shaping, FeedbackLevel.FULL)
    again = shape(replace(report, is_cached=not report.is_cached), shaping, FeedbackLevel.FULL)
    assert again == first


@given(made.reports)
def test_binary_pays_for_acceptance_alone(report: Report) -> None:
    """Nothing but the verdict `accepted` has a binary reward above 0."""
    assert _value(report, "binary") == (1.0 if report.verdict is V.ACCEPTED else 0.0)


@given(made.reports)
def test_penalties_never_pay(report: Report) -> None:
    """No penalty raises a reward."""
    harsh = {"time_penalty": 1.0, "length_penalty": 1.0, "length_limit": 10}
    for profile in PROFILES:
        value = shape(report, Shaping(profile, **harsh), FeedbackLevel.NONE).value  # type: ignore[arg-type]
        assert value <= _value(report, profile)


def test_usage_is_not_in_a_reward_without_a_time_penalty() -> None:
    """Without a time penalty the same code has the same reward on any machine."""
    report = _report(V.ACCEPTED, V.ACCEPTED)
    slow = replace(report, usage=Usage(9.0, 9.0, 10**9))
    rewards: list[Reward] = [shape(each, Shaping(), FeedbackLevel.FULL) for each in (report, slow)]
    assert rewards[0] == rewards[1]


def test_an_unknown_profile_is_named() -> None:
    """A profile that is not on the list is the request's fault, not a reward."""
    with pytest.raises(InvalidTask, match=r"shaping\.profile"):
        shape(HALF, Shaping("generous"), FeedbackLevel.NONE)
