"""Digests: equal for what is graded alike, different for anything that could matter."""

from __future__ import annotations

import json
import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.digest import canonical, grading_digest, number, task_digest
from assay.types import Call, FeedbackLevel, Limits, Shaping, Task, Test
from tests.assay import made

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=10,
)


# RFC 8785, appendix B: IEEE 754 doubles and their text.
NUMBERS = {
    0.0: "0",
    5e-324: "5e-324",
    -5e-324: "-5e-324",
    1.7976931348623157e308: "1.7976931348623157e+308",
    9007199254740992.0: "9007199254740992",
    -9007199254740992.0: "-9007199254740992",
    295147905179352830000.0: "295147905179352830000",
    9.999999999999997e22: "9.999999999999997e+22",
    1e23: "1e+23",
    1.0000000000000001e23: "1.0000000000000001e+23",
    999999999999999700000.0: "999999999999999700000",
    999999999999999900000.0: "999999999999999900000",
    1e21: "1e+21",
    9.999999999999997e-7: "9.999999999999997e-7",
    0.000001: "0.000001",
    333333333.3333332: "333333333.3333332",
    333333333.33333325: "333333333.33333325",
    -0.0000033333333333333333: "-0.0000033333333333333333",
    1424953923781206.2: "1424953923781206.2",
}


@pytest.mark.parametrize("value", NUMBERS)
def test_numbers_are_written_as_the_rfc_does(value: float) -> None:
    """The RFC's own table of doubles holds."""
    assert number(value) == NUMBERS[value]
    assert number(-value) == (f"-{NUMBERS[value]}".replace("--", "") if value else "0")


def test_the_rfcs_example_holds() -> None:
    """The RFC's example (section 3.2.2) has the RFC's bytes: escapes, numbers, order of names."""
    example = {
        "numbers": [333333333.33333329, 1e30, 4.50, 2e-3, 0.000000000000000000000000001],
        "string": "\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"\u002f",
        "literals": [None, True, False],
    }
    assert canonical(example).decode() == (
        '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],'
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
    )


def test_names_are_sorted_by_utf16_units() -> None:
    """The RFC's example of sorting (section 3.2.3): a surrogate sorts before U+FB33."""
    names = ["\u20ac", "\r", "\ufb33", "1", "\U0001f600", "\u0080", "\u00f6"]
    order = list(json.loads(canonical(dict.fromkeys(names, 0))))
    assert order == ["\r", "1", "\u0080", "\u00f6", "\u20ac", "\U0001f600", "\ufb33"]


@given(JSON)
def test_canonical_json_is_json(value: object) -> None:
    """It reads back (numbers as doubles) as an equal value, and that has the same bytes."""
    text = canonical(value)
    read: object = json.loads(text, parse_int=float)
    assert read == value
    assert canonical(read) == text


@pytest.mark.parametrize(
    "value", [math.nan, math.inf, 2**53, "\ud800", {1: 2}, object(), {"\udc00": 1}]
)
def test_what_json_lacks_is_a_value_error(value: object) -> None:
    """Values that two readers could take differently have no canonical form."""
    with pytest.raises(ValueError):  # noqa: PT011 - Unicode errors have their own message
        canonical(value)


@given(made.tasks)
def test_a_digest_is_a_function(task: Task) -> None:
    """The same task has the same digest, and it has the documented shape."""
    assert task_digest(task) == task_digest(replace(task))
    assert len(task_digest(task)) == len("sha256:") + 64


def test_a_digest_stays_as_it_is() -> None:
    """Digests are kept beyond a process: a change of the form must be seen, and meant."""
    assert task_digest(made.call_task()) == KEPT


KEPT = "sha256:3f2a7bbc231739f8c0f24f992144df825f391c1306e389a7da710e1a37f0d923"


def test_only_the_graded_part_counts_for_grading() -> None:
    """Id, shaping and feedback level don't change what a report says; limits and tests do."""
    task = made.call_task()
    for same in (
        replace(task, id="other"),
        replace(task, shaping=Shaping("fraction")),
        replace(task, feedback=FeedbackLevel.NONE),
    ):
        assert grading_digest(same) == grading_digest(task)
        assert task_digest(same) != task_digest(task)
    for other in (
        replace(task, limits=Limits(wall_s=1.0)),
        replace(task, code=replace(task.code, prelude="import os")),
        made.call_task(tests=(Test("t2", Call(([2, 7], 9), [0, 1])),)),
    ):
        assert grading_digest(other) != grading_digest(task)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1, 1.0),
        (1, True),
        ([1], (1,)),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
        (2**60, 2**60 + 1),
        ("1", 1),
        ({1}, frozenset({1})),
    ],
)
def test_inputs_that_a_program_can_tell_apart_differ(one: object, other: object) -> None:
    """An argument of another type, or a dict in another order, is another task."""
    digests = {
        task_digest(made.call_task(tests=(Test("t", Call((value,), 0)),))) for value in (one, other)
    }
    assert len(digests) == 2
