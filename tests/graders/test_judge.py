"""From records to reports: who passes, what each end means, and what a hidden test may tell.

Records are made by hand, as a sandbox would state them and as an adversary would like them.
"""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.faults import Internal, InvalidTask, Unavailable
from assay.runs import Ended, ProcessRecord, Role, RunRecord, StageRecord
from assay.types import (
    Call,
    CheckerProgram,
    Floats,
    Program,
    ProgramRunner,
    Report,
    Stdio,
    StopRule,
    Task,
    Test,
    Trust,
    Verdict,
)
from tests.graders.records import (
    CODE,
    GRADER,
    Scripted,
    account,
    call,
    candidate,
    entry_points,
    error,
    examiner,
    planned,
    submit,
    sworn,
    task,
    value,
)

CALLS = task(call("a", 1, 2, expected=3), call("b", 2, 2, expected=4), call("c", 3, 2, expected=5))
ALL_CALLS = replace(CALLS, code=replace(CALLS.code, stop=StopRule.RUN_ALL))
STDIO = task(Test("a", Stdio("1 2\n", "3\n")))
PROGRAM = task(Test("a", Program("assert solve(1, 2) == 3")))
SHARED = replace(PROGRAM, code=replace(PROGRAM.code, allow_shared=True))
CPP = task(Test("a", Stdio("1 2\n", "3\n")), language="cpp")

LIMITS = {
    Ended.WALL_LIMIT: Verdict.TIME_LIMIT,
    Ended.CPU_LIMIT: Verdict.TIME_LIMIT,
    Ended.TOTAL_LIMIT: Verdict.TIME_LIMIT,
    Ended.MEMORY_LIMIT: Verdict.MEMORY_LIMIT,
    Ended.OUTPUT_LIMIT: Verdict.OUTPUT_LIMIT,
    Ended.DISK_LIMIT: Verdict.OUTPUT_LIMIT,
    Ended.FORBIDDEN: Verdict.FORBIDDEN,
}


def verdicts(report: Report) -> list[Verdict]:
    """The verdict of each test."""
    return [check.verdict for check in report.checks]


# ---------------------------------------------------------------- standard input and output


def test_stdio_passes_by_comparison_only() -> None:
    """The output is compared here; by default as tokens."""
    report = Scripted(candidate(stdout=b" 3 \n")).judge(submit(STDIO))
    assert (report.verdict, report.trust) == (Verdict.ACCEPTED, Trust.SEPARATED)
    report = Scripted(candidate(stdout=b"4\n")).judge(submit(STDIO))
    assert report.verdict is Verdict.WRONG_ANSWER
    detail = report.checks[0].detail
    assert detail is not None
    assert (detail.input, detail.expected, detail.actual) == ("1 2\n", "3\n", "4\n")


@pytest.mark.parametrize("ended", list(LIMITS))
def test_a_right_output_does_not_pass_over_a_limit(ended: Ended) -> None:
    """Every limit is a verdict of its own, whatever was printed before it."""
    report = Scripted(candidate(ended, stdout=b"3\n")).judge(submit(STDIO))
    assert report.verdict is LIMITS[ended]


def test_a_right_output_needs_exit_code_0() -> None:
    """A program that fails after it has printed the answer has failed."""
    report = Scripted(candidate(exit_code=1, stdout=b"3\n")).judge(submit(STDIO))
    assert report.verdict is Verdict.RUNTIME_ERROR
    died = candidate(Ended.SIGNALED, signal=11, stdout=b"3\n")
    report = Scripted(died).judge(submit(STDIO))
    assert (report.verdict, report.diagnostics[0].kind) == (Verdict.RUNTIME_ERROR, "SIGSEGV")


def test_an_uncaught_exception_fails_whatever_the_exit_code() -> None:
    """An `excepthook` that ends the process with 0 does not undo what went before."""
    own = candidate(stdout=b"3\n", account=account("ValueError", "x", phase="run", line=1))
    assert Scripted(own).judge(submit(STDIO)).verdict is Verdict.RUNTIME_ERROR


def test_bad_alloc_is_a_memory_limit() -> None:
    """C++ says so on stderr when it aborts for want of memory."""
    died = candidate(Ended.SIGNALED, signal=6, stderr=b"terminate ... 'std::bad_alloc'\n")
    compiled = ProcessRecord(Role.COMPILE, Ended.EXITED, 0)
    report = Scripted(compiled, died).judge(submit(CPP, "int main() {}\n"))
    assert report.verdict is Verdict.MEMORY_LIMIT


def test_bytes_that_are_not_utf8_equal_nothing() -> None:
    """A replacement character in the expectation is not matched by a broken byte."""
    of = task(Test("a", Stdio("", "\ufffd")))
    assert Scripted(candidate(stdout=b"\xff")).judge(submit(of)).verdict is Verdict.WRONG_ANSWER


