"""Every cheat of the corpus against the real sandbox, through rooms 3 to 5: none gets through."""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter
from dataclasses import dataclass

import pytest

from assay import feedback, jsonform
from assay.faults import Fault
from assay.shaping import shape
from assay.types import FeedbackLevel, Graded, Report, Submission, Trust, Verdict
from tests.corpus.cases import Case, load_all
from worker.corridor import Corridor
from worker.rooms import graders, local

pytestmark = [pytest.mark.sandbox, pytest.mark.slow]

CASES = load_all()
SLACK_S = 1.0
"""How far a submission's time may pass its limit."""


@dataclass(frozen=True)
class Answer:
    """What became of one submission: a report, or the fault that was raised instead."""

    outcome: Report | Fault
    wall_s: float
    """From its turn to its answer."""

    def report(self) -> Report:
        """The report; a fault fails the test."""
        assert isinstance(self.outcome, Report), f"a fault: {self.outcome!r}"
        return self.outcome


async def _answer(corridor: Corridor, turn: asyncio.Semaphore, submission: Submission) -> Answer:
    async with turn:
        begin = time.perf_counter()
        try:
            outcome: Report | Fault = await corridor.report(submission)
        except Fault as fault:
            outcome = fault
        return Answer(outcome, time.perf_counter() - begin)


async def _answers(submissions: list[Submission]) -> dict[str, Answer]:
    backend = local(None)
    await backend.start()
    try:
        corridor, turn = Corridor(backend, graders()), asyncio.Semaphore(backend.slots)
        found = await asyncio.gather(*(_answer(corridor, turn, s) for s in submissions))
    finally:
        await backend.close()
    return dict(zip((s.id for s in submissions), found, strict=True))


@pytest.fixture(scope="session")
def answers() -> dict[str, Answer]:
    """The answers to all cheats and twins, graded beside each other on one event loop."""
    return asyncio.run(_answers([s for case in CASES for s in case.submissions()]))


def _texts(case: Case, report: Report) -> list[str]:
    """All that a trainer gets: the answer's JSON, and the text at every level."""
    reward = shape(report, case.task.shaping, FeedbackLevel.FULL)
    answer = jsonform.graded_to_json(Graded(case.name, "cheat", report, reward))
    return [json.dumps(answer), *(feedback.text(report, level) for level in FeedbackLevel)]


def test_the_corpus_is_whole() -> None:
    """At least a hundred mechanisms, none of which would be right if it were accepted."""
    assert len(CASES) >= 110
    assert not [case.name for case in CASES if Verdict.ACCEPTED in case.verdicts]
    assert not [case.name for case in CASES if not case.verdicts]
    assert len({case.tries for case in CASES}) == len(CASES)
    assert len({case.cheat for case in CASES}) == len(CASES)
    assert len(Counter(case.family for case in CASES)) >= 12


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_cheat_gets_its_verdict(case: Case, answers: dict[str, Answer]) -> None:
    """No cheat is accepted, none buys a fault, and each has the verdict that its folder names."""
    report = answers[f"{case.name}/cheat"].report()
    assert report.verdict is not Verdict.ACCEPTED
    assert report.verdict in case.verdicts, report.diagnostics
    assert shape(report, case.task.shaping, FeedbackLevel.FULL).value < 1.0


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_twin_is_accepted(case: Case, answers: dict[str, Answer]) -> None:
    """An honest answer that uses what the cheat abuses passes, in separated trust."""
    report = answers[f"{case.name}/honest"].report()
    assert report.verdict is Verdict.ACCEPTED, report.diagnostics
    assert report.trust is Trust.SEPARATED


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_cheat_is_over_in_time(case: Case, answers: dict[str, Answer]) -> None:
    """No cheat outlasts its limits: not in what it used, nor in what it kept a slot busy."""
    answer, limits = answers[f"{case.name}/cheat"], case.task.limits
    runs = 2 if case.task.code.language == "cpp" else 1
    assert answer.report().usage.wall_s <= runs * limits.wall_s + SLACK_S
    # All cases run at the same time, so what a report costs the judge is waited for in turns.
    assert answer.wall_s <= 2 * limits.total_wall_s + SLACK_S


@pytest.mark.parametrize("case", [c for c in CASES if c.secrets], ids=lambda case: case.name)
def test_nothing_hidden_comes_out(case: Case, answers: dict[str, Answer]) -> None:
    """Nothing of a hidden test stands in a report or in any feedback made from it."""
    for text in _texts(case, answers[f"{case.name}/cheat"].report()):
        assert not [secret for secret in case.secrets if secret in text], text


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_feedback_is_safe_to_print(case: Case, answers: dict[str, Answer]) -> None:
    """What a cheat prints or raises reaches a prompt bounded and without control characters."""
    report = answers[f"{case.name}/cheat"].report()
    for level in FeedbackLevel:
        text = feedback.text(report, level)
        assert len(text) <= 4000
        assert not [c for c in text if ord(c) < 32 and c not in "\n\t"], text
        assert not [c for c in text if c in "\x7f\u202e\u2066\u2069" or "\ud800" <= c <= "\udfff"]
