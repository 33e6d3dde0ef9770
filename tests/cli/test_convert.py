"""`assay convert`: tasks as the formats mean them; what is not of a format is refused by name."""

from __future__ import annotations

import base64
import contextlib
import json
import pickle
import zlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.cli.main import main
from assay.convert import FORMATS, BadRow, Refused, convert_file, humaneval, tasks_of
from assay.convert.apps import AS_WRITTEN_OR_ALONE
from assay.convert.livecodebench import convert as convert_livecodebench
from assay.convert.livecodebench import pickled_text
from assay.jsonform import loads, submission_from_json, task_from_json
from assay.types import Call, Exact, Floats, JsonEqual, Program, Stdio, Tokens

DATA = Path(__file__).parents[1] / "data"
SAMPLES = DATA / "convert"


def program_of(test: Any) -> str:
    """A test program's source."""
    assert isinstance(test.body, Program)
    return test.body.source


def run_check(code: Any, candidate: str) -> None:
    """Runs the first test program beside prelude and candidate, in one process."""
    source = "\n".join([code.prelude, candidate, program_of(code.tests[0])])
    exec(compile(source, "program", "exec"), {"__name__": "program"})


# ---------------------------------------------------------------- HumanEval


def test_humaneval_helpers_are_trusted() -> None:
    """What a prompt defines before the entry point is prelude; the entry point itself is not."""
    task = humaneval.read_tasks(SAMPLES / "humaneval.jsonl")[0]
    assert "def area" in task.code.prelude
    assert "import math" in task.code.prelude
    assert "def ring" not in task.code.prelude
    assert task.code.prefix.endswith('"""\n')
    assert program_of(task.code.tests[0]).endswith("check(ring)\n")


def test_solutions_of_plain_data_are_held_to_it() -> None:
    """HumanEval's and MBPP's answers must be plain, but where a solution defines a class."""
    assert humaneval.read_tasks(SAMPLES / "humaneval.jsonl")[0].code.plain_answers
    evens, nodes = tasks_of("mbpp", SAMPLES / "mbpp.jsonl")
    assert (evens.code.plain_answers, nodes.code.plain_answers) == (True, False)


def test_humaneval_prompts_may_end_in_a_comment() -> None:
    """A prompt without a docstring, which is no Python by itself, is taken too."""
    task = humaneval.read_tasks(SAMPLES / "humaneval.jsonl")[1]
    assert task.code.prelude == ""
    assert task.code.reference == "def shout(words):\n    # in capitals\n    return words.upper()\n"


def test_all_of_humaneval_converts_and_holds() -> None:
    """All 164 tasks: ids, helpers that tests call, and each canonical solution passes its test."""
    tasks = {task.id: task.code for task in humaneval.read_tasks(DATA / "HumanEval.jsonl.gz")}
    assert len(tasks) == 164
    helpers = {32: "def poly", 38: "def encode_cyclic", 50: "def encode_shift"}
    for number, helper in helpers.items():
        assert helper in tasks[f"HumanEval/{number}"].prelude
    assert "sort_third(" in program_of(tasks["HumanEval/33"].tests[0])
    for code in tasks.values():
        assert code.entry_point is not None
        assert f"def {code.entry_point}(" not in code.prelude
        run_check(code, code.reference or "")


# ---------------------------------------------------------------- MBPP


def test_mbpp_asserts_are_tests_and_challenges_are_hidden() -> None:
    """An assert is a test; set-up code stands before each; challenges are hidden."""
    first, second = tasks_of("mbpp", SAMPLES / "mbpp.jsonl")
    assert first.id == "MBPP/1"
    assert first.code.entry_point == "count_even"
    assert [(t.id, t.hidden) for t in first.code.tests] == [
        ("assert-1", False),
        ("assert-2", False),
        ("assert-3", False),
        ("hidden-1", True),
    ]
    assert program_of(second.code.tests[1]).splitlines() == [
        "import math",
        "assert math.isclose(total(Node(0.5)), 0.5)",
    ]
    assert second.code.entry_point == "total"
    assert first.code.reference is not None
    assert "\r" not in first.code.reference