@pytest.mark.parametrize(
    "record",
    [candidate(Ended.DISMISSED), candidate(Ended.SIGNALED, signal=9)],
)
@pytest.mark.parametrize("of", [STDIO, CALLS])
def test_what_the_sandbox_or_the_machine_ended_is_unclear(
    record: ProcessRecord, of: object
) -> None:
    """A lone process that was dismissed, or killed from outside, is run again beside a canary."""
    with pytest.raises(Unavailable):
        Scripted(record).judge(submit(of))  # type: ignore[arg-type]


# ---------------------------------------------------------------- compile


def test_a_failed_compile_settles_it() -> None:
    """No test is run, and the compiler's words are located in the candidate's code."""
    said = b"solution.cpp:2:3: error: 'x' was not declared\n"
    compiled = ProcessRecord(Role.COMPILE, Ended.EXITED, 1, stderr=said)
    report = Scripted(compiled).judge(submit(CPP, "int main() {\n  x;\n}\n"))
    assert (report.verdict, verdicts(report)) == (Verdict.COMPILE_ERROR, [Verdict.NOT_RUN])
    assert (report.diagnostics[0].line, report.diagnostics[0].source) == (2, "  x;")


@pytest.mark.parametrize("ended", list(Ended))
def test_every_end_of_a_compiler(ended: Ended) -> None:
    """A compiler that met a limit is the submission's doing; one that was killed is unclear."""
    code = 1 if ended is Ended.EXITED else None
    compiled = ProcessRecord(Role.COMPILE, ended, code, signal=11)
    if ended is Ended.DISMISSED:
        with pytest.raises(Unavailable):
            Scripted(compiled).judge(submit(CPP, "int main() {}\n"))
        return
    wanted = Verdict.TIME_LIMIT if ended is Ended.TOTAL_LIMIT else Verdict.COMPILE_ERROR
    assert Scripted(compiled).judge(submit(CPP, "int main() {}\n")).verdict is wanted


def test_compiler_lines_are_the_candidates() -> None:
    """A prelude in front does not shift the lines that are shown."""
    of = replace(CPP, code=replace(CPP.code, prelude="#include <map>\n#include <set>\n"))
    said = b"solution.cpp:4:1: error: bad\n"
    compiled = ProcessRecord(Role.COMPILE, Ended.EXITED, 1, stderr=said)
    report = Scripted(compiled).judge(submit(of, "int main() { x; }\n"))
    assert report.diagnostics[0].line == 1


# ---------------------------------------------------------------- calls


def test_calls_pass_by_comparison_only() -> None:
    """Each reply is compared here, with type."""
    ran = candidate(replies=(value(3), value(4), value(5)))
    assert Scripted(ran).judge(submit(CALLS)).verdict is Verdict.ACCEPTED
    ran = candidate(replies=(value(3), value(4.0), value(5)))
    report = Scripted(ran).judge(submit(CALLS))
    assert verdicts(report) == [Verdict.ACCEPTED, Verdict.WRONG_ANSWER, Verdict.NOT_RUN]
    assert report.checks[1].detail is not None
    assert report.checks[1].detail.input == "solve(2, 2)"


@pytest.mark.parametrize(
    "forged",
    [
        b"",
        b"{}",
        b"null",
        b'{"value":}',
        b'{"value":3,"ok":true}',
        b'{"ok":true}',
        b'{"value":{"$eval":"3"}}',
        b'{"value":{"$handle":1}}',
        b'{"error":{}}',
        b'{"verdict":"accepted"}',
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"value":' + b"[" * 100_000 + b"}",
        b'{"error":' + b"[" * 100_000 + b"}",
    ],
)
def test_forged_replies_never_pass(forged: bytes) -> None:
    """Whatever is not the encoding of the expected value is a failure, and no fault."""
    ran = candidate(replies=(forged, value(4), value(5)))
    report = Scripted(ran).judge(submit(CALLS))
    assert report.verdict in (Verdict.WRONG_ANSWER, Verdict.RUNTIME_ERROR)


@given(st.binary(max_size=60))
def test_no_bytes_in_place_of_a_reply_are_a_fault(forged: bytes) -> None:
    """A reply may be any bytes at all."""
    of = task(call("a", 1, 2, expected="no such value"))
    report = Scripted(candidate(replies=(forged,))).judge(submit(of))
    assert report.verdict is not Verdict.ACCEPTED


def test_replies_beyond_what_is_owed_are_ignored() -> None:
    """They answer nothing."""
    ran = candidate(replies=(value(3), value(4), value(5), value(6)))
    assert Scripted(ran).judge(submit(CALLS)).verdict is Verdict.ACCEPTED


