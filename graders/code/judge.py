"""Room 5, judge: from all findings to one report.

The verdict is that of the first failing test in the task's order; `accepted` needs every test
accepted. Under FIRST_FAILURE all tests behind the first failing one are `not_run`, whether or
not a batch happened to run them, so that partial credit does not depend on how tests were
batched.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assay.faults import Internal, InvalidTask
from assay.runs import Ended, Role, RunPlan, RunRecord, StageRecord
from assay.types import (
    CheckerProgram,
    CheckOutcome,
    Diagnostic,
    Report,
    StopRule,
    Submission,
    Test,
    Trust,
    Usage,
    Verdict,
)
from graders import diagnosis
from graders.checkers import Comparison
from graders.code.ends import compile_finding, unclear
from graders.code.extract import NoCode
from graders.code.findings import compared, findings, follow_up
from graders.code.ground import Finding, Ground
from graders.code.plan import Case
from graders.code.statements import CheckerWord, read_checker
from graders.code.tasks import checker_of

_DIAGNOSTICS = 20


def unrun_report(submission: Submission, verdict: Verdict, why: Diagnostic, chars: int) -> Report:
    """The report of a submission that is settled before anything has run."""
    outcomes = tuple(_outcome(test, Verdict.NOT_RUN) for test in submission.task.code.tests)
    return Report(
        verdict=verdict,
        trust=Trust.SEPARATED,
        checks=outcomes,
        diagnostics=(why,),
        limits=submission.task.limits,
        code_chars=chars,
    )


def malformed(submission: Submission, found: NoCode) -> Report:
    """The report of a text that holds no code."""
    why = Diagnostic("error", "malformed", found.why)
    return unrun_report(submission, Verdict.MALFORMED, why, 0)


def all_findings(on: Ground, plan: RunPlan, record: RunRecord) -> dict[str, Finding]:
    """By test id, what the record's stages say; without tests that no stage has answered."""
    records = {stage.stage_id: stage for stage in record.stages}
    found: dict[str, Finding] = {}
    for planned in plan.stages:
        stage, told = planned, records.get(planned.id)
        while stage.test_ids and told is not None:
            found.update(findings(on, stage, told))
            following = follow_up(on, stage, told)
            if following is None:
                break
            stage, told = following, records.get(following.id)
            if told is not None:
                answered = {
                    id_: replace(found[id_], follow="") for id_ in stage.test_ids if id_ in found
                }
                found.update(answered)
    return found


def pending(on: Ground, found: dict[str, Finding]) -> list[Case]:
    """The comparisons that checker programs are to make, as far as the verdict may need them."""
    cases: list[Case] = []
    for test in on.tests.values():
        finding = found.get(test.id)
        checker = checker_of(on.submission.task.code, test)
        if finding is not None and finding.verdict is None and isinstance(checker, CheckerProgram):
            cases.append(Case(test, checker.source, finding.actual))
        elif _is_last(on, finding):
            break
    return cases


def _is_last(on: Ground, finding: Finding | None) -> bool:
    """Whether the tests behind this one can't matter."""
    is_failure = finding is None or finding.verdict is not Verdict.ACCEPTED
    return is_failure and on.submission.task.code.stop is StopRule.FIRST_FAILURE


def resolve(
    on: Ground, found: dict[str, Finding], checks: RunPlan | None, record: RunRecord | None
) -> dict[str, Finding]:
    """The findings with the checker programs' words in place of those that waited for them."""
    if checks is None:
        return found
    if record is None:
        raise Internal("the record of the checker programs is missing")
    records = {stage.stage_id: stage for stage in record.stages}
    resolved = dict(found)
    for stage in checks.stages:
        told = records.get(stage.id)
        words = _checker_words(told) if told is not None else None
        for test_id in stage.test_ids:
            test, actual = on.tests[test_id], found[test_id].actual
            word = words.get(test_id) if words is not None else None
            resolved[test_id] = _checked(on, test, actual, word)
    return resolved


def _checker_words(record: StageRecord) -> dict[str, CheckerWord] | None:
    process = record.processes[0]
    is_whole = process.ended is Ended.EXITED and process.exit_code == 0
    return read_checker(process.testimony) if is_whole else None


