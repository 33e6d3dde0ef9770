"""The JSON form: what is written is read back, numbers are exact, and mistakes are named."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import given

from assay import faults, jsonform
from assay.digest import task_digest
from assay.faults import Fault, InvalidTask
from assay.jsonform import loads
from assay.types import (
    AsSet,
    Call,
    CodeTask,
    FeedbackLevel,
    Floats,
    Graded,
    Limits,
    Program,
    Report,
    Reward,
    Shaping,
    Stdio,
    Task,
    Test,
    Tokens,
    Trust,
    Verdict,
)
from tests.assay import made

TWO_SUM = """
{"id": "two-sum", "code": {"language": "python", "entry_point": "two_sum", "tests": [
   {"id": "t1", "call": {"args": [[2, 7, 11], 9], "expected": [0, 1]}},
   {"id": "t2", "stdio": {"stdin": "1 2\\n", "stdout": "3\\n"}},
   {"id": "t3", "hidden": true, "program": {"source": "check(two_sum)"}}]}}
"""


@given(made.tasks)
def test_a_task_is_read_as_it_was_written(task: Task) -> None:
    """Every task survives its JSON form as a line of text, values and their types included."""
    line = jsonform.dumps(jsonform.task_to_json(task))
    got = jsonform.task_from_json(loads(line))
    assert "\n" not in line
    assert got == task
    assert task_digest(got) == task_digest(task)


@given(made.gradeds)
def test_an_answer_is_read_as_it_was_written(graded: Graded) -> None:
    """Every graded submission survives its JSON form, so that it can be shaped again."""
    line = jsonform.dumps(jsonform.answer_to_json("", "", graded))
    assert jsonform.answer_from_json(loads(line)).outcome == graded


def test_the_documented_task_is_what_it_says() -> None:
    """The example of the documents has the meaning that they give it, and the default limits."""
    assert jsonform.task_from_json(loads(TWO_SUM)) == Task(
        "two-sum",
        CodeTask(
            "python",
            (
                Test("t1", Call(([2, 7, 11], 9), [0, 1])),
                Test("t2", Stdio("1 2\n", "3\n")),
                Test("t3", Program("check(two_sum)"), hidden=True),
            ),
            entry_point="two_sum",
        ),
    )


def test_every_field_can_be_written() -> None:
    """Checkers (by name or as objects), limits, shaping, level and trust are read."""
    obj = loads(TWO_SUM)
    assert isinstance(obj, dict)
    obj |= {"limits": {"wall_s": 2}, "feedback": "diagnostic", "require_trust": "separated"}
    obj |= {"shaping": {"profile": "staged", "time_penalty": 0.1}}
    obj["code"] |= {"checker": "tokens", "stop": "run_all", "entry_point": "g"}
    obj["code"]["tests"][0] |= {"checker": {"floats": {"absolute": 0}}, "weight": 0}
    obj["code"]["tests"][1] |= {"checker": {"as_set": {}}}
    task = jsonform.task_from_json(obj)
    assert task.limits == Limits(wall_s=2.0)
    assert (task.feedback, task.require_trust) == (FeedbackLevel.DIAGNOSTIC, Trust.SEPARATED)
    assert task.shaping == Shaping("staged", time_penalty=0.1)
    assert task.code.checker == Tokens()
    assert [test.checker for test in task.code.tests] == [Floats(absolute=0.0), AsSet(), None]
    assert task.code.tests[0].weight == 0.0


def test_numbers_are_exact() -> None:
    """An int of any size stays one, and a float with no fraction stays a float."""
    big = 2**200 + 1
    call = f'{{"args": [{big}, 1, 1.0, 1e2, 0.1], "expected": {{"$float": "nan"}}}}'
    code = f'{{"language": "p", "entry_point": "f", "tests": [{{"id": "1", "call": {call}}}]}}'
    body = jsonform.task_from_json(loads(f'{{"id": "t", "code": {code}}}')).code.tests[0].body
    assert isinstance(body, Call)
    assert [(type(arg), arg) for arg in body.args] == [
        (int, big),
        (int, 1),
        (float, 1.0),
        (float, 100.0),
        (float, 0.1),
    ]
    assert isinstance(body.expected, float)
    assert math.isnan(body.expected)
    again = jsonform.dumps(jsonform.value_to_json(list(body.args), "x"))
    assert again == f"[{big}, 1, 1.0, 100.0, 0.1]"


def test_a_number_whose_zero_means_something_is_printed() -> None:
    """A reward of 0 and a usage of 0 are written, never left out."""
    graded = Graded("t", "s", Report(Verdict.WRONG_ANSWER, Trust.SEPARATED), Reward(0.0))
    form = jsonform.graded_to_json(graded)
    assert form["verdict"] == "wrong_answer"
    assert form["trust"] == "separated"
    assert form["reward"] == {"value": 0.0, "parts": {}, "steps": [], "text": ""}
    assert form["usage"] == {"wall_s": 0.0, "cpu_s": 0.0, "memory_bytes": 0}


WRONG: list[tuple[str, str, str]] = [
    ("", "[]", "expected an object"),
    ("id", '{"code": {}}', "missing"),
    ("id", '{"id": "", "code": CODE}', "expected a name"),
    ("id", '{"id": 3, "code": CODE}', "expected text, found the number 3"),
    ("", '{"id": "a"}', "expected one of code, found none"),
    ("coed", '{"id": "a", "coed": {}}', "unknown field; is `code` meant?"),
    ("limit", '{"id": "a", "code": CODE, "limit": {}}', "is `limits` meant?"),
    ("limits.wall_s", '{"id": "a", "code": CODE, "limits": {"wall_s": -1}}', "from 0.001"),
    ("limits.wall_s", '{"id": "a", "code": CODE, "limits": {"wall_s": "9"}}', "expected a number"),
    ("limits.wall_s", '{"id": "a", "code": CODE, "limits": {"wall_s": true}}', "expected a number"),
    ("limits.files", '{"id": "a", "code": CODE, "limits": {"files": 9.5}}', "whole number"),
    ("limits.walls", '{"id": "a", "code": CODE, "limits": {"walls": 9}}', "is `wall_s` meant?"),
    ("feedback", '{"id": "a", "code": CODE, "feedback": "FULL"}', "expected one of none, verdict"),
    ("feedback", '{"id": "a", "code": CODE, "feedback": null}', "found null"),
    ("shaping.profile", '{"id": "a", "code": CODE, "shaping": {"profile": "x"}}', "binary"),
    ("code.language", '{"id": "a", "code": {"tests": []}}', "missing"),
    ("code.tests", '{"id": "a", "code": {"language": "python", "tests": {}}}', "an array"),
    ("code.tests", '{"id": "a", "code": {"language": "python", "tests": []}}', "at least one"),
    ("code.tests[0].id", '{"id": "a", "code": TESTS({})}', "missing"),
    ("code.tests[0]", '{"id": "a", "code": TESTS({"id": "t"})}', "expected one of stdio, call"),
    ("code.tests[0].cal", '{"id": "a", "code": TESTS({"id": "t", "cal": 1})}', "`call` meant"),
    (
        "code.tests[0].call.expected",
        '{"id": "a", "code": TESTS({"id": "t", "call": {}})}',
        "missing",
    ),
    (
        "code.tests[0].call.args[0]",
        '{"id": "a", "code": TESTS({"id": "t", "call": {"args": [{"$x": 1}], "expected": 1}})}',
        "$x",
    ),
    (
        "code.tests[0].call.entry_point",
        '{"id": "a", "code": TESTS({"id": "t", "call": {"expected": 1}})}',
        "neither the call nor the task",
    ),
    ("code.checker", '{"id": "a", "code": {"checker": {}, "language": "p", "tests": []}}', "exact"),
    (
        "code.checker.fuzzy",
        '{"id": "a", "code": {"checker": "fuzzy", "language": "p", "tests": []}}',
        "",
    ),
]


@pytest.mark.parametrize(("path", "line", "says"), WRONG)
def test_a_mistake_is_named(path: str, line: str, says: str) -> None:
    """What is unknown, missing or of another type is InvalidTask with its path."""
    stdio = '{"id": "t", "stdio": {"stdin": "", "stdout": ""}}'
    line = line.replace("CODE", f'{{"language": "python", "tests": [{stdio}]}}')
    if "TESTS(" in line:
        before, _, test = line.partition("TESTS(")
        line = f'{before}{{"language": "python", "tests": [{test.replace(")", "]}", 1)}'
    with pytest.raises(InvalidTask) as caught:
        jsonform.task_from_json(loads(line))
    assert caught.value.field == path
    assert says in caught.value.message


@pytest.mark.parametrize(
    "line",
    [
        "",
        "{",
        '{"a": NaN}',
        '{"a": -Infinity}',
        '{"a": 1e999}',
        '{"a": 1, "a": 2}',
        "[" * 100_000,
        "1" * 5000,
        b'"\xff"',
    ],
)
def test_what_is_not_json_is_a_value_error(line: str | bytes) -> None:
    """Broken, ambiguous or unbounded text is refused as ValueError, whatever it is."""
    with pytest.raises(ValueError):  # noqa: PT011 - the message is the standard library's
        loads(line)


def test_a_submission_line() -> None:
    """A submission has an id, its task's id and a text; each is needed, and nothing else is."""
    obj = {"id": "s1", "task_id": "two-sum", "text": "code"}
    assert jsonform.submission_from_json(obj) == ("s1", "two-sum", "code")
    assert jsonform.submission_to_json("s1", "two-sum", "code") == obj
    for path, wrong in (
        ("text", {"id": "s1", "task_id": "t"}),
        ("task_id", {"id": "s1", "task_id": "", "text": ""}),
        ("txet", {**obj, "txet": ""}),
    ):
        with pytest.raises(InvalidTask) as caught:
            jsonform.submission_from_json(wrong)
        assert caught.value.field == path


FAULTS: list[Fault] = [
    InvalidTask("code.tests", "expected at least one test, found none"),
    faults.Overloaded("full", retry_after_s=0.5),
    faults.Unavailable("draining"),
    faults.Internal("a defect"),
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.code)
def test_a_fault_is_read_as_it_was_written(fault: Fault) -> None:
    """A fault's line says code, message, and whether and when to retry."""
    line = jsonform.dumps(jsonform.answer_to_json("t", "s", fault))
    got = jsonform.answer_from_json(loads(line))
    assert got[:2] == ("t", "s")
    assert isinstance(got.outcome, Fault)
    assert type(got.outcome) is type(fault)
    assert vars(got.outcome) == vars(fault) | {"retry": fault.retry}


def test_lines_are_plain_ascii() -> None:
    """A line is safe in any file and terminal, whatever text is in it."""
    line = jsonform.dumps({"text": "é\x1b[31m\ud800\n"})
    assert line.isascii()
    assert line.isprintable()
    assert json.loads(line) == {"text": "é\x1b[31m\ud800\n"}