def test_an_early_exit_is_no_answer() -> None:
    """Exit code 0 with replies missing is a runtime error of the call that was due."""
    report = Scripted(candidate(replies=(value(3),))).judge(submit(CALLS))
    assert verdicts(report) == [Verdict.ACCEPTED, Verdict.RUNTIME_ERROR, Verdict.NOT_RUN]


def test_an_account_can_not_pass_anything() -> None:
    """What a process says about itself is feedback at most."""
    forged = json.dumps({"outcome": "passed", "verdict": "accepted"}).encode()
    report = Scripted(candidate(account=forged)).judge(submit(CALLS))
    assert report.verdict is Verdict.RUNTIME_ERROR


def test_an_exception_is_located_in_the_candidates_own_lines() -> None:
    """Frames outside the code are dropped; the text of a line is ours, not what was claimed."""
    frames = [
        {"line": 2, "function": "solve", "text": "forged"},
        {"line": 77, "function": "elsewhere", "text": "forged"},
    ]
    raised = error(
        "ZeroDivisionError", "division by zero\x1b[31m", line=2, column=12, frames=frames
    )
    report = Scripted(candidate(replies=(raised,))).judge(submit(CALLS))
    (told,) = report.diagnostics
    assert (told.kind, told.message) == ("ZeroDivisionError", "division by zero")
    assert (told.line, told.column, told.source) == (2, 12, "    return a + b")
    assert [frame.text for frame in told.frames] == ["return a + b"]


def test_a_prefix_does_not_shift_lines() -> None:
    """Lines are counted in the code as the candidate wrote it."""
    of = task(call("a", 1, 2, expected=3), prefix="def solve(a, b):\n    # add\n")
    raised = error("NameError", "name 'c' is not defined", line=3, column=12)
    report = Scripted(candidate(replies=(raised,))).judge(submit(of, "    return c\n"))
    assert (report.diagnostics[0].line, report.diagnostics[0].source) == (1, "    return c")


def test_a_value_that_is_not_plain_is_a_wrong_answer() -> None:
    """With the guest's advice as the message."""
    raised = error("NotPlain", "returned a generator; return a list")
    report = Scripted(candidate(replies=(raised,))).judge(submit(CALLS))
    assert report.verdict is Verdict.WRONG_ANSWER
    assert report.diagnostics[0].message == "returned a generator; return a list"


def test_memory_error_is_a_memory_limit() -> None:
    """Python raises it when the limit on its address space is met."""
    report = Scripted(candidate(replies=(error("MemoryError"),))).judge(submit(CALLS))
    assert report.verdict is Verdict.MEMORY_LIMIT


@pytest.mark.parametrize(
    ("phase", "verdict"), [("compile", Verdict.COMPILE_ERROR), ("load", Verdict.RUNTIME_ERROR)]
)
def test_code_that_does_not_load_fails_all_its_calls(phase: str, verdict: Verdict) -> None:
    """Once, without a fresh process for each; the diagnostic is told once."""
    died = candidate(exit_code=1, account=account("SyntaxError", "bad", phase=phase, line=1))
    script = Scripted(died)
    report = script.judge(submit(ALL_CALLS))
    assert verdicts(report) == [verdict] * 3
    assert len(script.stages) == len(report.diagnostics) == 1


# ---------------------------------------------------------------- resuming


@pytest.mark.parametrize("ended", sorted(set(LIMITS) - {Ended.TOTAL_LIMIT, Ended.FORBIDDEN}))
def test_a_call_gets_its_whole_limits(ended: Ended) -> None:
    """A limit met behind a reply repeats the open call in a fresh process, and then counts."""
    script = Scripted(
        candidate(ended, replies=(value(3),)), candidate(replies=(value(4), value(5)))
    )
    assert script.judge(submit(CALLS)).verdict is Verdict.ACCEPTED
    assert [stage.id for stage in script.stages] == ["calls:1", "calls:1+1"]
    assert script.stages[1].test_ids == ("b", "c")
    assert len(entry_points(script.stages[1])) == script.stages[1].replies == 2
    script = Scripted(candidate(ended, replies=(value(3),)), candidate(ended))
    report = script.judge(submit(CALLS))
    assert verdicts(report) == [Verdict.ACCEPTED, LIMITS[ended], Verdict.NOT_RUN]


def test_a_limit_without_a_reply_is_charged_at_once() -> None:
    """There is nothing to resume for."""
    script = Scripted(candidate(Ended.WALL_LIMIT))
    assert script.judge(submit(CALLS)).verdict is Verdict.TIME_LIMIT
    assert len(script.stages) == 1


