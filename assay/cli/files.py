"""What the commands read and write: every problem is named with its file and line, all at once."""

from __future__ import annotations

import contextlib
import gzip
import os
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO, TypeVar

from assay.faults import Fault
from assay.jsonform import loads, submission_from_json, task_from_json
from assay.types import Task

SHOWN = 20
"""Problems that are listed; a file of another kind would have one on every line."""

_T = TypeVar("_T")


class BadInput(Exception):
    """Files or arguments that can't be used. Each problem names its file and line."""

    def __init__(self, problems: Sequence[str]) -> None:
        more = len(problems) - SHOWN
        lines = [*problems[:SHOWN], *([f"... and {more} more"] if more > 0 else [])]
        super().__init__("\n".join(lines))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Placed:
    """A task and the line of its file that it stands on."""

    line: int
    task: Task


@dataclass(frozen=True, slots=True)
class Entry:
    """A submission and the line of its file that it stands on."""

    line: int
    id: str
    task_id: str
    text: str

    @property
    def key(self) -> tuple[str, str]:
        """What names its answer: task and submission."""
        return self.task_id, self.id


def read_tasks(path: Path) -> dict[str, Placed]:
    """The file's tasks by id. Raises `BadInput`."""
    tasks: dict[str, Placed] = {}
    problems: list[str] = []
    for line, task in _each(path, task_from_json, problems):
        if not task.id:
            problems.append(f"{path}:{line}: id: a task in a file needs one")
        elif (other := tasks.get(task.id)) is not None:
            problems.append(f"{path}:{line}: id: {task.id!r} is also on line {other.line}")
        else:
            tasks[task.id] = Placed(line, task)
    if problems:
        raise BadInput(problems)
    return tasks


def read_submissions(path: Path, tasks: Mapping[str, Placed]) -> list[Entry]:
    """The file's submissions in order. Raises `BadInput`."""
    entries: dict[tuple[str, str], Entry] = {}
    problems: list[str] = []
    for line, (submission_id, task_id, text) in _each(path, submission_from_json, problems):
        entry = Entry(line, submission_id, task_id, text)
        if task_id not in tasks:
            problems.append(f"{path}:{line}: task_id: there is no task {task_id!r}")
        elif (other := entries.get(entry.key)) is not None:
            problems.append(
                f"{path}:{line}: id: {submission_id!r} for this task is also on line {other.line}"
            )
        else:
            entries[entry.key] = entry
    if problems:
        raise BadInput(problems)
    return list(entries.values())


def _each(
    path: Path, read: Callable[[object], _T], problems: list[str]
) -> Iterator[tuple[int, _T]]:
    """(line, what it holds) for each line that is not blank; what can't be read is a problem."""
    for number, line in lines_of(path):
        try:
            yield number, read(loads(line.decode("utf-8")))
        except UnicodeDecodeError as error:
            problems.append(f"{path}:{number}: not UTF-8 at byte {error.start} of the line")
        except (Fault, ValueError, RecursionError) as error:
            problems.append(f"{path}:{number}: {error}")


def lines_of(path: Path) -> Iterator[tuple[int, bytes]]:
    """(number, line) of each line that is not blank, from 1. `.gz` is unpacked."""
    try:
        with gzip.open(path, "rb") if path.name.endswith(".gz") else path.open("rb") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield number, line
    except (OSError, EOFError) as error:
        raise BadInput([f"{path}: {error}"]) from error


@contextlib.contextmanager
def whole_file(path: Path) -> Generator[TextIO]:
    """A file that appears under its name only when all of it is written."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with draft.open("w", encoding="utf-8", newline="\n") as file:
            yield file
        draft.replace(path)
    except OSError as error:
        raise BadInput([f"{path}: {error}"]) from error
    finally:
        draft.unlink(missing_ok=True)
