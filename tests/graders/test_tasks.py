"""Tasks that can't be graded, each with the field at fault."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assay.faults import InvalidTask
from assay.types import (
    AsSet,
    Call,
    CheckerProgram,
    Exact,
    JsonEqual,
    Limits,
    Program,
    ProgramRunner,
    Stdio,
    Task,
    Test,
)
from tests.graders.records import GRADER, call, task

GOOD = call("a", 1, 2, expected=3)


def field_at_fault(of: Task) -> str:
    """The field that `check` names."""
    with pytest.raises(InvalidTask) as raised:
        GRADER.check(of)
    return raised.value.field


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        (task(), "code.tests"),
        (task(GOOD, GOOD), "code.tests[1].id"),
        (task(replace(GOOD, id="")), "code.tests[0].id"),
        (task(replace(GOOD, weight=-1.0)), "code.tests[0].weight"),
        (task(replace(GOOD, weight=float("nan"))), "code.tests[0].weight"),
        (task(replace(GOOD, weight=0.0)), "code.tests"),
        (task(GOOD, language=""), "code.language"),
        (task(GOOD, language="cpp"), "code.tests[0].call"),
        (task(GOOD, module="not a name"), "code.module"),
        (task(GOOD, module="json"), "code.module"),
        (task(GOOD, entry_point="a b"), "code.entry_point"),
        (task(GOOD, entry_point=None), "code.tests[0].call.entry_point"),
        (task(call("a", object(), expected=1)), "code.tests[0].call.args"),
        (task(call("a", 1, expected=object())), "code.tests[0].call.expected"),
        (task(Test("a", Call((), 1, {"a b": 1}))), "code.tests[0].call.kwargs"),
        (task(Test("a", Program("def ("))), "code.tests[0].program.source"),
        (task(Test("a", Program("return solve"))), "code.tests[0].program.source"),
        (task(Test("a", Program("assert 1 + 1 == 2"))), "code.tests[0].program.source"),
        (task(Test("a", Program("solve\x00"))), "code.tests[0].program.source"),
        (task(Test("a", Program("solve(1)"), checker=Exact())), "code.tests[0].checker"),
        (task(GOOD, prelude="import"), "code.prelude"),
        (task(GOOD, checker=CheckerProgram("def other(): pass")), "code.checker.program"),
        (task(replace(GOOD, checker=CheckerProgram("("))), "code.tests[0].checker.program"),
        (task(Test("a", Stdio("\ud800", ""))), "code.tests[0].stdio.stdin"),
        (task(Test("a", Stdio("", "no json"), checker=JsonEqual())), "code.tests[0].stdio.stdout"),
    ],
)
def test_bad_tasks_name_their_field(bad: Task, field: str) -> None:
    """Whatever can be seen without running anything is told by the field's path."""
    assert field_at_fault(bad) == field


@pytest.mark.parametrize("name", ["wall_s", "memory_bytes", "processes"])
def test_limits_are_positive(name: str) -> None:
    """A limit of zero or less is a mistake, not an unlimited run."""
    of = replace(task(GOOD), limits=replace(Limits(), **{name: -1}))
    assert field_at_fault(of) == f"limits.{name}"


def test_the_same_input_with_another_output_is_a_contradiction() -> None:
    """Nobody could pass both; an output that both checkers take is none."""
    one, other = Test("a", Stdio("1", "yes")), Test("b", Stdio("1", "no"))
    assert field_at_fault(task(one, other)) == "code.tests[1].stdio.stdout"
    assert field_at_fault(task(GOOD, call("b", 1, 2, expected=4))) == "code.tests[1].call.expected"
    GRADER.check(task(one, replace(other, body=Stdio("1", "yes \n"))))
    either = [call(i, 1, expected=e, checker=AsSet()) for i, e in (("a", [1, 2]), ("b", [2, 1]))]
    GRADER.check(task(*either))


def test_a_syntax_error_is_told_with_its_line() -> None:
    """The author of a test program sees where it is broken."""
    with pytest.raises(InvalidTask, match="line 2"):
        GRADER.check(task(Test("a", Program("x = 1\ndef (")), prelude=""))


def test_good_tasks_pass() -> None:
    """Every kind of test, in one task."""
    checker = CheckerProgram("def check(input, expected, actual): return True")
    GRADER.check(
        task(
            GOOD,
            Test("b", Stdio("1\n", "2\n"), checker=checker),
            Test("c", Program("def check(candidate): assert candidate(1, 1) == 2\ncheck(solve)")),
            Test("d", Program("import solution\nassert solution", ProgramRunner.PYTEST)),
            prelude="import math\n",
        )
    )
    GRADER.check(task(Test("a", Stdio("", "")), language="cpp", prelude="#include <map>"))