def test_the_total_limit_resumes_nothing() -> None:
    """The submission's time is over, also where all tests are wanted."""
    script = Scripted(candidate(Ended.TOTAL_LIMIT, replies=(value(3),)))
    report = script.judge(submit(ALL_CALLS))
    assert verdicts(report) == [Verdict.ACCEPTED, Verdict.TIME_LIMIT, Verdict.NOT_RUN]


def test_run_all_goes_on_behind_a_call_that_ended_its_process() -> None:
    """Partial credit does not end with the first crash."""
    script = Scripted(candidate(exit_code=1), candidate(replies=(value(4), value(0))))
    report = script.judge(submit(ALL_CALLS))
    wanted = [Verdict.RUNTIME_ERROR, Verdict.ACCEPTED, Verdict.WRONG_ANSWER]
    assert verdicts(report) == wanted
    assert report.verdict is Verdict.RUNTIME_ERROR


def test_resumed_stages_are_numbered() -> None:
    """Each fresh process has a stage id of its own."""
    script = Scripted(
        candidate(Ended.CPU_LIMIT, replies=(value(3),)),
        candidate(Ended.CPU_LIMIT, replies=(value(4),)),
        candidate(replies=(value(5),)),
    )
    assert script.judge(submit(CALLS)).verdict is Verdict.ACCEPTED
    assert [stage.id for stage in script.stages] == ["calls:1", "calls:1+1", "calls:1+2"]


def test_forbidden_behind_all_replies_is_forbidden() -> None:
    """It tried what the task does not allow, when it believed itself unwatched."""
    ran = candidate(Ended.FORBIDDEN, replies=(value(3), value(4), value(5)))
    assert Scripted(ran).judge(submit(CALLS)).verdict is Verdict.FORBIDDEN


def test_a_batch_does_not_change_what_stops() -> None:
    """Under FIRST_FAILURE everything behind the first failure is not run, batched or not."""
    ran = candidate(replies=(value(0), value(4), value(5)))
    report = Scripted(ran).judge(submit(CALLS))
    assert verdicts(report) == [Verdict.WRONG_ANSWER, Verdict.NOT_RUN, Verdict.NOT_RUN]
    report = Scripted(ran).judge(submit(ALL_CALLS))
    assert verdicts(report) == [Verdict.WRONG_ANSWER, Verdict.ACCEPTED, Verdict.ACCEPTED]


# ---------------------------------------------------------------- test programs


def test_a_program_passes_by_its_examiners_testimony() -> None:
    """The candidate's own end does not matter once the testimony stands."""
    for own in (candidate(), candidate(Ended.DISMISSED), candidate(exit_code=1)):
        report = Scripted((own, examiner(sworn("a")))).judge(submit(PROGRAM))
        assert (report.verdict, report.trust) == (Verdict.ACCEPTED, Trust.SEPARATED)


@pytest.mark.parametrize("ended", list(Ended))
def test_no_end_of_a_candidate_passes_without_a_testimony(ended: Ended) -> None:
    """Exit code 0, a forged account, its own testimony: nothing replaces the examiner's."""
    own = candidate(
        ended,
        exit_code=0 if ended is Ended.EXITED else None,
        signal=11 if ended is Ended.SIGNALED else None,
        stdout=b"OK\n",
        account=json.dumps(sworn("a")).encode(),
        testimony=json.dumps(sworn("a")).encode(),
        replies=(json.dumps(sworn("a")).encode(),),
    )
    report = Scripted((own, examiner(None, code=3))).judge(submit(PROGRAM))
    assert report.verdict is LIMITS.get(ended, Verdict.RUNTIME_ERROR)


@pytest.mark.parametrize("ended", list(LIMITS))
def test_a_limit_counts_even_beside_a_pass(ended: Ended) -> None:
    """The candidate used more than it may."""
    ran = (candidate(ended), examiner(sworn("a")))
    assert Scripted(ran).judge(submit(PROGRAM)).verdict is LIMITS[ended]


@pytest.mark.parametrize(
    "said",
    [
        json.dumps(sworn("a")).encode()[:-1],
        json.dumps(sworn("other")).encode(),
        json.dumps({"outcome": "passed"}).encode(),
        json.dumps(sworn("a", outcome="accepted")).encode(),
        json.dumps(sworn("a", touched="yes")).encode(),
        b"[]",
        b"",
        b"\xff",
    ],
)
def test_a_testimony_that_was_cut_off_or_is_another_tests_is_none(said: bytes) -> None:
    """The examiner ended by itself and the candidate lived: unclear."""
    own = ProcessRecord(Role.EXAMINER, Ended.EXITED, 0, testimony=said)
    with pytest.raises(Unavailable):
        Scripted((candidate(Ended.DISMISSED), own)).judge(submit(PROGRAM))


