"""Room 5, judge: what became of one test program, from its examiner's testimony.

A pass needs the examiner's whole testimony, which it writes at its very end and on a descriptor
that no candidate has. Whatever else is missing or odd is told apart in this order: the
candidate met a limit or died; its values cost the examiner too much; it broke off the
conversation; or it can't be told, which is `Unavailable`.

A program that fails, or passes, without having asked the candidate to run anything may be the
task's own mistake, or a candidate that defines a number where a function is due. So it is run
once more against stubs of ours (`alone`): what it does without any candidate is the task's.
"""

from __future__ import annotations

import ast
import re
from dataclasses import replace

from assay.faults import InvalidTask
from assay.runs import Ended, ProcessRecord, StageRecord
from assay.types import CheckDetail, Program, ProgramRunner, Submission, Test, Trust, Verdict
from graders import diagnosis
from graders.code.ends import LIMIT_VERDICTS, ended, ended_by_limit, total_ran_out, unclear
from graders.code.ground import Finding, Ground, bounded_detail, own_of, raised, told
from graders.code.runners import runner_of
from graders.code.statements import Testimony, read_failure, read_testimony

_BROKE_OFF = 3
"""An examiner's exit code when its candidate closed the channel or sent no proper frames."""

_EMPTY = (
    "passes without any candidate: every candidate would pass. Does it call what it defines? "
    "Test functions and classes need the runner 'pytest', test cases 'unittest'"
)

_OF_A_STUB = ("TypeError", "AttributeError")
"""What a library's function raises where a stub stands for a number or a text."""
_LOOKS = re.compile(
    r"(?:isinstance|issubclass|callable|type|id|inspect|globals|locals|vars|dir|eval|exec)$"
    r"|__dict__|assert(?:Not)?Is",
    re.ASCII,
)

_EXAMINER_LIMITS = (Ended.WALL_LIMIT, Ended.CPU_LIMIT, Ended.OUTPUT_LIMIT, Ended.DISK_LIMIT)


def program(on: Ground, test: Test, record: StageRecord) -> Finding:
    """The finding from a stage of a candidate and its examiner."""
    candidate, examiner = record.processes
    if total_ran_out(record):
        return ended_by_limit(on, test, replace(candidate, ended=Ended.TOTAL_LIMIT))
    if candidate.ended in LIMIT_VERDICTS:
        return ended_by_limit(on, test, candidate)
    testimony = read_testimony(examiner.testimony, test.id)
    if testimony is None:
        return _without_testimony(on, test, candidate, examiner)
    if testimony.outcome == "passed":
        return _passed(on, test, examiner, testimony)
    return _not_passed(on, test, candidate, testimony)


def _without_testimony(
    on: Ground, test: Test, candidate: ProcessRecord, examiner: ProcessRecord
) -> Finding:
    if examiner.ended in _EXAMINER_LIMITS:
        # What a candidate's values cost their examiner is charged to the candidate.
        return ended_by_limit(on, test, examiner)
    broke_off = examiner.ended is Ended.EXITED and examiner.exit_code == _BROKE_OFF
    if broke_off and candidate.ended is Ended.DISMISSED:
        message = "the code broke off its conversation with the test"
        return Finding(Verdict.RUNTIME_ERROR, told(test, "runtime error", message))
    if broke_off or examiner.ended is Ended.DISMISSED:
        return ended(on, test, candidate, is_main=False)
    how = examiner.ended.value
    return unclear(f"the examiner of test {test.id!r} ended ({how}) without a testimony")


def _passed(on: Ground, test: Test, examiner: ProcessRecord, testimony: Testimony) -> Finding:
    is_final = examiner.exit_code == 0 if examiner.ended is Ended.EXITED else False
    if not is_final and examiner.ended is not Ended.DISMISSED:
        return unclear(f"the examiner of test {test.id!r} failed after its testimony")
    if not _is_whole(test, testimony):
        return _failed(test, testimony)
    # Nobody's merit until the same program is seen to fail without a candidate.
    return Finding(Verdict.ACCEPTED, follow="" if testimony.touched else "alone")


def _is_whole(test: Test, testimony: Testimony) -> bool:
    """Whether every test in the program passed: none failed, was skipped or never ran."""
    assert isinstance(test.body, Program)
    is_itemised = runner_of(test.body) is not ProgramRunner.SCRIPT
    has_items = bool(testimony.items) or not is_itemised
    return has_items and all(item.outcome == "passed" for item in testimony.items)


