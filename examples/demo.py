"""`make demo`: HumanEval tasks, honest and cheating candidates, and what a trainer gets for each.

It goes the whole way: `assay.Client()` starts the engine that travels with the package, and
every candidate runs in a sandbox of its own. Exits 1 if a verdict or a reward is not what it
must be.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

import assay
from assay.convert.humaneval import read_tasks
from candidates import GROUPS, Candidate

SAMPLE = Path(__file__).with_name("humaneval-sample.jsonl")

LIMITS = assay.Limits(wall_s=2.0, cpu_s=1.0)
"""Short, so that the one that loops doesn't make the reader wait."""

Answer = assay.Graded | assay.Fault


def main() -> int:
    """0 if every candidate got what it must get, else 1."""
    console = Console(highlight=False)
    started = time.monotonic()
    answers = graded()
    took_s = time.monotonic() - started
    for candidate, answer in answers.items():
        show_feedback(console, candidate, answer)
    console.print(table_of(answers))
    console.print(f"{len(answers)} candidates in {took_s:.1f} s, the engine's start included.")
    surprises = [c.label for c, answer in answers.items() if not is_as_it_must_be(c, answer)]
    if surprises:
        console.print(f"Not what it must be: {'; '.join(surprises)}", style="bold red")
    return 1 if surprises else 0


def graded() -> dict[Candidate, Answer]:
    """Each candidate's answer, by an engine that is started for this and ended after it."""
    tasks = {task.id: replace(task, limits=LIMITS) for task in read_tasks(SAMPLE)}
    candidates = [candidate for group in GROUPS for candidate in group]
    with assay.Client() as client:
        answers = client.grade_many((tasks[c.task], c.text) for c in candidates)
    return dict(zip(candidates, answers, strict=True))


def is_as_it_must_be(candidate: Candidate, answer: Answer) -> bool:
    """Whether the verdict is the expected one, in separated trust, and the reward follows it."""
    if isinstance(answer, assay.Fault):
        return False
    is_accepted = candidate.verdict is assay.Verdict.ACCEPTED
    return (
        answer.report.verdict is candidate.verdict
        and answer.report.trust is assay.Trust.SEPARATED
        and answer.reward.value == float(is_accepted)
    )


def show_feedback(console: Console, candidate: Candidate, answer: Answer) -> None:
    """Prints the text that the policy would read. Never as markup: it quotes the candidate."""
    console.rule(Text(f"{candidate.task}  {candidate.label}"), align="left", style="dim")
    text = answer.message if isinstance(answer, assay.Fault) else answer.reward.text
    console.print(Text(text.rstrip()), soft_wrap=True)
    console.print()


def table_of(answers: Mapping[Candidate, Answer]) -> Table:
    """One line for each candidate: what the trainer gets."""
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for heading in ("task", "candidate", "verdict"):
        table.add_column(heading, no_wrap=True)
    for heading in ("reward", "wall"):
        table.add_column(heading, no_wrap=True, justify="right")
    for group in GROUPS:
        for candidate in group:
            style = "" if is_as_it_must_be(candidate, answers[candidate]) else "bold red"
            table.add_row(candidate.task, candidate.label, *cells(answers[candidate]), style=style)
        table.add_section()
    return table


def cells(answer: Answer) -> tuple[str, str, str]:
    """Verdict, reward and wall clock of the candidate's runs."""
    if isinstance(answer, assay.Fault):
        return f"fault {answer.code}", "-", "-"
    wall_ms = answer.report.usage.wall_s * 1000
    return answer.report.verdict.value, f"{answer.reward.value:.1f}", f"{wall_ms:.0f} ms"


if __name__ == "__main__":
    sys.exit(main())
