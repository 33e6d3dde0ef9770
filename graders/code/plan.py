"""Room 3, plan: the stages for a submission, and the one that follows from what became of one.

    compile            compiled languages: the artifact of all others
    stdio:<test>       the candidate's program on the test's stdin
    calls:<n>          consecutive calls of one visibility, in one process; `calls:<n>+<k>` goes
                       on where an earlier process was ended
    program:<test>     the candidate's module and, in a sandbox of its own, the test program
    alone:<test>       the test program and stubs of ours, where it did not touch the candidate
    shared:<test>      both in one process, where the task allows it and the two-process form
                       refused
    checks, checks:<k> the task's checker programs over the outputs

Expected values and checkers never stand in a candidate's job.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assay import values
from assay.runs import (
    AnswerCalls,
    CheckCase,
    CheckOutputs,
    CompileSource,
    EncodedCall,
    Examine,
    Process,
    Role,
    RunArtifact,
    RunPlan,
    RunSource,
    RunTogether,
    ServeModule,
    Stage,
)
from assay.types import Call, Limits, Program, ProgramRunner, Stdio, Submission, Test
from graders.code import names
from graders.code.extract import Code, family
from graders.code.runners import runner_of

EXAMINER, EXAMINER_WITH_TOOLS = "examiner", "examiner-tools"
"""The runtime rows of examiners and checkers: most programs need the standard library only, and
start the faster for it; the other one has unittest, pytest and numpy loaded."""
_TOOLS = re.compile(r"\b(?:unittest|pytest|numpy)\b")

CALLS_PER_PROCESS = 64

_STUB = """class __stub__:
    def used(self, *args, **kwargs): raise NotImplementedError
    __call__ = __iter__ = __next__ = __len__ = __getitem__ = __bool__ = __int__ = __float__ = used
    __index__ = __enter__ = __await__ = __aiter__ = __anext__ = __aenter__ = __eq__ = used
"""
"""Whatever a test does to one of these is a use of the candidate."""

COMPILE_LIMITS = Limits(
    wall_s=30.0,
    cpu_s=30.0,
    memory_bytes=1024 * 1024 * 1024,
    disk_bytes=128 * 1024 * 1024,
)
"""A compiler's own needs; the submission's total wall clock holds for it as well."""


@dataclass(frozen=True, slots=True)
class Case:
    """One comparison that a task's checker program is to make."""

    test: Test
    checker: str
    """The checker's source."""
    actual: object
    """Text (stdio), or a decoded value (calls)."""


def sources(submission: Submission, code: Code) -> tuple[str, str]:
    """What is run as a module (prelude apart), and as a main program (prelude first)."""
    prelude = submission.task.code.prelude
    main = code.source
    if prelude.strip():
        is_python = family(submission.task.code.language) == "python"
        main = _with_prelude(prelude, main) if is_python else f"{prelude}\n{main}"
    return code.source, main


def make_plan(submission: Submission, code: Code) -> RunPlan:
    """The stages in the order of the task's tests."""
    stages: list[Stage] = []
    if is_compiled(submission):
        compile_ = CompileSource(sources(submission, code)[1])
        language = submission.task.code.language
        process = Process(Role.COMPILE, language, compile_, COMPILE_LIMITS)
        stages.append(Stage("compile", (process,)))
    calls = 0
    for group in _groups(submission.task.code.tests):
        if isinstance(group[0].body, Call):
            calls += 1
            stages.append(_calls_stage(submission, code, group, calls))
        else:
            stages.append(_test_stage(submission, code, group[0]))
    return RunPlan(tuple(stages), submission.task.limits.total_wall_s)


def is_compiled(submission: Submission) -> bool:
    """Whether the language is compiled to an artifact first."""
    return family(submission.task.code.language) != "python"


def _groups(tests: tuple[Test, ...]) -> Iterator[list[Test]]:
    """Consecutive calls with the same visibility together; every other test alone."""
    group: list[Test] = []
    for test in tests:
        goes_on = (
            group
            and isinstance(test.body, Call)
            and isinstance(group[0].body, Call)
            and test.hidden == group[0].hidden
            and len(group) < CALLS_PER_PROCESS
        )
        if group and not goes_on:
            yield group
            group = []
        group.append(test)
    if group:
        yield group


def _candidate(submission: Submission, job: AnswerCalls | ServeModule | RunTogether) -> Process:
    task = submission.task
    return Process(Role.CANDIDATE, task.code.language, job, task.limits)


def _calls_stage(submission: Submission, code: Code, tests: list[Test], number: int) -> Stage:
    task = submission.task.code
    calls = tuple(_encoded(test.body, task.entry_point or "") for test in tests)
    job = AnswerCalls(task.prelude, code.source, calls)
    ids = tuple(test.id for test in tests)
    return Stage(f"calls:{number}", (_candidate(submission, job),), ids, len(ids))


def _encoded(body: object, entry_point: str) -> EncodedCall:
    assert isinstance(body, Call)
    args, kwargs = values.encode(list(body.args)), values.encode(dict(body.kwargs))
    return EncodedCall(body.entry_point or entry_point, args, kwargs)


