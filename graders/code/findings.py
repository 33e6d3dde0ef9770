"""Room 5, judge: what one stage's record says about each of its tests.

No test passes here unless
- a call's reply, or a program's standard output, was compared outside the candidate's process
  and found right, or
- an examiner's whole testimony says so (for `shared` stages: the process's own, which proves
  little; the report's trust tells it).
How a candidate's process ended, and what it said about it, can only make a verdict worse.
"""

from __future__ import annotations

from assay.faults import Internal
from assay.runs import Ended, ProcessRecord, Stage, StageRecord
from assay.types import Call, CheckerProgram, Stdio, StopRule, Test, Verdict
from graders.checkers import Comparison, compare, compare_text
from graders.code import plan
from graders.code.ends import LIMIT_VERDICTS, ended, is_killed
from graders.code.ground import Finding, Ground, detail, raised, show, told
from graders.code.programs import alone, program, shared
from graders.code.statements import Reply, read_failure, read_reply
from graders.code.tasks import checker_of

_RESUMABLE = frozenset(LIMIT_VERDICTS) - {Ended.FORBIDDEN, Ended.TOTAL_LIMIT}


def findings(on: Ground, stage: Stage, record: StageRecord) -> dict[str, Finding]:
    """By test id: what the record says. Calls that a fresh process is to answer are left out."""
    if len(record.processes) != len(stage.processes):
        raise Internal(f"stage {stage.id!r} has {len(record.processes)} process records")
    kind = stage.id.partition(":")[0]
    if kind == "calls":
        return _calls(on, stage, record.processes[0])
    test = on.tests[stage.test_ids[0]]
    if kind == "stdio":
        return {test.id: _stdio(on, test, record.processes[0])}
    if kind == "shared":
        return {test.id: shared(on, test, record.processes[0])}
    found = alone(on, test, record) if kind == "alone" else program(on, test, record)
    return {test.id: found} if found is not None else {}


def follow_up(on: Ground, stage: Stage, record: StageRecord) -> Stage | None:
    """The stage that answers what this one's record leaves open; None: nothing is open.

    Calls go on in a fresh process behind the last reply if a limit ended the process after it
    had answered at least one (that one call deserves its whole limits), and behind the call
    that ended it if that is charged but the task wants all tests run.
    """
    kind = stage.id.partition(":")[0]
    if kind == "calls":
        start = _next_call(on, stage, record.processes[0])
        return None if start is None else plan.rest_of_calls(stage, start)
    if kind != "program":
        return None
    test = on.tests[stage.test_ids[0]]
    follow = findings(on, stage, record)[test.id].follow
    if follow == "shared":
        return plan.shared_stage(on.submission, on.code, test)
    return plan.alone_stage(stage) if follow == "alone" else None


# ---------------------------------------------------------------- standard input and output


def _stdio(on: Ground, test: Test, process: ProcessRecord) -> Finding:
    assert isinstance(test.body, Stdio)
    has_failed = process.ended is not Ended.EXITED or process.exit_code != 0
    if has_failed or read_failure(process.account) is not None:
        return ended(on, test, process, is_main=True)
    checker = checker_of(on.submission.task.code, test)
    if isinstance(checker, CheckerProgram):
        return Finding(None, actual=process.stdout.decode("utf-8", "replace"))
    text = process.stdout.decode("utf-8", "surrogateescape")  # so that no bad byte is taken as good
    return compared(on, test, compare_text(checker, test.body.stdout, text), text)


# ---------------------------------------------------------------- calls


def _calls(on: Ground, stage: Stage, process: ProcessRecord) -> dict[str, Finding]:
    owed = len(stage.test_ids)
    found: dict[str, Finding] = {}
    for test_id, reply in zip(stage.test_ids, process.replies[:owed], strict=False):
        found[test_id] = _answer(on, on.tests[test_id], read_reply(reply))
        stops = on.submission.task.code.stop is StopRule.FIRST_FAILURE
        if stops and found[test_id].verdict not in (None, Verdict.ACCEPTED):
            return found  # what is behind it can't matter, and may cost much to read
    answered = len(found)
    if answered == owed:
        if process.ended is Ended.FORBIDDEN:
            last = on.tests[stage.test_ids[-1]]
            found[last.id] = ended(on, last, process, is_main=False)
        return found
    if _next_call(on, stage, process) == answered:
        return found
    failing = ended(on, on.tests[stage.test_ids[answered]], process, is_main=False)
    found[stage.test_ids[answered]] = failing
    if _fails_to_load(process):
        for test_id in stage.test_ids[answered + 1 :]:
            found[test_id] = Finding(failing.verdict)
    return found


def _next_call(on: Ground, stage: Stage, process: ProcessRecord) -> int | None:
    """The index of the call with which a fresh process is to begin; None: no fresh process."""
    answered, owed = min(len(process.replies), len(stage.test_ids)), len(stage.test_ids)
    if answered == owed or process.ended is Ended.TOTAL_LIMIT or _fails_to_load(process):
        return None
    if process.ended in _RESUMABLE and answered > 0:
        return answered
    runs_all = on.submission.task.code.stop is StopRule.RUN_ALL
    is_clear = not is_killed(process) and process.ended is not Ended.DISMISSED
    return answered + 1 if runs_all and is_clear and answered + 1 < owed else None


def fails_to_compile(process: ProcessRecord) -> bool:
    """Whether the process says so, without a look at its replies."""
    failure = read_failure(process.account) if not process.replies else None
    return failure is not None and failure.phase == "compile"


def _fails_to_load(process: ProcessRecord) -> bool:
    """Whether the process says that it never came to the first call. (It may lie: to its cost.)"""
    failure = read_failure(process.account) if not process.replies else None
    return failure is not None and failure.phase in ("compile", "load")


def _answer(on: Ground, test: Test, reply: Reply) -> Finding:
    assert isinstance(test.body, Call)
    if reply.failure is not None and reply.failure.type != "NotPlain":
        return raised(on, test, reply.failure, is_main=False)
    if not reply.has_value:
        why = reply.failure.message if reply.failure is not None else reply.why
        return Finding(Verdict.WRONG_ANSWER, told(test, "wrong answer", why), detail(on, test))
    checker = checker_of(on.submission.task.code, test)
    if isinstance(checker, CheckerProgram):
        return Finding(None, actual=reply.value)
    return compared(on, test, compare(checker, test.body.expected, reply.value), reply.value)


def compared(on: Ground, test: Test, comparison: Comparison, actual: object) -> Finding:
    """The finding from a comparison that was made outside the candidate's process."""
    if comparison.ok is True:
        return Finding(Verdict.ACCEPTED)
    text = actual if isinstance(test.body, Stdio) and isinstance(actual, str) else show(actual)
    words = told(test, "wrong answer", comparison.why, has_values=True)
    return Finding(Verdict.WRONG_ANSWER, words, detail(on, test, text))
