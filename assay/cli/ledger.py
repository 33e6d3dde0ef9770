"""What `assay grade` writes: an answer a line, as they get ready, put in order at the end.

An interrupted run leaves whole lines and at most one cut one. `--resume` keeps the graded answers
and asks again for what is missing, cut, or was a fault.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO, Self

from assay.cli.files import BadInput, Entry, lines_of
from assay.faults import Fault
from assay.jsonform import AnswerLine, answer_from_json, answer_to_json, dumps, loads
from assay.types import Graded


@dataclass(slots=True)
class Tally:
    """What was answered so far."""

    verdicts: Counter[str] = field(default_factory=Counter[str])
    faults: Counter[str] = field(default_factory=Counter[str])
    """By code."""
    reward_sum: float = 0.0

    @property
    def graded(self) -> int:
        """Submissions with a verdict."""
        return self.verdicts.total()

    @property
    def mean(self) -> float | None:
        """The mean reward of what was graded; None if nothing was."""
        return self.reward_sum / self.graded if self.graded else None

    def count(self, outcome: Graded | Fault) -> None:
        """Counts one answer."""
        if isinstance(outcome, Fault):
            self.faults[outcome.code] += 1
        else:
            self.verdicts[outcome.report.verdict.value] += 1
            self.reward_sum += outcome.reward.value


class Ledger:
    """The output file. Use it as a context; `finish` puts its lines in order."""

    def __init__(self, path: Path, entries: Sequence[Entry], *, resume: bool) -> None:
        self.path = path
        self.tally = Tally()
        self._entries = entries
        self._spans: dict[int, tuple[int, int]] = {}
        kept = self._kept() if resume and path.exists() else {}
        self._file = self._open(kept)

    @property
    def open_places(self) -> list[int]:
        """The submissions that have no answer yet, in order."""
        return [place for place in range(len(self._entries)) if place not in self._spans]

    def write(self, place: int, answer: Graded | Fault) -> None:
        """Adds the answer to the submission at `place`."""
        entry = self._entries[place]
        self.tally.count(answer)
        if isinstance(answer, Graded):  # by the file's own ids, so that it can be resumed
            answer = replace(answer, task_id=entry.task_id, submission_id=entry.id)
        line = dumps(answer_to_json(entry.task_id, entry.id, answer))
        self._append(place, line.encode() + b"\n")

    def finish(self) -> None:
        """Puts the lines in the submissions' order."""
        draft = self._draft()
        with draft.open("wb") as out, self.path.open("rb") as lines:
            for place in sorted(self._spans):
                offset, length = self._spans[place]
                lines.seek(offset)
                out.write(lines.read(length))
        draft.replace(self.path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def _append(self, place: int, line: bytes) -> None:
        self._spans[place] = (self._file.tell(), len(line))
        self._file.write(line)
        self._file.flush()

    def _draft(self) -> Path:
        return self.path.with_name(f".{self.path.name}.{os.getpid()}")

    def _open(self, kept: dict[int, bytes]) -> BinaryIO:
        """The file with the kept lines only, ready for more."""
        draft = self._draft()
        try:
            self._file = draft.open("wb")
            for place, line in sorted(kept.items()):
                self._append(place, line)
            draft.replace(self.path)
        except OSError as error:
            raise BadInput([f"{self.path}: {error}"]) from error
        return self._file

    def _kept(self) -> dict[int, bytes]:
        """The graded answers of an earlier run, by place."""
        places = {entry.key: place for place, entry in enumerate(self._entries)}
        kept: dict[int, bytes] = {}
        lines = list(lines_of(self.path))
        for number, line in lines:
            is_cut = number == lines[-1][0] and not line.endswith(b"\n")
            if is_cut:
                continue
            task_id, submission_id, outcome = self._read(number, line)
            place = places.get((task_id, submission_id))
            if place is None:
                raise self._bad(
                    number, f"{submission_id!r} of {task_id!r} is not among those asked"
                )
            if isinstance(outcome, Graded) and place not in kept:
                kept[place] = line
                self.tally.count(outcome)
        return kept

    def _read(self, number: int, line: bytes) -> AnswerLine:
        try:
            return answer_from_json(loads(line.decode("utf-8")))
        except (Fault, ValueError, RecursionError) as error:
            raise self._bad(number, f"can't be resumed: {error}") from error

    def _bad(self, number: int, what: str) -> BadInput:
        return BadInput([f"{self.path}:{number}: {what}"])
