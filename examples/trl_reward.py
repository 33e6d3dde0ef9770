"""TRL's GRPOTrainer with tests as rewards, over the sample tasks.

    pip install 'assay[engine]' trl
    python examples/trl_reward.py Qwen/Qwen2.5-0.5B-Instruct

No service has to run: the first rank starts an engine, all ranks of this user share it, and it
ends with the last of them. With ASSAY_ADDRESS=host:port they use that service instead. A sample
that can't be graded has the reward None, and TRL leaves it out: a fault is never a reward of 0.
"""

# pyright: reportMissingImports=false, reportUnknownVariableType=false, reportUnknownMemberType=false
# TRL and datasets are the trainer's; assay needs neither.

from __future__ import annotations

import json
import sys
from pathlib import Path

from assay.adapters.trl import CodeReward
from assay.convert.humaneval import read_tasks
from assay.jsonform import task_to_json

SAMPLE = Path(__file__).with_name("humaneval-sample.jsonl")


def rows() -> list[dict[str, str]]:
    """A prompt and its task, as a line of tasks.jsonl, for each of the sample's tasks."""
    prompts = [json.loads(line)["prompt"] for line in SAMPLE.read_text().splitlines()]
    tasks = [json.dumps(task_to_json(task)) for task in read_tasks(SAMPLE)]
    return [{"prompt": p, "task": t} for p, t in zip(prompts, tasks, strict=True)]


def main(model: str) -> None:
    """A run; the mean reward and the share of each verdict are in TRL's log."""
    from datasets import Dataset
    from trl import GRPOConfig, GRPOTrainer

    trainer = GRPOTrainer(
        model=model,
        reward_funcs=[CodeReward()],
        args=GRPOConfig(output_dir="trl-out", num_generations=8, logging_steps=1),
        train_dataset=Dataset.from_list(rows()),
    )
    trainer.train()


if __name__ == "__main__":
    main(sys.argv[1])
