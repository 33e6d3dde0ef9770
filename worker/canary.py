"""Rooms 3 to 5: whose failure was it? What is unclear runs again, beside a known-good canary.

No reward beats a bad one, so a policy must not be able to choose a fault; and it must not learn
from our outages. So a submission whose outcome is unclear runs again in a fresh sandbox, while a
canary of the same runtime and shape runs beside it, and once more if that is unclear as well:

    the submission has an outcome now          that outcome
    the canary fails too                       ours: the fault
    it failed ROUNDS times beside a canary
    that passed                                its own: `runtime_error`

More than one round, because what kills a sandbox from outside may hit the same submission twice
and leave a quick canary alone.

The canary answers the task's own inputs under the task's own limits, so that what only this
task's size or limits break is not laid on the candidate. Where the task has a reference, that is
the canary; else it is a program that is right by construction.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

from assay.faults import Fault
from assay.types import (
    Call,
    CheckOutcome,
    CodeTask,
    Diagnostic,
    Exact,
    Program,
    ProgramRunner,
    Report,
    Stdio,
    StopRule,
    Submission,
    Task,
    Test,
    Tokens,
    Trust,
    Verdict,
)
from graders.code import runner_of

Attempt = Callable[[Submission], Awaitable[Report]]

ROUNDS = 2
"""How often an unclear submission is tried again before it is charged with its failure."""
MOST_TESTS = 8
"""A canary answers at most this many of the task's tests."""

_WORD = "canary"
_ROOM_BYTES = 1024
"""What a canary may print at least, however little the task's own answers need."""
_PYTHON = (
    'def canary(*args, **kwargs):\n    return "canary"\n\n'
    "def after(number):\n    return number + 1\n\n"
    'print("canary")\n'
)
_CPP = '#include <cstdio>\nint main() { std::puts("canary"); return 0; }\n'
_PROGRAMS = {
    ProgramRunner.SCRIPT: "assert after(41) == 42\n",
    ProgramRunner.UNITTEST: (
        "import unittest\nfrom {module} import after\n\n"
        "class Canary(unittest.TestCase):\n"
        "    def test_answer(self):\n        self.assertEqual(after(41), 42)\n"
    ),
    ProgramRunner.PYTEST: (
        "from {module} import after\n\ndef test_answer():\n    assert after(41) == 42\n"
    ),
}


async def settle(submission: Submission, unclear: Fault, attempt: Attempt) -> Report:
    """The report of an unclear submission, or `unclear` again if the canary fails as well."""
    for _round in range(ROUNDS):
        again, is_well = await asyncio.gather(
            _outcome(submission, attempt), passes(beside(submission.task), attempt)
        )
        if isinstance(again, Report):
            return again
        if not is_well:
            raise unclear
    return its_own_failure(submission)


async def passes(canary: Submission | None, attempt: Attempt) -> bool:
    """Whether the canary is accepted. Without a canary nothing can be told: False."""
    if canary is None:
        return False
    outcome = await _outcome(canary, attempt)
    return isinstance(outcome, Report) and outcome.verdict is Verdict.ACCEPTED


async def _outcome(submission: Submission, attempt: Attempt) -> Report | Fault:
    try:
        return await attempt(submission)
    except Fault as fault:
        return fault


def its_own_failure(submission: Submission) -> Report:
    """The report on a submission that came to no end while its canaries passed."""
    task = submission.task
    told = "the run of this program came to no clear end, as often as it was tried"
    verdicts = [Verdict.RUNTIME_ERROR] + [Verdict.NOT_RUN] * (len(task.code.tests) - 1)
    return Report(
        verdict=Verdict.RUNTIME_ERROR,
        trust=Trust.SEPARATED,
        checks=tuple(
            CheckOutcome(test.id, verdict, test.weight, test.hidden)
            for test, verdict in zip(task.code.tests, verdicts, strict=True)
        ),
        diagnostics=(Diagnostic("error", "runtime error", told),),
        limits=task.limits,
        code_chars=len(submission.text),
    )


def beside(task: Task) -> Submission | None:
    """The canary for a task: same runtime, kinds of test, inputs and limits.

    None: there is no program that is known to be good in this runtime, and no reference.
    """
    code = task.code
    if code.reference is not None:
        return Submission(_WORD, replace(task, id=_WORD), code.reference)
    text = _text(code.language)
    if text is None:
        return None
    tests = tuple(_test(test, code) for test in code.tests[:MOST_TESTS])
    bare = CodeTask(code.language, tests, "canary", module=code.module, stop=StopRule.RUN_ALL)
    room = max(task.limits.output_bytes, _ROOM_BYTES)
    limits = replace(task.limits, output_bytes=room)
    return Submission(_WORD, replace(task, id=_WORD, code=bare, limits=limits), text)


def _text(language: str) -> str | None:
    """A program that answers every test which `_test` makes."""
    if language.startswith("python"):
        return _PYTHON
    return _CPP if language == "cpp" else None


def _test(test: Test, code: CodeTask) -> Test:
    """The test with an expectation that the canary meets; never hidden, never partial."""
    body = test.body
    if isinstance(body, Stdio):
        return Test(test.id, Stdio(body.stdin, _WORD), checker=Tokens())
    if isinstance(body, Call):
        return Test(test.id, Call(body.args, _WORD, body.kwargs), checker=Exact())
    runner = runner_of(body)
    program = _PROGRAMS[runner].format(module=code.module)
    return Test(test.id, Program(program, runner))
