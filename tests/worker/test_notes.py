"""What was found out about a task."""

from __future__ import annotations

import gc

from assay.types import Task
from tests.worker.fakes import task
from worker.notes import Notes


def test_a_task_is_looked_at_once() -> None:
    """Asking again for the same task costs a look-up; an equal one is another."""
    seen: list[str] = []

    def find(given: Task) -> int:
        seen.append(given.id)
        return len(seen)

    notes, first, second = Notes(find), task("a"), task("a")
    assert [notes.of(first), notes.of(first), notes.of(second)] == [1, 1, 2]


def test_notes_keep_no_task_alive() -> None:
    """When a task is gone its note is gone, however many there were."""
    notes = Notes(lambda given: given.id)
    for number in range(100):
        notes.of(task(str(number)))
    gc.collect()
    assert len(notes) == 0