@pytest.mark.parametrize("ended", list(Ended))
def test_every_end_of_an_examiner_without_testimony(ended: Ended) -> None:
    """Limits on time and output are charged to the candidate; the rest is unclear."""
    charged = {k: v for k, v in LIMITS.items() if k not in (Ended.MEMORY_LIMIT, Ended.FORBIDDEN)}
    script = Scripted((candidate(Ended.DISMISSED), examiner(None, ended, code=1)))
    if ended in charged:
        assert script.judge(submit(PROGRAM)).verdict is charged[ended]
    else:
        with pytest.raises(Unavailable, match=r"examiner|dismissed"):
            script.judge(submit(PROGRAM))


def test_an_examiner_that_failed_after_its_testimony_is_unclear() -> None:
    """A pass needs an orderly end."""
    with pytest.raises(Unavailable):
        Scripted((candidate(), examiner(sworn("a"), code=1))).judge(submit(PROGRAM))


def test_breaking_off_the_conversation_is_the_candidates() -> None:
    """A closed channel or a bad frame (exit code 3) is no fault that a policy could choose."""
    script = Scripted((candidate(Ended.DISMISSED), examiner(None, code=3)))
    assert script.judge(submit(PROGRAM)).verdict is Verdict.RUNTIME_ERROR


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        (sworn("a", "failed"), Verdict.WRONG_ANSWER),
        (sworn("a", "error", type="TypeError"), Verdict.WRONG_ANSWER),
        (sworn("a", "refused", type="TypeError"), Verdict.WRONG_ANSWER),
        (sworn("a", "error", origin="candidate", type="KeyError"), Verdict.RUNTIME_ERROR),
        (sworn("a", "failed", origin="candidate"), Verdict.RUNTIME_ERROR),
        (sworn("a", "error", origin="candidate", type="MemoryError"), Verdict.MEMORY_LIMIT),
        (sworn("a", "error", missing=["solve"], touched=False), Verdict.RUNTIME_ERROR),
    ],
)
def test_what_a_testimony_comes_to(said: dict[str, object], verdict: Verdict) -> None:
    """Who raised decides between a wrong answer and a runtime error."""
    script = Scripted((candidate(Ended.DISMISSED), examiner(said)))
    assert script.judge(submit(PROGRAM)).verdict is verdict


def test_a_failed_assertion_is_shown() -> None:
    """With its line, the call, and both sides."""
    said = sworn(
        "a",
        "failed",
        source="assert solve(1, 2) == 3",
        call="solve(1, 2)",
        expected="3",
        actual="4",
    )
    report = Scripted((candidate(), examiner(said))).judge(submit(PROGRAM))
    detail = report.checks[0].detail
    assert detail is not None
    assert (detail.input, detail.expected, detail.actual) == ("solve(1, 2)", "3", "4")
    assert report.diagnostics[0].message == "assert solve(1, 2) == 3"


def test_an_exception_in_a_call_is_located_by_the_candidates_frames() -> None:
    """A testimony's line is the test program's own."""
    frames = [{"line": 2, "function": "solve", "text": "forged"}]
    said = sworn("a", "error", origin="candidate", type="KeyError", line=1, frames=frames)
    report = Scripted((candidate(), examiner(said))).judge(submit(PROGRAM))
    assert (report.diagnostics[0].line, report.diagnostics[0].source) == (2, "    return a + b")


def test_a_module_that_does_not_load_is_told_by_its_account() -> None:
    """A syntax error is a compile error, whatever the examiner made of it."""
    own = candidate(exit_code=1, account=account("SyntaxError", "bad", phase="compile", line=1))
    for exam in (examiner(None, code=3), examiner(sworn("a", "error", touched=False))):
        report = Scripted((own, exam)).judge(submit(PROGRAM))
        assert (report.verdict, report.diagnostics[0].line) == (Verdict.COMPILE_ERROR, 1)


@pytest.mark.parametrize("runner", [ProgramRunner.UNITTEST, ProgramRunner.PYTEST])
@pytest.mark.parametrize("outcomes", [(), ("passed", "skipped"), ("passed", "failed"), ("error",)])
def test_a_framework_passes_by_all_its_items(
    runner: ProgramRunner, outcomes: tuple[str, ...]
) -> None:
    """A skipped, failed or never-run test is a failure, whatever the outcome says."""
    of = task(Test("a", Program("import solution\nsolve", runner)))
    items = [{"name": str(i), "outcome": o, "message": ""} for i, o in enumerate(outcomes)]
    script = Scripted((candidate(), examiner(sworn("a", items=items))))
    assert script.judge(submit(of)).verdict is Verdict.WRONG_ANSWER


# ---------------------------------------------------------------- the task's own mistakes