def _checked(on: Ground, test: Test, actual: object, word: CheckerWord | None) -> Finding:
    if word is None:
        unclear(f"the checker program of test {test.id!r} ended without its testimony")
    if word.is_broken and (word.error or "").startswith("MemoryError"):
        # What it was given before may have left it no memory: not certainly the task's fault.
        unclear(f"the checker program of test {test.id!r} ran out of memory")
    if word.is_broken:
        said = diagnosis.clean_line(word.error or word.message, 300)
        field = "code.checker" if test.checker is None else f"{on.place(test)}.checker"
        message = f"fails for test {test.id!r}'s own expected value: {said}"
        raise InvalidTask(f"{field}.program", message)
    why = word.message or (f"the checker raised {word.error}" if word.error else "not accepted")
    return compared(on, test, Comparison(word.ok, why), actual)


# ---------------------------------------------------------------- the report


def report(on: Ground, record: RunRecord, found: dict[str, Finding]) -> Report:
    """The report from findings in which nothing waits for a checker program any more."""
    compiled = next((s for s in record.stages if s.stage_id == "compile"), None)
    failed_compile = compile_finding(on, compiled) if compiled is not None else None
    if failed_compile is not None:
        outcomes = [(test, Finding(Verdict.NOT_RUN)) for test in on.tests.values()]
        return _report(on, record, outcomes, failed_compile)
    outcomes = list(_in_order(on, found))
    failing = [f for _, f in outcomes if f.verdict not in (Verdict.ACCEPTED, Verdict.NOT_RUN)]
    return _report(on, record, outcomes, failing[0] if failing else Finding(Verdict.ACCEPTED))


def _in_order(on: Ground, found: dict[str, Finding]) -> Iterator[tuple[Test, Finding]]:
    """Each test with what it comes to in the report."""
    has_failed = False
    stops = on.submission.task.code.stop is StopRule.FIRST_FAILURE
    for test in on.tests.values():
        finding = found.get(test.id)
        if has_failed and (stops or finding is None):
            yield test, Finding(Verdict.NOT_RUN)
            continue
        if finding is None:
            raise Internal(f"the run record says nothing of test {test.id!r}")
        if finding.verdict is None:
            raise Internal(f"no checker program was asked about test {test.id!r}")
        if finding.verdict is Verdict.ACCEPTED and finding.follow:
            raise Internal(f"the pass of test {test.id!r} was not looked into")
        has_failed = has_failed or finding.verdict is not Verdict.ACCEPTED
        yield test, finding


def _report(
    on: Ground, record: RunRecord, outcomes: list[tuple[Test, Finding]], first: Finding
) -> Report:
    task = on.submission.task
    told = [d for _, finding in outcomes for d in finding.diagnostics] or list(first.diagnostics)
    is_shared = any(stage.stage_id.startswith("shared:") for stage in record.stages)
    return Report(
        verdict=first.verdict or Verdict.RUNTIME_ERROR,
        trust=Trust.SHARED if is_shared else Trust.SEPARATED,
        checks=tuple(_outcome(t, f.verdict or Verdict.NOT_RUN, f) for t, f in outcomes),
        diagnostics=tuple(told[:_DIAGNOSTICS]),
        usage=_usage(record, is_exact=not any(test.hidden for test in task.code.tests)),
        limits=task.limits,
        code_chars=len(on.code.text),
    )


def _outcome(test: Test, verdict: Verdict, finding: Finding | None = None) -> CheckOutcome:
    has_detail = finding is not None and verdict is not Verdict.ACCEPTED and not test.hidden
    detail = finding.detail if finding is not None and has_detail else None
    return CheckOutcome(test.id, verdict, test.weight, test.hidden, detail)


def _usage(record: RunRecord, *, is_exact: bool) -> Usage:
    """Over the candidate's processes; to two digits if exact figures could tell what is hidden."""
    used = [
        process.usage
        for stage in record.stages
        for process in stage.processes
        if process.role is Role.CANDIDATE and not stage.stage_id.startswith("alone:")
    ]
    wall_s, cpu_s = sum(u.wall_s for u in used), sum(u.cpu_s for u in used)
    memory = max((u.memory_bytes for u in used), default=0)
    if is_exact:
        return Usage(wall_s, cpu_s, memory)
    return Usage(_two_digits(wall_s), _two_digits(cpu_s), int(_two_digits(memory)))


def _two_digits(number: float) -> float:
    return float(f"{number:.2g}")
