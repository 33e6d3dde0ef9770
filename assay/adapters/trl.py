"""TRL: a reward function for `GRPOTrainer` (and the trainers that share its reward functions).

    from assay.adapters.trl import CodeReward

    trainer = GRPOTrainer(..., reward_funcs=[CodeReward()], train_dataset=with_a_column_task)

TRL calls it once for the whole local batch, with every column of the data set. The column `task`
holds a line of tasks.jsonl. The reward is None, and TRL leaves the sample out, where the service
could not tell; training goes on.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from typing import cast

from assay.adapters import shared_client, task_of, text_of
from assay.client import Client
from assay.faults import Fault
from assay.types import Graded, Shaping, Task, Verdict

_log = logging.getLogger("assay.adapters.trl")


class CodeReward:
    """A picklable reward function. `column`: the data set's column that holds tasks.

    `client`: None: one shared by this process, at ASSAY_ADDRESS or embedded. `shaping`: None: the
    tasks' own. `name`: what TRL logs its mean under.
    """

    def __init__(
        self,
        column: str = "task",
        *,
        client: Client | None = None,
        shaping: Shaping | None = None,
        name: str = "assay",
    ) -> None:
        self.__name__ = name
        self.column = column
        self.client = client
        self.shaping = shaping

    def __call__(
        self,
        prompts: Sequence[object] = (),
        completions: Sequence[object] = (),
        *,
        log_extra: Callable[[str, list[str]], None] | None = None,
        log_metric: Callable[[str, float], None] | None = None,
        **columns: object,
    ) -> list[float | None]:
        """One reward for each completion. A missing column is a ValueError, at the first call.

        Logs the share of each verdict as a metric, and each sample's feedback beside its
        completion, where this TRL can.
        """
        cells = columns.get(self.column)
        if not isinstance(cells, Sequence):
            raise ValueError(f"the data set has no column {self.column!r} with tasks")
        answers = self._answers(cast("Sequence[object]", cells), completions)
        if log_extra is not None:
            log_extra(f"{self.__name__}_feedback", [_feedback(a) for a in answers])
        if log_metric is not None and answers:
            self._log_shares(answers, log_metric)
        return [a.reward.value if isinstance(a, Graded) else None for a in answers]

    def _answers(self, cells: Sequence[object], completions: Sequence[object]) -> list[object]:
        tasks = [_task_or_fault(cell) for cell in cells]
        texts = [text_of(completion) for completion in completions]
        asked = [(t, x) for t, x in zip(tasks, texts, strict=True) if isinstance(t, Task)]
        client = self.client or shared_client()
        graded = iter(client.grade_many(asked, shaping=self.shaping))
        answers = [next(graded) if isinstance(t, Task) else t for t in tasks]
        for fault in {str(a): a for a in answers if isinstance(a, Fault)}.values():
            _log.warning("not graded, left out: %s: %s", fault.code, fault.message)
        return list[object](answers)

    def _log_shares(
        self, answers: Sequence[object], log_metric: Callable[[str, float], None]
    ) -> None:
        names = Counter(
            a.report.verdict.value if isinstance(a, Graded) else "fault" for a in answers
        )
        # All of them each time, zeros too: TRL takes a metric's mean over the ranks that logged it.
        for name in [*(v.value for v in Verdict if v is not Verdict.NOT_RUN), "fault"]:
            log_metric(f"{self.__name__}/{name}", names[name] / len(answers))


def _task_or_fault(cell: object) -> Task | Fault:
    try:
        return task_of(cell)
    except Fault as fault:
        return fault


def _feedback(answer: object) -> str:
    return answer.reward.text if isinstance(answer, Graded) else "(not graded)"