def untouched(outcome: str, **more: object) -> tuple[ProcessRecord, ProcessRecord]:
    """A stage whose program did not touch the candidate."""
    said = sworn("a", outcome, touched=False, **more)
    return candidate(Ended.DISMISSED), examiner(said)


def test_a_program_that_fails_without_a_candidate_is_the_tasks_fault() -> None:
    """It names the test's field, once the same happens with stubs of ours."""
    broken = untouched("error", type="ModuleNotFoundError", message="No module named 'x'", line=1)
    script = Scripted(broken, broken)
    with pytest.raises(InvalidTask, match="No module named 'x'") as raised:
        script.judge(submit(PROGRAM))
    assert raised.value.field == "code.tests[0].program.source"
    assert [stage.id for stage in script.stages] == ["program:a", "alone:a"]
    assert "solve" in script.stages[1].processes[0].job.source  # type: ignore[union-attr]
    assert "return a + b" not in script.stages[1].processes[0].job.source  # type: ignore[union-attr]


def test_a_program_that_passes_without_a_candidate_is_the_tasks_fault() -> None:
    """Every candidate would pass it."""
    with pytest.raises(InvalidTask, match="every candidate"):
        Scripted(untouched("passed"), untouched("passed")).judge(submit(PROGRAM))


def test_a_candidate_can_not_steer_past_a_test() -> None:
    """A pass that stubs get too is nobody's, even where the program looks at what it was given."""
    of = task(Test("a", Program("if isinstance(limit, int): assert solve(limit, 2) == 3")))
    report = Scripted(untouched("passed"), untouched("passed")).judge(submit(of))
    assert report.verdict is Verdict.WRONG_ANSWER


@pytest.mark.parametrize(
    ("outcome", "verdict"), [("error", Verdict.WRONG_ANSWER), ("passed", Verdict.ACCEPTED)]
)
def test_a_candidate_can_not_make_it_the_tasks_fault(outcome: str, verdict: Verdict) -> None:
    """A number in place of a function fails untouched too: with stubs the program is sound."""
    sound = (candidate(), examiner(sworn("a", "error", type="NotImplementedError")))
    report = Scripted(untouched(outcome, type="TypeError"), sound).judge(submit(PROGRAM))
    assert report.verdict is verdict


def test_a_pass_that_nobody_looked_into_is_no_pass() -> None:
    """The stage that was asked for is missing from the record."""
    submission = submit(PROGRAM)
    record = RunRecord((StageRecord("program:a", untouched("passed")),))
    with pytest.raises(Internal):
        GRADER.judge(submission, planned(submission), record)


# ---------------------------------------------------------------- plain answers


@pytest.mark.parametrize("of", [PROGRAM, SHARED])
def test_what_is_not_plain_is_the_candidates_failure(of: Task) -> None:
    """It is a wrong answer and settles the test: nothing is tried alone or in one process."""
    gave = "the code gave an object of type Sly"
    said = sworn("a", "not_plain", type="TypeError", message=gave, touched=False)
    script = Scripted((candidate(), examiner(said)))
    report = script.judge(submit(of))
    assert (report.verdict, report.trust) == (Verdict.WRONG_ANSWER, Trust.SEPARATED)
    assert [stage.id for stage in script.stages] == ["program:a"]
    assert report.diagnostics[0].message.startswith(gave)


def test_an_exception_is_not_named_by_a_word_of_ours() -> None:
    """A forged account can't put a verdict where a diagnostic's kind stands."""
    own = candidate(exit_code=1, account=account("accepted", "all is well", phase="run"))
    assert Scripted(own).judge(submit(STDIO)).diagnostics[0].kind == "Exception"


# ---------------------------------------------------------------- shared trust

REFUSED = (candidate(Ended.DISMISSED), examiner(sworn("a", "refused", type="TypeError")))


def test_shared_trust_is_told() -> None:
    """What the two-process form refused passes in one process, and the report says so."""
    own = candidate(testimony=json.dumps(sworn("a")).encode())
    script = Scripted(REFUSED, own)
    report = script.judge(submit(SHARED))
    assert (report.verdict, report.trust) == (Verdict.ACCEPTED, Trust.SHARED)
    assert [stage.id for stage in script.stages] == ["program:a", "shared:a"]


def test_shared_trust_is_not_used_where_it_is_not_allowed() -> None:
    """By default, or where the task demands `separated`."""
    for of in (PROGRAM, replace(SHARED, require_trust=Trust.SEPARATED)):
        script = Scripted(REFUSED)
        report = script.judge(submit(of))
        assert (report.verdict, report.trust) == (Verdict.WRONG_ANSWER, Trust.SEPARATED)
        assert len(script.stages) == 1