# ---------------------------------------------------------------- APPS


def test_apps_programs_and_functions() -> None:
    """Without `fn_name` tests are input and output; with it calls; repeated cases are dropped."""
    plus, mean, twice, ends = (task.code for task in tasks_of("apps", SAMPLES / "apps.jsonl"))
    assert [t.body for t in plus.tests] == [Stdio("1 2\n", "3\n"), Stdio("3 4\n", "7\n")]
    assert [t.checker for t in plus.tests] == [Tokens(), Tokens()]
    assert mean.tests[0].body == Stdio("2\n1\n2\n", "1.5\n")
    assert mean.tests[0].checker == Floats(1e-6, 1e-6)
    assert twice.entry_point == "twice"
    assert twice.tests[1].body == Call(args=([1],), expected=[1, 1])
    assert [t.checker for t in twice.tests] == [
        AS_WRITTEN_OR_ALONE,
        JsonEqual(),
        AS_WRITTEN_OR_ALONE,
    ]
    assert ends.entry_point == "Solution.ends"
    assert plus.reference is None


def test_apps_solutions_become_submissions() -> None:
    """Every solution of a row is a submission of its own."""
    rows = list(convert_file("apps", SAMPLES / "apps.jsonl"))
    assert not any(isinstance(row, Refused) for row in rows)
    names = [name for row in rows for name, _ in row.solutions]  # type: ignore[union-attr]
    assert names[2:4] == ["APPS/2/solution-1", "APPS/2/solution-2"]


@pytest.mark.parametrize(
    ("expected", "actual", "ok"),
    [
        ([4], 4, True),
        ([4], [4], True),
        ([[1, 2]], (1, 2), True),
        ([1, 2], (1, 2), True),
        ([1, 2], 1, False),
        ([4], 5, False),
        ([4], None, False),
        ({"1": 2}, {1: 2}, True),
    ],
)
def test_apps_calls_are_equal_as_written_or_alone(expected: Any, actual: Any, ok: bool) -> None:
    """The format's rule: a tuple counts as a list, a list of one may stand for its element."""
    names: dict[str, Any] = {}
    exec(AS_WRITTEN_OR_ALONE.source, names)
    assert names["check"]([], expected, actual) is ok


# ---------------------------------------------------------------- LiveCodeBench


def test_livecodebench_private_cases_are_hidden() -> None:
    """Public cases are visible, private ones hidden, packed or not; repeated ones are dropped."""
    echo, pair = (t.code for t in tasks_of("livecodebench", SAMPLES / "livecodebench.jsonl"))
    assert [(t.id, t.hidden) for t in echo.tests] == [("public-1", False), ("private-1", True)]
    assert pair.entry_point == "Solution.pair"
    assert [t.body for t in pair.tests] == [
        Call(args=(1, "x"), expected=[1, "x"]),
        Call(args=(2, ""), expected=[2, ""]),
    ]
    assert pair.tests[0].checker == JsonEqual()


def test_livecodebench_text_is_compared_as_text() -> None:
    """An expected text is compared exactly: read as JSON, `01` and `1` would be one."""
    case = [{"input": "1", "output": '"01"', "testtype": "functional"}]
    row = {"question_id": "q", "public_test_cases": case, "metadata": {"func_name": "f"}}
    [test] = convert_livecodebench(row).task.code.tests
    assert test.checker == Exact()


@given(st.text())
def test_a_pickled_string_is_read(text: str) -> None:
    """Whatever a string holds, its pickle of any protocol gives it back."""
    for protocol in range(1, pickle.HIGHEST_PROTOCOL + 1):
        assert pickled_text(pickle.dumps(text, protocol)) == text


class Evil:
    """Its pickle runs a command."""

    def __reduce__(self) -> Any:
        import os

        return os.system, ("exit 1",)


