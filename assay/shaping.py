"""Room 7: the arithmetic from report to reward. Pure, so a stored report can be shaped again.

Every profile is built from shares, each from 0 to 1, that `Reward.parts` shows by name:

    tests     weight of the tests that passed / weight of all tests
    parses    1 if there was code in the submission (the verdict is not `malformed`), else 0
    compiles  1 if it parses and the compiler or parser took it (not `compile_error`), else 0
    runs      of the tests that were run: tests that ran to their end (accepted or wrong answer)
              / tests that were run; 0 if none was run

and gives

    binary    1 if the verdict is accepted, else 0
    fraction  tests
    staged    0.05 * parses + 0.05 * compiles + 0.1 * runs + 0.8 * tests

A forbidden submission has 0 in each profile: trying to break out must not pay. With
`StopRule.FIRST_FAILURE` tests after the first failure were not run, and count as not passed.
Then, if the profile's number is above 0, penalties are taken off it, down to 0 at the least:

    value = max(0, profile - time_penalty * time - length_penalty * length)

    time      min(1, usage.cpu_s / min(limits.total_wall_s, limits.cpu_s * tests that were run)).
              Processor time, because wall clock tells of the machine's other work
    length    min(1, code_chars / length_limit)

`time` and `length` are among the parts only if their penalty is above 0: so without a time penalty
a reward has the same bytes on any machine.

Which profile: `binary` says only what is true. `fraction` pays for passing some tests, which a
policy can do by special-casing them. `staged` gives a cold policy something to climb, at the price
of up to 0.2 for a program that runs and is wrong throughout.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from assay import ranges
from assay.feedback import text
from assay.types import FeedbackLevel, Report, Reward, Shaping, Verdict

RAN_TO_ITS_END = (Verdict.ACCEPTED, Verdict.WRONG_ANSWER)
STAGES = {"parses": 0.05, "compiles": 0.05, "runs": 0.1, "tests": 0.8}
"""What each part of the `staged` profile is worth; together 1."""


def shape(report: Report, shaping: Shaping, level: FeedbackLevel) -> Reward:
    """The reward for a report: number, parts, and text at the feedback level.

    Raises InvalidTask for an unknown profile or a penalty that is out of its range.
    """
    ranges.check_shaping(shaping)
    value, parts = _PROFILES[shaping.profile](report)
    if report.verdict is Verdict.FORBIDDEN:
        value = 0.0
    penalties = _penalties(report, shaping)
    loss = math.fsum(most * share for most, share in penalties.values())
    return Reward(
        value=max(0.0, value - loss) if value > 0 else 0.0,
        parts={**parts, **{name: share for name, (_, share) in penalties.items()}},
        text=text(report, level),
    )


def binary(report: Report) -> tuple[float, dict[str, float]]:
    """1 if the verdict is accepted, else 0."""
    return float(report.verdict is Verdict.ACCEPTED), {"tests": tests(report)}


def fraction(report: Report) -> tuple[float, dict[str, float]]:
    """The weight of the tests that passed over the weight of all tests."""
    share = tests(report)
    return share, {"tests": share}


def staged(report: Report) -> tuple[float, dict[str, float]]:
    """0.05 * parses + 0.05 * compiles + 0.1 * runs + 0.8 * tests."""
    parses = report.verdict is not Verdict.MALFORMED
    compiles = parses and report.verdict is not Verdict.COMPILE_ERROR
    parts = {
        "parses": float(parses),
        "compiles": float(compiles),
        "runs": runs(report),
        "tests": tests(report),
    }
    return math.fsum(STAGES[name] * share for name, share in parts.items()), parts


_PROFILES: dict[str, Callable[[Report], tuple[float, dict[str, float]]]] = {
    "binary": binary,
    "fraction": fraction,
    "staged": staged,
}


def tests(report: Report) -> float:
    """The weight of the tests that passed over the weight of all; without weight, 1 if accepted."""
    total = math.fsum(check.weight for check in report.checks)
    if total <= 0:
        return float(report.verdict is Verdict.ACCEPTED)
    passed = (check.weight for check in report.checks if check.verdict is Verdict.ACCEPTED)
    return math.fsum(passed) / total


def runs(report: Report) -> float:
    """Of the tests that were run, the share that ran to their end, right or wrong."""
    verdicts = _verdicts_of_run(report)
    ended = sum(verdict in RAN_TO_ITS_END for verdict in verdicts)
    return ended / len(verdicts) if verdicts else 0.0


def _verdicts_of_run(report: Report) -> list[Verdict]:
    """The verdicts of the tests that were run; none where the submission never came to run."""
    if report.verdict in (Verdict.MALFORMED, Verdict.COMPILE_ERROR):
        return []
    return [check.verdict for check in report.checks if check.verdict is not Verdict.NOT_RUN]


def _penalties(report: Report, shaping: Shaping) -> dict[str, tuple[float, float]]:
    """Of each penalty that is on: the most it takes off, and the share of that which it takes."""
    penalties: dict[str, tuple[float, float]] = {}
    if shaping.time_penalty > 0:
        penalties["time"] = (shaping.time_penalty, _time(report))
    if shaping.length_penalty > 0:
        length = min(1.0, report.code_chars / shaping.length_limit)
        penalties["length"] = (shaping.length_penalty, length)
    return penalties


def _time(report: Report) -> float:
    limits, count = report.limits, max(1, len(_verdicts_of_run(report)))
    return min(1.0, report.usage.cpu_s / min(limits.total_wall_s, limits.cpu_s * count))