@pytest.mark.parametrize("ended", list(Ended))
def test_a_shared_process_needs_a_testimony_and_an_orderly_end(ended: Ended) -> None:
    """Exit code 0 alone passes nothing here either."""
    said = json.dumps(sworn("a")).encode() if ended is not Ended.EXITED else b""
    script = Scripted(REFUSED, candidate(ended, signal=11, testimony=said))
    if ended is Ended.DISMISSED:
        with pytest.raises(Unavailable):
            script.judge(submit(SHARED))
    else:
        assert script.judge(submit(SHARED)).verdict is LIMITS.get(ended, Verdict.RUNTIME_ERROR)


# ---------------------------------------------------------------- checker programs

CHECKER = CheckerProgram("def check(input, expected, actual): return actual == expected")
CHECKED = task(
    call("a", 1, 2, expected=3), Test("b", Stdio("1", "1")), call("c", 1, 1, expected=2),
    checker=CHECKER,
)  # fmt: skip
RAN = (candidate(replies=(value(3),)), candidate(stdout=b"1\n"), candidate(replies=(value(2),)))


def checker(*cases: dict[str, object], ended: Ended = Ended.EXITED) -> ProcessRecord:
    """A checker program's record."""
    said = json.dumps({"cases": list(cases)}).encode()
    code = 0 if ended is Ended.EXITED else None
    return ProcessRecord(Role.CHECKER, ended, code, testimony=said)


def ok(test_id: str, is_ok: object = True, message: str = "") -> dict[str, object]:
    """A checker's word on one case."""
    return {"test_id": test_id, "ok": is_ok, "message": message}


def test_a_checker_program_has_the_word() -> None:
    """All outputs go into one stage, as encoded values."""
    submission = submit(CHECKED)
    record = Scripted(*RAN).run(submission)
    plan = GRADER.checks(submission, planned(submission), record)
    assert plan is not None
    (stage,) = plan.stages
    (process,) = stage.processes
    assert (stage.id, process.role, process.runtime) == ("checks", Role.CHECKER, "examiner")
    cases = process.job.cases  # type: ignore[union-attr]
    assert [(c.input, c.expected, c.actual) for c in cases] == [
        ("[1,2]", "3", "3"),
        ('"1"', '"1"', '"1\\n"'),
        ("[1,1]", "2", "2"),
    ]
    report = Scripted(*RAN).judge(submission, checker(ok("a"), ok("b"), ok("c")))
    assert report.verdict is Verdict.ACCEPTED


@pytest.mark.parametrize("word", [False, 1, "true", None])
def test_a_checker_passes_by_true_only(word: object) -> None:
    """Nothing that is merely like True."""
    report = Scripted(*RAN).judge(submit(CHECKED), checker(ok("a"), ok("b", word, "no"), ok("c")))
    wanted = [Verdict.ACCEPTED, Verdict.WRONG_ANSWER, Verdict.NOT_RUN]
    assert (verdicts(report), report.diagnostics[0].message) == (wanted, "no")


def test_a_checker_that_fails_on_an_answer_refuses_it() -> None:
    """Unless it also fails on the expected value: then it is the task's fault."""
    raised = {"test_id": "b", "error": {"type": "ValueError", "message": "x"}, "broken": False}
    report = Scripted(*RAN).judge(submit(CHECKED), checker(ok("a"), raised, ok("c")))
    assert report.verdict is Verdict.WRONG_ANSWER
    with pytest.raises(InvalidTask) as caught:
        Scripted(*RAN).judge(submit(CHECKED), checker(ok("a"), {**raised, "broken": True}))
    assert caught.value.field == "code.checker.program"


def test_a_checker_without_its_word_is_unclear() -> None:
    """A missing case, an ended process, a memory that an answer may have eaten."""
    eaten = {"test_id": "a", "error": {"type": "MemoryError", "message": ""}, "broken": True}
    for said in (
        checker(ok("a"), ok("b")),
        checker(ok("a"), ok("b"), ok("c"), ended=Ended.MEMORY_LIMIT),
        checker(eaten, ok("b"), ok("c")),
    ):
        with pytest.raises(Unavailable):
            Scripted(*RAN).judge(submit(CHECKED), said)


def test_outputs_behind_a_failure_are_not_checked() -> None:
    """Under FIRST_FAILURE a checker is asked only what can matter."""
    submission = submit(CHECKED)
    record = Scripted(candidate(replies=(error("ValueError"),))).run(submission)
    assert GRADER.checks(submission, planned(submission), record) is None


# ---------------------------------------------------------------- reports


def test_weights_and_limits_are_carried() -> None:
    """A report holds what shaping needs: weights, limits, usage and the code's length."""
    of = task(call("a", 1, 2, expected=3, weight=2.5), checker=Floats())
    report = Scripted(candidate(replies=(value(3.0),))).judge(submit(of))
    assert report.verdict is Verdict.ACCEPTED
    assert (report.checks[0].weight, report.limits) == (2.5, of.limits)
    assert (report.usage.wall_s, report.code_chars) == (0.0123456, len(CODE))