def _test_stage(submission: Submission, code: Code, test: Test) -> Stage:
    task = submission.task
    if isinstance(test.body, Stdio):
        main = RunSource(sources(submission, code)[1])
        job = RunArtifact("compile") if is_compiled(submission) else main
        stdin = test.body.stdin.encode("utf-8")
        process = Process(Role.CANDIDATE, task.code.language, job, task.limits, stdin)
        return Stage(f"stdio:{test.id}", (process,), (test.id,))
    assert isinstance(test.body, Program)
    served = ServeModule(task.code.prelude, code.source, task.code.module)
    runner = runner_of(test.body)
    of = (test.body.source, task.code.prelude, task.code.entry_point)
    imports = (f"if {n!r} not in globals(): {i}" for n, i in names.forgotten(*of).items())
    prelude = "\n".join([task.code.prelude, *imports])
    examine = Examine(
        test_id=test.id,
        program=test.body.source,
        runner=runner,
        prelude=prelude if prelude.strip() else task.code.prelude,
        module=task.code.module,
        names=names.wanted(*of),
        plain_answers=task.code.plain_answers,
    )
    runtime = examiner_for(task.code.language, prelude, test.body.source, runner)
    examiner = Process(Role.EXAMINER, runtime, examine, examiner_limits(task.limits))
    return Stage(f"program:{test.id}", (_candidate(submission, served), examiner), (test.id,))


def examiner_for(
    language: str, prelude: str, source: str, runner: ProgramRunner = ProgramRunner.SCRIPT
) -> str:
    """The row for a test or checker program."""
    needs_tools = (
        runner is not ProgramRunner.SCRIPT
        or language == "python-numpy"
        or _TOOLS.search(source) is not None
        or _TOOLS.search(prelude) is not None
    )
    return EXAMINER_WITH_TOOLS if needs_tools else EXAMINER


def examiner_limits(limits: Limits) -> Limits:
    """Room enough that a candidate meets its own limits before its examiner meets these."""
    return replace(
        limits,
        wall_s=limits.wall_s + 1.0,
        cpu_s=limits.cpu_s + 1.0,
        memory_bytes=max(2 * limits.memory_bytes, Limits().memory_bytes),
        output_bytes=max(limits.output_bytes, Limits().output_bytes),
        disk_bytes=max(limits.disk_bytes, Limits().disk_bytes),
        files=max(limits.files, Limits().files),
        processes=max(limits.processes, Limits().processes),
    )


# ---------------------------------------------------------------- stages that follow


def rest_of_calls(stage: Stage, start: int) -> Stage:
    """The stage's calls from `start` on, for a fresh process."""
    process = stage.processes[0]
    assert isinstance(process.job, AnswerCalls)
    job = replace(process.job, calls=process.job.calls[start:])
    root, _, times = stage.id.partition("+")
    return Stage(
        id=f"{root}+{int(times or 0) + 1}",
        processes=(replace(process, job=job),),
        test_ids=stage.test_ids[start:],
        replies=len(stage.test_ids) - start,
    )


def shared_stage(submission: Submission, code: Code, test: Test) -> Stage:
    """A test program and the candidate in one process, as the task allows."""
    task = submission.task.code
    assert isinstance(test.body, Program)
    source, runner = test.body.source, runner_of(test.body)
    job = RunTogether(task.prelude, code.source, task.module, test.id, source, runner)
    return Stage(f"shared:{test.id}", (_candidate(submission, job),), (test.id,))


def alone_stage(stage: Stage) -> Stage:
    """A test program's stage with stubs in place of the candidate's code."""
    candidate, examiner = stage.processes
    assert isinstance(candidate.job, ServeModule)
    assert isinstance(examiner.job, Examine)
    stubs = _STUB + "".join(f"{name} = __stub__()\n" for name in examiner.job.names)
    served = replace(candidate, job=replace(candidate.job, source=stubs))
    alone = replace(examiner, job=replace(examiner.job, plain_answers=False))
    return replace(stage, id=f"alone:{stage.test_ids[0]}", processes=(served, alone))


def checks_plan(submission: Submission, cases: list[Case]) -> RunPlan | None:
    """A stage for each checker program; None: there are no cases."""
    by_checker: dict[str, list[Case]] = {}
    for case in cases:
        by_checker.setdefault(case.checker, []).append(case)
    stages = tuple(
        _checks_stage(submission, checker, group, index)
        for index, (checker, group) in enumerate(by_checker.items())
    )
    return RunPlan(stages, submission.task.limits.total_wall_s) if stages else None


def _checks_stage(submission: Submission, checker: str, cases: list[Case], index: int) -> Stage:
    task = submission.task
    job = CheckOutputs(checker, task.code.prelude, tuple(_check_case(case) for case in cases))
    limits = examiner_limits(task.limits)
    runtime = examiner_for(task.code.language, task.code.prelude, checker)
    process = Process(Role.CHECKER, runtime, job, limits)
    ids = tuple(case.test.id for case in cases)
    return Stage("checks" if index == 0 else f"checks:{index}", (process,), ids)


def _check_case(case: Case) -> CheckCase:
    body = case.test.body
    if isinstance(body, Stdio):
        given: object = body.stdin
        expected: object = body.stdout
    else:
        assert isinstance(body, Call)
        given, expected = list(body.args), body.expected
    return CheckCase(
        test_id=case.test.id,
        input=values.encode(given),
        expected=values.encode(expected),
        actual=values.encode(case.actual),
    )


# ---------------------------------------------------------------- preludes of main programs


_FUTURE = re.compile(r"^from __future__ import [\w, ]+$", re.ASCII | re.MULTILINE)


def _with_prelude(prelude: str, main: str) -> str:
    """Prelude and program as one source; the program's lines and columns stay as they are.

    `from __future__` imports must come first in a file: they are copied in front of the prelude
    and blanked in the program.
    """
    futures = _FUTURE.findall(main)
    main = _FUTURE.sub(lambda found: "pass".ljust(len(found[0])), main)
    return "\n".join([*futures, prelude, main])
