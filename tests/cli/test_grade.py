"""`assay grade`: every answer on its line, exit codes as documented, bad input grades nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assay.cli.main import main
from assay.faults import InvalidTask, Overloaded, Unauthenticated
from assay.jsonform import answer_from_json, dumps, loads, task_to_json
from assay.types import Graded, Task

Grade = Callable[..., int]


@pytest.fixture
def tasks(tmp_path: Path, task: Task) -> Path:
    """A file of one task."""
    path = tmp_path / "tasks.jsonl"
    path.write_text(dumps(task_to_json(task)) + "\n")
    return path


@pytest.fixture
def submissions(tmp_path: Path) -> Path:
    """A file of three submissions: right, wrong, right."""
    path = tmp_path / "submissions.jsonl"
    path.write_text(lines("right", "wrong", "right"))
    return path


def lines(*texts: str) -> str:
    """Submissions with those texts, s0 on."""
    rows = [{"id": f"s{i}", "task_id": "double", "text": t} for i, t in enumerate(texts)]
    return "".join(json.dumps(row) + "\n" for row in rows)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where answers go."""
    return tmp_path / "out.jsonl"


@pytest.fixture
def grade(tasks: Path, submissions: Path, out: Path, service: Any) -> Grade:
    """Runs the command against the fake service; gives its exit code."""

    def run(*more: str) -> int:
        files = ["--tasks", tasks, "--submissions", submissions, "--out", out]
        return main(["grade", *map(str, files), "--server", service.address, *more])

    return run


def answers(out: Path) -> list[Any]:
    """The file's answers."""
    return [answer_from_json(loads(line)) for line in out.read_text().splitlines()]


def values(out: Path) -> dict[str, float | None]:
    """The rewards by submission, None for faults."""
    return {
        a.submission_id: a.outcome.reward.value if isinstance(a.outcome, Graded) else None
        for a in answers(out)
    }


def test_one_answer_a_line_in_order(
    grade: Grade, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each submission has a line, in the file's order; the summary says how they came out."""
    assert grade() == 0
    assert list(values(out).items()) == [("s0", 1.0), ("s1", 0.0), ("s2", 1.0)]
    shown = capsys.readouterr()
    assert "accepted                           2   66.7%" in shown.out
    assert "mean reward                   0.6667" in shown.out
    assert "graded 3 of 3" in shown.err


def test_fail_under(grade: Grade) -> None:
    """Exit 1 if the mean reward is below the bound, and only then."""
    assert grade("--fail-under", "0.67") == 1
    assert grade("--fail-under", "0.66") == 0


def test_an_empty_file_meets_no_bound(grade: Grade, submissions: Path, out: Path) -> None:
    """Nothing graded is no reason to open a gate."""
    submissions.write_text("\n")
    assert grade() == 0
    assert out.read_text() == ""
    assert grade("--fail-under", "0") == 1


def test_faults_are_exit_3_and_lines(grade: Grade, submissions: Path, out: Path) -> None:
    """A fault has its line without a reward, and the exit code says so before any bound does."""
    submissions.write_text(lines("right", "fault"))
    assert grade("--fail-under", "1.0") == 3
    assert values(out) == {"s0": 1.0, "s1": None}


def test_resume_asks_only_for_what_is_missing(
    grade: Grade, submissions: Path, out: Path, service: Any
) -> None:
    """Graded answers are kept; faults, cut lines and missing ones are asked for again."""
    submissions.write_text(lines("right", "fault", "wrong", "right"))
    assert grade() == 3
    first, fault, third, fourth = out.read_text().splitlines(keepends=True)
    out.write_text(third + fault + first + fourth[:40])
    submissions.write_text(lines("right", "right", "wrong", "right"))
    service.requests.clear()
    assert grade("--resume") == 0
    assert [[s.id for s in r.submissions] for r in service.requests] == [["s1", "s3"]]
    assert list(values(out).items()) == [("s0", 1.0), ("s1", 1.0), ("s2", 0.0), ("s3", 1.0)]
    service.requests.clear()
    assert grade("--resume", "--fail-under", "0.75") == 0
    assert not service.requests


def test_without_resume_it_starts_afresh(grade: Grade, out: Path, service: Any) -> None:
    """An old output is replaced, not mixed with."""
    out.write_text("something else\n")
    assert grade() == 0
    assert len(answers(out)) == 3


def test_resume_refuses_a_file_that_is_not_its_own(
    grade: Grade, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Resuming from another file would lose it: refused with its line, and left as it is."""
    for content in ('{"x": 1}\n', "{\n{\n"):
        out.write_text(content)
        assert grade("--resume") == 2
        assert f"{out}:1: can't be resumed" in capsys.readouterr().err
        assert out.read_text() == content


def test_resume_refuses_answers_to_other_submissions(
    grade: Grade, submissions: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An answer to what is not asked stays where it is."""
    assert grade() == 0
    submissions.write_text(lines("right"))
    assert grade("--resume") == 2
    assert f"{out}:2: 's1' of 'double' is not among those asked" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (b"{", "tasks.jsonl:2: "),
        (b"[]", "tasks.jsonl:2: "),
        (b'{"id": "x"}', "tasks.jsonl:2: "),
        (b'{"id": "x", "code": {"language": "python", "tests": [], "colour": 1}}', "colour"),
        (b"\xff", "tasks.jsonl:2: not UTF-8 at byte 0"),
        (b"[" * 100_000, "tasks.jsonl:2: "),
    ],
)
def test_bad_tasks_are_named_and_nothing_is_graded(
    grade: Grade,
    tasks: Path,
    out: Path,
    service: Any,
    capsys: pytest.CaptureFixture[str],
    row: bytes,
    reason: str,
) -> None:
    """A line that is no task is named with file and line; nothing is asked or written."""
    tasks.write_bytes(tasks.read_bytes() + row + b"\n")
    assert grade() == 2
    assert reason in capsys.readouterr().err
    assert not service.requests
    assert not out.exists()