def test_usage_of_hidden_tests_is_rounded() -> None:
    """To two digits: exact figures could carry what a hidden test gave."""
    of = task(call("a", 1, 2, expected=3, hidden=True))
    usage = Scripted(candidate(replies=(value(3),))).judge(submit(of)).usage
    assert (usage.wall_s, usage.cpu_s, usage.memory_bytes) == (0.012, 0.012, 12_000_000)


def test_a_record_that_lacks_a_test_is_our_defect() -> None:
    """What was never run is never passed."""
    submission = submit(CALLS)
    with pytest.raises(Internal):
        GRADER.judge(submission, planned(submission), RunRecord(()))


SECRETS = ("sEcReT-in", "sEcReT-out", "sEcReT-msg", "sEcReT-got")


def hidden_reports() -> list[Report]:
    """Reports on hidden tests whose records are full of secrets."""
    given_, wanted, message, got = SECRETS
    frames = [{"line": 2, "function": message, "text": message}]
    told = {"line": 2, "frames": frames, "source": message}
    said = sworn(
        "a", "failed", message=message, source=message, expected=wanted, actual=got, call=given_,
        frames=frames, missing=[message],
        items=[{"name": message, "outcome": "failed", "message": message}],
    )  # fmt: skip
    stdio = task(Test("a", Stdio(given_, wanted), hidden=True))
    calls = task(Test("a", Call((given_,), wanted), hidden=True))
    program = task(Test("a", Program(f"solve # {given_}"), hidden=True))
    checked = task(Test("a", Call((given_,), wanted), hidden=True, checker=CHECKER))
    noisy: dict[str, Any] = {"stdout": got.encode(), "stderr": message.encode()}
    seven = account("ValueError", message, **told)
    own = account(message.replace("-", "_"), message, phase="compile", **told)
    runs: list[tuple[object, tuple[object, ...], ProcessRecord | None]] = [
        (stdio, (candidate(**noisy),), None),
        (stdio, (candidate(exit_code=7, **noisy),), None),
        (stdio, (candidate(exit_code=1, account=seven, **noisy),), None),
        (stdio, (candidate(exit_code=1, account=own, **noisy),), None),
        (stdio, (candidate(Ended.SIGNALED, signal=11, **noisy),), None),
        (stdio, (candidate(Ended.WALL_LIMIT, account=seven, **noisy),), None),
        (calls, (candidate(replies=(value(got),)),), None),
        (calls, (candidate(replies=(error("KeyError", message, **told),)),), None),
        (calls, (candidate(replies=(error("NotPlain", message, **told),)),), None),
        (calls, (candidate(replies=(b"sEcReT",)),), None),
        (program, ((candidate(), examiner(said)),), None),
        (program, ((candidate(), examiner({**said, "missing": []})),), None),
        (program, ((candidate(), examiner({**said, "origin": "candidate"})),), None),
        (program, ((candidate(), examiner({**said, "outcome": "refused"})),), None),
        (program, ((candidate(exit_code=1, account=own), examiner(None, code=3)),), None),
        (checked, (candidate(replies=(value(got),)),), checker(ok("a", False, message))),
    ]
    return [
        Scripted(*records).judge(submit(of), checks)  # type: ignore[arg-type]
        for of, records, checks in runs
    ]


@pytest.mark.parametrize("report", hidden_reports())
def test_a_hidden_test_tells_nothing(report: Report) -> None:
    """No input, expectation, output, message, name or exit code of a hidden test is in a report."""
    assert report.verdict is not Verdict.ACCEPTED
    assert report.diagnostics
    text = json.dumps(asdict(report)).lower()
    assert "secret" not in text
    assert "exit code" not in text
    assert "sigsegv" not in text


@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=6).filter(str.isalnum))
def test_no_text_of_a_hidden_call_is_in_its_report(secret: str) -> None:
    """Whatever the words are: for answers, for exceptions and for their types."""
    secret = f"x{secret}x{secret}"
    of = task(Test("a", Call((secret,), secret + "!"), hidden=True))
    for reply in (value(secret), error("ValueError", secret), error(secret, secret)):
        report = Scripted(candidate(replies=(reply,))).judge(submit(of))
        assert secret not in json.dumps(asdict(report), ensure_ascii=False)


def test_the_same_record_gives_the_same_report() -> None:
    """Judging is a pure function."""
    reports = [Scripted(candidate(replies=(value(3), value(0)))).judge(submit(CALLS)) for _ in "ab"]
    assert reports[0] == reports[1]
