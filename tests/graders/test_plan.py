"""What a sandbox is told: stages, their order, and what must never stand in a candidate's job."""

from __future__ import annotations

from assay.runs import (
    AnswerCalls,
    CompileSource,
    Examine,
    Role,
    RunArtifact,
    RunSource,
    ServeModule,
    Stage,
    encode_job,
)
from assay.types import (
    Call,
    CheckerProgram,
    Limits,
    Program,
    Report,
    Stdio,
    Submission,
    Test,
    Verdict,
)
from graders.code.plan import CALLS_PER_PROCESS, examiner_limits
from tests.graders.records import GRADER, call, entry_points, planned, submit, task

SECRET = 987_654_321_987


def stages(*tests: Test, **more: object) -> tuple[Stage, ...]:
    """The stages of a right submission."""
    return planned(submit(task(*tests, **more))).stages


def test_stages_follow_the_tests_order() -> None:
    """One stage for each program and each run on stdin; consecutive calls share one."""
    ids = [
        stage.id
        for stage in stages(
            call("a", 1, 2, expected=3),
            call("b", 1, 3, expected=4),
            Test("c", Stdio("1\n", "2\n")),
            call("d", 2, 2, expected=4),
            Test("e", Program("assert solve(1, 1) == 2")),
        )
    ]
    assert ids == ["calls:1", "stdio:c", "calls:2", "program:e"]


def test_hidden_and_visible_calls_never_share_a_process() -> None:
    """A visible test's process must not be able to remember a hidden test's input."""
    tests = [call(str(i), i, 0, expected=i, hidden=i in (1, 2)) for i in range(4)]
    assert [stage.test_ids for stage in stages(*tests)] == [("0",), ("1", "2"), ("3",)]


def test_batches_are_bounded() -> None:
    """At most 64 calls go into one process, and a stage says how many replies it is owed."""
    tests = [call(str(i), i, 0, expected=i) for i in range(CALLS_PER_PROCESS + 1)]
    assert [stage.replies for stage in stages(*tests)] == [CALLS_PER_PROCESS, 1]


def test_no_expectation_stands_in_a_candidates_job() -> None:
    """Expected values, test programs and checkers never reach a process with candidate code."""
    checker = CheckerProgram(f"def check(i, e, a): return e == {SECRET}")
    tests = (
        call("a", 1, 2, expected=SECRET, checker=checker),
        Test("b", Stdio("1", str(SECRET))),
        Test("c", Program(f"assert solve(1, 1) == {SECRET}")),
    )
    reference = f"def solve(a, b): return {SECRET}"
    for stage in stages(*tests, reference=reference):
        for process in stage.processes:
            holds = str(SECRET).encode() in encode_job(process.job) + process.stdin
            assert holds == (process.role is Role.EXAMINER)


def test_a_program_has_an_examiner_of_its_own() -> None:
    """Candidate first, then examiner, which meets its own limits later."""
    (stage,) = stages(Test("a", Program("assert solve(1, 1) == 2")), prelude="import math")
    served, examining = stage.processes
    assert isinstance(served.job, ServeModule)
    assert isinstance(examining.job, Examine)
    assert (examining.runtime, examining.job.names) == ("examiner", ("solve",))
    assert examining.job.prelude == served.job.prelude == "import math"
    assert examining.limits.wall_s > served.limits.wall_s


def test_examiners_have_room_under_small_limits() -> None:
    """A task's tight memory limit is the candidate's, not the examiner's."""
    assert examiner_limits(Limits(memory_bytes=1)).memory_bytes == Limits().memory_bytes


def test_compiled_languages_are_compiled_once() -> None:
    """Every test runs the artifact of one compile stage."""
    of = task(Test("a", Stdio("1", "1")), Test("b", Stdio("2", "2")), language="cpp")
    compiling, first, second = planned(submit(of, "int main() {}\n")).stages
    assert isinstance(compiling.processes[0].job, CompileSource)
    for stage in (first, second):
        assert stage.processes[0].job == RunArtifact("compile")


def test_a_main_program_gets_the_prelude_in_front() -> None:
    """`from __future__` imports still come first, and the candidate's lines stay as they are."""
    code = "from __future__ import annotations\nx: int = 1\n"
    of = task(Test("a", Stdio("", "")), prelude="import math\n")
    job = planned(submit(of, code)).stages[0].processes[0].job
    assert isinstance(job, RunSource)
    compile(job.source, "x", "exec", dont_inherit=True)
    assert job.source.split("\n")[:2] == ["from __future__ import annotations", "import math"]
    assert job.source.endswith("\nx: int = 1\n")
    assert len(job.source.split("\n")[-3]) == len("from __future__ import annotations")


def test_a_text_without_code_needs_no_run() -> None:
    """It is malformed, and no test was run."""
    report = GRADER.plan(Submission("s", task(call("a", 1, 2, expected=3)), "I refuse."))
    assert isinstance(report, Report)
    assert report.verdict is Verdict.MALFORMED
    assert [check.verdict for check in report.checks] == [Verdict.NOT_RUN]


def test_what_is_no_text_needs_no_compiler() -> None:
    """NUL characters and lone surrogates are compile errors, with their line."""
    for strange in ("\x00", "\ud800"):
        report = GRADER.plan(submit(task(call("a", 1, 2, expected=3)), f"x = 1\ny = '{strange}'\n"))
        assert isinstance(report, Report)
        assert report.verdict is Verdict.COMPILE_ERROR
        assert report.diagnostics[0].line == 2


def test_a_call_may_name_its_own_entry_point() -> None:
    """Else it is the task's."""
    tests = (call("a", 1, 2, expected=3), Test("b", Call((1,), 1, entry_point="Box.get")))
    (stage,) = stages(*tests)
    assert entry_points(stage) == ["solve", "Box.get"]
    assert isinstance(stage.processes[0].job, AnswerCalls)
