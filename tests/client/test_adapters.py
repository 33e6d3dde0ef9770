"""Adapters: a trainer's call in, rewards out, and a fault is never a number."""

from __future__ import annotations

import pickle
import sys
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

import assay
from assay import adapters
from assay.adapters import openrlhf, trl, verl
from assay.faults import Fault, InvalidTask
from assay.jsonform import dumps, task_to_json
from assay.types import Shaping, Task


@pytest.fixture
def line(task: Task) -> str:
    """The task as a line of tasks.jsonl."""
    return dumps(task_to_json(task))


@pytest.fixture(autouse=True)
def at_service(service: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The shared clients go to the fake service."""
    monkeypatch.setenv("ASSAY_ADDRESS", service.address)
    adapters.shared_client.cache_clear()
    adapters.shared_async_client.cache_clear()
    yield
    adapters.shared_client().close()
    adapters.shared_client.cache_clear()
    adapters.shared_async_client.cache_clear()


def test_trl_gets_a_number_or_none(line: str, service: Any) -> None:
    """TRL's call, with all columns: a reward for each completion, None for a fault."""
    reward = trl.CodeReward()
    rewards = reward(
        prompts=["p"] * 4,
        completions=["right", "wrong", "fault", "right"],
        completion_ids=[[1]] * 4,
        trainer_state=None,
        task=[line] * 4,
        other=["x"] * 4,
    )
    assert rewards == [1.0, 0.0, None, 1.0]
    assert len(service.requests) == 1, "a group of equal tasks is one call"


def test_trl_takes_chats(line: str) -> None:
    """Conversational completions: what the assistant said, in text or in parts."""
    said = [
        [{"role": "assistant", "content": "right"}],
        [
            {"role": "assistant", "content": None},
            {"role": "tool", "content": "right"},
            {"role": "assistant", "content": [{"type": "text", "text": "wrong"}]},
        ],
    ]
    assert trl.CodeReward()(completions=said, task=[line] * 2) == [1.0, 0.0]


def test_trl_training_goes_on_when_a_row_is_broken(line: str) -> None:
    """A cell that is no task is None for its sample alone: an exception would end training."""
    cells = [line, "{", '{"id": "x", "code": {}}', line]
    completions = ["right"] * 4
    assert trl.CodeReward()(completions=completions, task=cells) == [1.0, None, None, 1.0]


def test_trl_training_goes_on_when_the_service_is_down(line: str, service: Any) -> None:
    """A call that fails as a whole is None for all, never 0 and never an exception."""
    service.script = lambda _: InvalidTask("task", "refused")
    assert trl.CodeReward()(completions=["right"] * 2, task=[line] * 2) == [None, None]


def test_trl_without_the_column_stops_at_once(line: str) -> None:
    """A wrong configuration is an error at the first call."""
    with pytest.raises(ValueError, match="no column 'task'"):
        trl.CodeReward()(completions=["right"], question=["?"])


def test_trl_logs_feedback_and_shares(line: str) -> None:
    """Feedback stands beside each completion; shares of all verdicts are logged, zeros too."""
    extra: dict[str, list[str]] = {}
    metrics: dict[str, float] = {}
    trl.CodeReward(name="tests")(
        completions=["right", "wrong", "fault", "right"],
        task=[line] * 4,
        log_extra=extra.__setitem__,
        log_metric=metrics.__setitem__,
    )
    assert extra == {"tests_feedback": ["5", "5", "(not graded)", "5"]}
    assert metrics["tests/accepted"] == 0.5
    assert metrics["tests/fault"] == 0.25
    assert metrics["tests/time_limit"] == 0.0
    assert sum(metrics.values()) == 1.0


def test_trl_reward_has_a_name_and_travels(line: str, service: Any) -> None:
    """The reward function has a `__name__` and survives pickling, with its client and shaping."""
    client = assay.Client(service.address)
    shaping = Shaping(profile="fraction")
    reward = trl.CodeReward("t", client=client, shaping=shaping, name="tests")
    copy = pickle.loads(pickle.dumps(reward))
    assert copy.__name__ == "tests"
    assert copy(completions=["right"], t=[line]) == [1.0]
    assert service.requests[0].shaping.profile == "fraction"
    copy.client.close()
    client.close()


async def test_verl_gets_the_same_keys_always(line: str) -> None:
    """Every score has the same keys, because verl indexes all samples by the first one's."""
    right = await verl.compute_score("code", "right", line, {"index": 1}, router=None)
    wrong = await verl.compute_score("code", "wrong", "", {"task": line})
    assert right == {"score": 1.0, "acc": 1.0, "verdict": "accepted", "feedback": "5"}
    assert wrong == {"score": 0.0, "acc": 0.0, "verdict": "wrong_answer", "feedback": "5"}
    assert verl.compute_score_sync("code", "right", line) == right


async def test_verl_raises_faults(line: str) -> None:
    """verl can't leave a sample out, so a fault is raised rather than turned into a number."""
    with pytest.raises(Fault):
        await verl.compute_score("code", "fault", line)
    with pytest.raises(InvalidTask):
        verl.compute_score_sync("code", "right", "not a task")


def test_openrlhf_grades_what_follows_the_prompt(
    line: str, service: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The prompt is cut off the query; rewards, scores and logs are tensors."""
    torch = SimpleNamespace(tensor=lambda numbers, dtype: (dtype, numbers), float32="f4")
    monkeypatch.setitem(sys.modules, "torch", torch)
    prompts = ["is it right? "] * 2
    queries = [prompts[0] + "right", prompts[1] + "no"]
    out = openrlhf.reward_func(queries, prompts, [line] * 2)
    assert out["rewards"] == ("f4", [1.0, 0.0])
    assert out["scores"] == out["rewards"]
    assert out["extra_logs"] == {"accepted": ("f4", [1.0, 0.0])}
    assert [s.text for s in service.requests[0].submissions] == ["right", "no"]


def test_openrlhf_raises_faults(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault in a batch is raised: a number in its place would be learned from."""
    with pytest.raises(Fault):
        openrlhf.reward_func(["right", "fault"], ["", ""], [line] * 2)


def test_a_task_may_come_as_line_object_or_task(line: str, task: Task) -> None:
    """A column may hold lines, objects or tasks."""
    assert adapters.task_of(line) == adapters.task_of(task_to_json(task)) == task
    assert adapters.task_of(task) is task
    assert adapters.task_of(line) is adapters.task_of(str(line))
