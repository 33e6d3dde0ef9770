"""The attack corpus as values: one folder of `cheats/` is one case.

A folder holds `cheat.*` (the submission's text), `honest.*` (its honest twin: the same task,
solved, with the same feature of the language used innocently) and `case.json`:

    tries     one sentence: what the cheat attempts
    family    the kind of mechanism it belongs to
    verdict   the verdicts that are right for it; never `accepted`
    secrets   of hidden tests: texts that may appear nowhere in what a trainer gets
    task      the task, in the JSON form
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assay.jsonform import task_from_json
from assay.types import Submission, Task, Verdict

CHEATS = Path(__file__).parent / "cheats"


@dataclass(frozen=True, slots=True)
class Case:
    """One cheat with its honest twin."""

    name: str
    family: str
    tries: str
    verdicts: frozenset[Verdict]
    secrets: tuple[str, ...]
    task: Task
    cheat: str
    honest: str

    def submissions(self) -> tuple[Submission, Submission]:
        """The cheat and its twin, as the service would see them."""
        return (
            Submission(f"{self.name}/cheat", self.task, self.cheat),
            Submission(f"{self.name}/honest", self.task, self.honest),
        )


def load(folder: Path) -> Case:
    """The case in a folder."""
    case: dict[str, Any] = json.loads((folder / "case.json").read_text("utf-8"))
    return Case(
        name=folder.name,
        family=case["family"],
        tries=case["tries"],
        verdicts=frozenset(map(Verdict, case["verdict"])),
        secrets=tuple(case.get("secrets", ())),
        task=task_from_json(case["task"]),
        cheat=_text(folder, "cheat"),
        honest=_text(folder, "honest"),
    )


def load_all() -> list[Case]:
    """Every case, in order of name."""
    return [load(folder) for folder in sorted(CHEATS.iterdir()) if folder.is_dir()]


def _text(folder: Path, stem: str) -> str:
    (path,) = folder.glob(f"{stem}.*")
    return path.read_bytes().decode("utf-8")
