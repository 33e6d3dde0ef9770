"""OpenRLHF: `reward_func` for `--reward.remote_url` with a file's name.

    # reward.py
    from assay.adapters.openrlhf import reward_func

The label of each row (`--data.label_key`) holds a line of tasks.jsonl. OpenRLHF has no way to
leave one sample out of a batch, so a fault is raised after the client's retries, and OpenRLHF
leaves the batch's reward out.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from assay.adapters import shared_client, task_of
from assay.faults import Fault
from assay.types import Graded, Verdict


def reward_func(
    queries: Sequence[str], prompts: Sequence[str], labels: Sequence[object], **_: object
) -> dict[str, object]:
    """`rewards` and `scores` of each query as tensors, and the share of accepted ones to log.

    Raises the first `Fault` if the service could not tell of some.
    """
    pairs = zip(queries, prompts, strict=True)
    texts = [query.removeprefix(prompt) for query, prompt in pairs]
    tasks = [task_of(label) for label in labels]
    answers = [_graded(a) for a in shared_client().grade_many(zip(tasks, texts, strict=True))]
    rewards = _tensor([a.reward.value for a in answers])
    accepted = _tensor([float(a.report.verdict is Verdict.ACCEPTED) for a in answers])
    return {"rewards": rewards, "scores": rewards, "extra_logs": {"accepted": accepted}}


def _graded(answer: Graded | Fault) -> Graded:
    if isinstance(answer, Fault):
        raise answer
    return answer


def _tensor(numbers: list[float]) -> object:
    torch: Any = import_module("torch")  # OpenRLHF's own; assay doesn't depend on it
    return torch.tensor(numbers, dtype=torch.float32)