@pytest.mark.parametrize("value", [Evil(), ["a"], {"a": 1}, b"x", None, ("a", "b"), 7])
def test_no_pickle_but_a_string_is_read(value: Any) -> None:
    """A pickle is a program: anything that does more than hold a string is refused unrun."""
    with pytest.raises(BadRow, match="pickle"):
        pickled_text(pickle.dumps(value))


@given(st.binary(max_size=200))
def test_no_bytes_break_the_pickle_reader(data: bytes) -> None:
    """Arbitrary bytes are refused as a ValueError, or hold a string."""
    with contextlib.suppress(ValueError):
        assert isinstance(pickled_text(data), str)


@pytest.mark.parametrize(
    ("packed", "reason"),
    [
        ("!!!", "private_test_cases"),
        (base64.b64encode(b"not zlib").decode(), "private_test_cases"),
        (base64.b64encode(zlib.compress(pickle.dumps(Evil()))).decode(), "does more than hold"),
        (base64.b64encode(zlib.compress(pickle.dumps("{"))).decode(), "private_test_cases"),
        (base64.b64encode(zlib.compress(b"x" * 100)[:-8]).decode(), "cut off"),
    ],
)
def test_livecodebench_refuses_what_it_cannot_trust(packed: str, reason: str) -> None:
    """Private cases that aren't what they must be are refused, with the reason."""
    row = {"question_id": "q", "private_test_cases": packed, "metadata": {}}
    with pytest.raises(BadRow, match=reason):
        convert_livecodebench(row)


# ---------------------------------------------------------------- any format


@pytest.mark.parametrize("kind", FORMATS)
def test_what_is_written_is_read_again(kind: str, tmp_path: Path) -> None:
    """The command's files are tasks and submissions in the JSON form, equal to the converted."""
    out, submissions = tmp_path / "t.jsonl", tmp_path / "s.jsonl"
    source = SAMPLES / f"{kind}.jsonl"
    command = ["convert", kind, str(source), str(out), "--submissions", str(submissions)]
    assert main(command) == 0
    tasks = [task_from_json(loads(line)) for line in out.read_text().splitlines()]
    assert tasks == tasks_of(kind, source)
    ids = {task.id for task in tasks}
    for line in submissions.read_text().splitlines():
        assert submission_from_json(loads(line)).task_id in ids


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("row", ["{}", "[]", "7", "{", '{"task_id": []}', "\x00", '{"a": 1}'])
def test_bad_rows_are_named_and_nothing_is_written(
    kind: str, row: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A row that is not of the format is named with file and line; no output appears."""
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    first = (SAMPLES / f"{kind}.jsonl").read_text().splitlines()[0]
    source.write_text(f"{first}\n\n{row}\n")
    assert main(["convert", kind, str(source), str(out)]) == 2
    assert f"{source}:3: " in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == [source]
    assert main(["convert", kind, str(source), str(out), "--skip-bad"]) == 0
    assert len(out.read_text().splitlines()) == 1


def test_a_json_array_is_taken_and_repeated_ids_are_refused(tmp_path: Path) -> None:
    """A file may be one array; two rows with one id can't both be tasks."""
    row = json.loads((SAMPLES / "mbpp.jsonl").read_text().splitlines()[0])
    source = tmp_path / "in.json"
    source.write_text(json.dumps([row, row]))
    first, second = convert_file("mbpp", source)
    assert not isinstance(first, Refused)
    assert isinstance(second, Refused)
    assert "used before" in second.reason


def test_a_missing_or_broken_file_is_bad_input(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file that can't be read is exit code 2 with its name."""
    broken = tmp_path / "x.jsonl.gz"
    broken.write_bytes(b"not gzip")
    for source in (tmp_path / "none.jsonl", broken):
        assert main(["convert", "mbpp", str(source), str(tmp_path / "out")]) == 2
        assert str(source) in capsys.readouterr().err