def _not_passed(on: Ground, test: Test, candidate: ProcessRecord, said: Testimony) -> Finding:
    failure = read_failure(candidate.account)
    if failure is not None and failure.phase in ("compile", "load"):
        return raised(on, test, failure, is_main=False)
    if said.outcome == "not_plain":
        why = f"{said.failure.message}, which is not plain data: return a list, a dict, a number"
        return Finding(Verdict.WRONG_ANSWER, told(test, "wrong answer", why), _seen(test, said))
    if said.outcome == "refused":
        return replace(_failed(test, said), follow=_after_refusal(on.submission, said))
    if said.origin == "candidate":
        finding = raised(on, test, said.failure, is_main=False)
        return replace(finding, detail=_seen(test, said))
    if said.missing:
        names = ", ".join(repr(diagnosis.clean_line(name, 80)) for name in said.missing[:5])
        words = told(test, "NameError", f"the code does not define {names}")
        return Finding(Verdict.RUNTIME_ERROR, words)
    return replace(_failed(test, said), follow="" if said.touched else "alone")


def _after_refusal(submission: Submission, said: Testimony) -> str:
    task = submission.task
    if task.code.allow_shared and task.require_trust is not Trust.SEPARATED:
        return "shared"
    return "" if said.touched else "alone"


def _failed(test: Test, said: Testimony) -> Finding:
    words = told(test, "wrong answer", _story(said))
    bad = [item for item in said.items if item.outcome != "passed"]
    if bad and not test.hidden:
        stories = (_item_story(item.name, item.message, item.outcome) for item in bad[:5])
        words = tuple(own_of(test, "wrong answer", story) for story in stories)
    return Finding(Verdict.WRONG_ANSWER, words, _seen(test, said))


def _story(said: Testimony) -> str:
    """What failed in a test program: its message, and the line that it stands on."""
    failure, line = said.failure, diagnosis.clean_line(said.program_source)
    is_plain = failure.type in ("", "AssertionError")
    message = failure.message if is_plain else f"{failure.type}: {failure.message}"
    if said.outcome == "refused":
        message = f"what the code returned is not plain data: {failure.message}"
    return f"{message} (in the test: {line})" if message and line else message or line


def _item_story(name: str, message: str, outcome: str) -> str:
    return f"{diagnosis.clean_line(name, 120)}: {message or outcome}"


def _seen(test: Test, said: Testimony) -> CheckDetail | None:
    seen = (said.call, said.expected, said.actual)
    return None if test.hidden or seen == (None, None, None) else bounded_detail(*seen)


# ---------------------------------------------------------------- stages that follow


def alone(on: Ground, test: Test, record: StageRecord) -> Finding | None:
    """None: the program needs a candidate. Raises InvalidTask if it comes out without one.

    A finding where it passes without one, but may not have for every candidate.
    """
    examiner = record.processes[-1]
    said = read_testimony(examiner.testimony, test.id)
    if said is None or said.touched or said.missing or examiner.ended is not Ended.EXITED:
        return None
    field = f"{on.place(test)}.program.source"
    if said.outcome == "passed" and _looks_at_types(test):
        # The candidate may have steered past the assertions: that buys neither a pass nor a fault.
        why = "the test came to its end without asking the code for anything"
        return Finding(Verdict.WRONG_ANSWER, told(test, "wrong answer", why))
    if said.outcome == "passed":
        raise InvalidTask(field, _EMPTY)
    if said.outcome == "refused" or said.failure.type in _OF_A_STUB or _looks_at_types(test):
        return None
    where = f" (line {said.program_line})" if said.program_line else ""
    message = diagnosis.clean_line(f"{said.failure.type}: {said.failure.message}", 300)
    raise InvalidTask(field, f"fails before it uses the candidate's code{where}: {message}")


def _looks_at_types(test: Test) -> bool:
    """Whether the program could tell a stub from a candidate's value without any use of it."""
    assert isinstance(test.body, Program)
    for node in ast.walk(ast.parse(test.body.source)):
        if isinstance(node, ast.Is | ast.IsNot | ast.Match):
            return True
        name = getattr(node, "id", getattr(node, "attr", None))
        if isinstance(name, str) and _LOOKS.match(name):
            return True
    return False


def shared(on: Ground, test: Test, process: ProcessRecord) -> Finding:
    """The finding from a candidate and its test program in one process."""
    said = read_testimony(process.testimony, test.id)
    if process.ended is not Ended.EXITED or said is None:
        return ended(on, test, process, is_main=False)
    if said.outcome == "passed" and process.exit_code == 0 and _is_whole(test, said):
        return Finding(Verdict.ACCEPTED)
    if said.outcome == "error":
        return raised(on, test, said.failure, is_main=False)
    return _failed(test, said)