def test_all_problems_are_named_at_once(
    grade: Grade, submissions: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Unknown tasks, repeated ids and unknown fields are all named, each with its line."""
    rows = lines("right") * 2 + '{"id": "a", "task_id": "none", "text": ""}\n'
    submissions.write_text(rows + '{"id": "b", "task_id": "double", "text": "", "x": 1}\n')
    assert grade() == 2
    problems = capsys.readouterr().err.splitlines()
    assert len(problems) == 3
    for line, reason in [(2, "is also on line 1"), (3, "there is no task 'none'"), (4, "x")]:
        assert any(f"submissions.jsonl:{line}: " in p and reason in p for p in problems)


def test_repeated_task_ids_are_refused(
    grade: Grade, tasks: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A task id names one task."""
    tasks.write_text(tasks.read_text() * 2)
    assert grade() == 2
    assert "tasks.jsonl:2: id: 'double' is also on line 1" in capsys.readouterr().err


def test_a_task_that_the_service_refuses_is_bad_input(
    grade: Grade, out: Path, service: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    """What only the service can see of a task is named with its line too, before any grading."""
    service.first.append(InvalidTask("task.code.tests[0].program", "does not parse"))
    assert grade() == 2
    assert "tasks.jsonl:1: task.code.tests[0].program: does not parse" in capsys.readouterr().err
    assert not service.requests
    assert not out.exists()


def test_a_task_too_large_to_keep_travels_with_its_submissions(
    grade: Grade, service: Any, out: Path
) -> None:
    """A service that can't keep a task still grades it."""
    full = Overloaded("too large")
    full.retry = False
    service.first.append(full)
    assert grade() == 0
    assert service.requests[0].task.id == "double"
    assert len(answers(out)) == 3


def test_no_service_is_exit_3(
    grade: Grade, out: Path, service: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    """When nothing can be graded the command says why, and writes no output."""
    service.first.append(Unauthenticated("no token"))
    assert grade() == 3
    assert "UNAUTHENTICATED: no token" in capsys.readouterr().err
    assert not out.exists()


def test_token_and_overrides_travel(grade: Grade, service: Any, tmp_path: Path) -> None:
    """The token comes from a file; profile, feedback and cache flag reach the service."""
    token = tmp_path / "token"
    token.write_text("secret\n")
    more = ["--profile", "staged", "--feedback", "verdict", "--bypass-cache"]
    assert grade("--token-file", str(token), *more) == 0
    [request] = service.requests
    assert service.metadata[0]["authorization"] == "Bearer secret"
    assert request.shaping.profile == "staged"
    assert request.bypass_cache
    assert grade("--token-file", str(tmp_path / "none")) == 2


def test_an_output_that_cannot_be_written_is_bad_input(
    grade: Grade, service: Any, tmp_path: Path
) -> None:
    """The output is opened before anything is graded."""
    assert grade("--out", str(tmp_path / "no" / "such" / "folder")) == 2
    assert not service.requests


def test_an_interrupted_run_can_be_resumed(
    grade: Grade, out: Path, service: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C leaves whole lines behind, exit code 130, and `--resume` goes on from there."""
    from assay.cli import ledger

    real = ledger.Ledger.write

    def write(self: Any, place: int, answer: Any) -> None:
        real(self, place, answer)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(ledger.Ledger, "write", write)
        assert grade() == 130
    assert len(answers(out)) == 1
    assert grade("--resume") == 0
    assert len(answers(out)) == 3


def test_quiet_says_nothing(grade: Grade, capsys: pytest.CaptureFixture[str]) -> None:
    """`--quiet`: no progress and no summary."""
    assert grade("--quiet") == 0
    assert capsys.readouterr() == ("", "")


def test_shape_makes_rewards_anew(
    grade: Grade, out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Stored answers are shaped by another profile; texts stay unless they are asked for."""
    assert grade() == 0
    shaped = tmp_path / "shaped.jsonl"
    assert main(["shape", str(out), str(shaped), "--profile", "staged"]) == 0
    before, after = answers(out), answers(shaped)
    assert [a.outcome.report for a in after] == [a.outcome.report for a in before]
    assert all("parses" in a.outcome.reward.parts for a in after)
    assert [a.outcome.reward.text for a in after] == [a.outcome.reward.text for a in before]
    assert main(["shape", str(out), str(shaped), "--feedback", "none"]) == 0
    assert {a.outcome.reward.text for a in answers(shaped)} == {""}
    assert main(["shape", str(out), str(shaped), "--time-penalty", "-1"]) == 2
    out.write_text("{}\n")
    assert main(["shape", str(out), str(shaped)]) == 2
    assert f"{out}:1: " in capsys.readouterr().err
