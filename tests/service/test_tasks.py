"""Tasks that were checked, and tasks that clients have registered."""

from __future__ import annotations

import pytest

from assay.digest import task_digest
from assay.faults import InvalidTask, Overloaded, UnknownTask
from assay.types import Task
from assay.wire import task_to_pb
from service.tasks import CheckedTask, Shelf, Tasks, submission_key
from tests.worker.fakes import task


class Checks:
    """Counts how often a task was checked."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, given: Task) -> str:
        self.count += 1
        if given.id == "bad":
            raise InvalidTask("code", "is bad")
        return "1"


async def test_same_bytes_are_checked_once() -> None:
    """A task that is sent with every call is decoded and checked with the first only."""
    checks = Checks()
    tasks = Tasks(checks, 1_000_000)
    first = await tasks.sent(task_to_pb(task()))
    assert await tasks.sent(task_to_pb(task())) is first
    assert checks.count == 1


async def test_a_bad_task_is_not_kept() -> None:
    """A refusal is worked out anew: nothing of a bad task stays."""
    tasks = Tasks(Checks(), 1_000_000)
    for _ in range(2):
        with pytest.raises(InvalidTask):
            await tasks.register("a", task_to_pb(task("bad")))


async def test_registered_tasks_are_named_by_digest() -> None:
    """The digest names the whole task, its id included."""
    tasks = Tasks(Checks(), 1_000_000)
    digest = await tasks.register("a", task_to_pb(task()))
    assert digest == task_digest(task())
    assert tasks.named("a", digest).task == task()
    assert await tasks.register("a", task_to_pb(task("other"))) != digest


async def test_a_digest_opens_nobody_elses_task() -> None:
    """What one client has registered, another can't name."""
    tasks = Tasks(Checks(), 1_000_000)
    digest = await tasks.register("a", task_to_pb(task()))
    with pytest.raises(UnknownTask):
        tasks.named("b", digest)


async def test_registered_tasks_are_bounded() -> None:
    """The least recently used one is forgotten for want of room; one too large is refused."""
    tasks = Tasks(Checks(), 40_000)
    digests = [await tasks.register("a", task_to_pb(task(f"t{n}"))) for n in range(20)]
    assert tasks.named("a", digests[-1]).task.id == "t19"
    with pytest.raises(UnknownTask):
        tasks.named("a", digests[0])
    with pytest.raises(Overloaded) as caught:
        await tasks.register("a", task_to_pb(task(prelude="y" * 8000)))
    assert not caught.value.retry


def test_shelf_counts_replaced_tasks_once() -> None:
    """Putting a task again does not add up."""
    shelf: Shelf[str] = Shelf(1000)
    for _ in range(3):
        shelf.put("k", CheckedTask(task(), "n", b"", 400))
    assert shelf.bytes == 400


def test_submission_key_takes_any_text() -> None:
    """Texts that UTF-8 can't carry have keys too, and different ones different keys."""
    checked = CheckedTask(task(), "n", b"k" * 32, 1)
    keys = {submission_key(checked, text) for text in ("", "a", "\ud800", "\ud801", "\x00")}
    assert len(keys) == 5
