"""verl: `compute_score` for `reward.custom_reward_function`.

    reward.custom_reward_function.path=pkg://assay.adapters.verl
    reward.custom_reward_function.name=compute_score

`reward_model.ground_truth` of each row holds a line of tasks.jsonl (or `extra_info["task"]` does).
Older releases that take a file only: a file with `from assay.adapters.verl import compute_score`.

verl has no way to leave one sample out, so a fault is raised after the client's retries: a number
would teach the policy from our outage.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict

from assay.adapters import shared_async_client, shared_client, task_of
from assay.faults import Fault
from assay.types import Graded, Task, Verdict


class Score(TypedDict):
    """What verl gets of each sample: always these keys, for it takes the first one's for all."""

    score: float
    acc: float
    """1 if accepted, else 0; verl's name for what it reports in validation."""
    verdict: str
    feedback: str


async def compute_score(
    data_source: str,
    solution_str: str,
    ground_truth: object,
    extra_info: Mapping[str, object] | None = None,
    **_: object,
) -> Score:
    """The sample's score. Raises the `Fault` where the service could not tell."""
    task = _task(ground_truth, extra_info)
    [answer] = await shared_async_client().grade(task, [solution_str])
    return _score(answer)


def compute_score_sync(
    data_source: str,
    solution_str: str,
    ground_truth: object,
    extra_info: Mapping[str, object] | None = None,
    **_: object,
) -> Score:
    """As `compute_score`, for reward managers that call plain functions."""
    [answer] = shared_client().grade(_task(ground_truth, extra_info), [solution_str])
    return _score(answer)


def _task(ground_truth: object, extra_info: Mapping[str, object] | None) -> Task:
    return task_of((extra_info or {}).get("task") or ground_truth)


def _score(answer: Graded | Fault) -> Score:
    if isinstance(answer, Fault):
        raise answer
    return Score(
        score=answer.reward.value,
        acc=float(answer.report.verdict is Verdict.ACCEPTED),
        verdict=answer.report.verdict.value,
        feedback=answer.reward.text,
    )
