"""Rooms 3 and 5: the `code` grader's doors. What is behind each is a module of its own."""

from __future__ import annotations

import re

from assay.faults import Internal, InvalidTask, Unavailable
from assay.runs import RunPlan, RunRecord, Stage, StageRecord
from assay.types import CheckerProgram, Diagnostic, Report, StopRule, Submission, Task, Verdict
from graders.code import judge as judging
from graders.code import plan as planning
from graders.code.ends import compile_finding, total_ran_out
from graders.code.extract import Code, NoCode, extract
from graders.code.findings import fails_to_compile, findings, follow_up
from graders.code.ground import Finding, Ground, ground
from graders.code.tasks import check_task, checker_of

_NO_TEXT = re.compile("[\x00\ud800-\udfff]")


class CodeGrader:
    """Programs against tests. Stateless; every method is a pure function of its arguments."""

    name = "code"
    version = "1"

    def check(self, task: Task) -> None:
        """Raises `InvalidTask`, naming the field, if the task can't be graded."""
        check_task(task)

    def plan(self, submission: Submission) -> RunPlan | Report:
        """What is to be run; a Report if there is no code, or none that any compiler takes."""
        code = extract(submission.text, submission.task.code)
        if isinstance(code, NoCode):
            return judging.malformed(submission, code)
        strange = _NO_TEXT.search(code.text)
        if strange is not None:
            return _not_text(submission, code, strange.start())
        return planning.make_plan(submission, code)

    def settles(self, submission: Submission, stage: Stage, record: StageRecord) -> bool:
        """Whether the stages behind this one need not be run."""
        on = _ground(submission)
        if total_ran_out(record):
            return True
        stops = submission.task.code.stop is StopRule.FIRST_FAILURE
        if not stops and stage.id.startswith("calls:"):
            return fails_to_compile(record.processes[0])
        try:
            if stage.id == "compile":
                return compile_finding(on, record) is not None
            found = findings(on, stage, record)
        except (InvalidTask, Unavailable):
            return True
        if any(finding.verdict is Verdict.COMPILE_ERROR for finding in found.values()):
            return True
        return stops and any(_fails(finding) for finding in found.values())

    def resume(self, submission: Submission, stage: Stage, record: StageRecord) -> Stage | None:
        """A stage to be run next, to answer what this one left open: see `graders.code.plan`.

        Asked only where `settles` says False.
        """
        return follow_up(_ground(submission), stage, record) if stage.test_ids else None

    def checks(self, submission: Submission, plan: RunPlan, record: RunRecord) -> RunPlan | None:
        """The checker programs to be run over the outputs; None: there are none."""
        if not _has_checker_program(submission.task):
            return None
        on = _ground(submission)
        found = judging.all_findings(on, plan, record)
        return planning.checks_plan(submission, judging.pending(on, found))

    def judge(
        self,
        submission: Submission,
        plan: RunPlan,
        record: RunRecord,
        checks: RunRecord | None = None,
    ) -> Report:
        """The report. `checks`: the record of what `checks` had planned.

        Raises `InvalidTask` (a test or checker is itself broken), `Unavailable` (the record does
        not tell whose failure it was) or `Internal` (the record does not fit the plan).
        """
        on = _ground(submission)
        found = judging.all_findings(on, plan, record)
        planned = planning.checks_plan(submission, judging.pending(on, found))
        found = judging.resolve(on, found, planned, checks)
        return judging.report(on, record, found)


def _has_checker_program(task: Task) -> bool:
    checkers = (checker_of(task.code, test) for test in task.code.tests)
    return any(isinstance(checker, CheckerProgram) for checker in checkers)


def _fails(finding: Finding) -> bool:
    """For certain: no checker program and no stage that follows can say otherwise."""
    return finding.verdict not in (None, Verdict.ACCEPTED) and not finding.follow


def _ground(submission: Submission) -> Ground:
    code = extract(submission.text, submission.task.code)
    if isinstance(code, NoCode):
        raise Internal("a submission without code can't have been run")
    return ground(submission, code)


def _not_text(submission: Submission, code: Code, at: int) -> Report:
    what = "a NUL character" if code.text[at] == "\x00" else "a lone surrogate"
    line = code.text.count("\n", 0, at) + 1
    why = Diagnostic("error", "SyntaxError", f"the code holds {what}", line=line)
    return judging.unrun_report(submission, Verdict.COMPILE_ERROR, why, len(code.text))
