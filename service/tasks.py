"""Room 2's memory: tasks that were checked, and tasks that clients have registered.

A task is decoded and checked once, however often it is sent: the same bytes are the same task.
What a client registers, only that client can name: a digest alone opens nobody else's task.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from assay.digest import grading_digest, task_digest
from assay.faults import Overloaded, UnknownTask
from assay.types import Task
from assay.v1 import task_pb2
from assay.wire import task_from_pb
from worker.pure import apply

K = TypeVar("K")

Check = Callable[[Task], str]
"""Raises `InvalidTask` or `Unsupported` for what can't be graded here, else gives the versions
that the task's outcomes depend on."""

_EXPANSION = 4
"""A decoded task takes about this many times its bytes on the wire."""


@dataclass(frozen=True, slots=True)
class CheckedTask:
    """A task that can be graded here."""

    task: Task
    name: str
    """The digest of the whole task: what it is registered under."""
    key: bytes
    """32 bytes: what its outcomes depend on beside a submission's text."""
    size: int
    """About how many bytes of memory it takes."""


class Shelf(Generic[K]):
    """Checked tasks by key, bounded by bytes; the least recently used goes first."""

    def __init__(self, capacity_bytes: int) -> None:
        self.capacity_bytes = capacity_bytes
        self.bytes = 0
        self._kept: OrderedDict[K, CheckedTask] = OrderedDict()

    def get(self, key: K) -> CheckedTask | None:
        """The task under this key; None: not here (any more)."""
        kept = self._kept.get(key)
        if kept is not None:
            self._kept.move_to_end(key)
        return kept

    def put(self, key: K, checked: CheckedTask) -> None:
        """Keeps the task, and lets others go until it fits."""
        old = self._kept.pop(key, None)
        self.bytes += checked.size - (old.size if old else 0)
        self._kept[key] = checked
        while self.bytes > self.capacity_bytes and self._kept:
            self.bytes -= self._kept.popitem(last=False)[1].size


class Tasks:
    """Tasks by what they are sent as, and by what a client has registered them as."""

    def __init__(self, check: Check, capacity_bytes: int) -> None:
        self._check = check
        self._by_bytes: Shelf[bytes] = Shelf(capacity_bytes // 2)
        self._registered: Shelf[tuple[str, str]] = Shelf(capacity_bytes // 2)

    async def sent(self, message: task_pb2.Task) -> CheckedTask:
        """The task in this message. Raises `InvalidTask` or `Unsupported`.

        Two tasks with the same bytes are the same; two encodings of one task are merely two.
        """
        body = message.SerializeToString(deterministic=True)
        key = hashlib.sha256(body).digest()
        checked = self._by_bytes.get(key)
        if checked is None:
            checked = await apply(len(body), self._checked, message, len(body))
            self._by_bytes.put(key, checked)
        return checked

    def named(self, client: str, digest: str) -> CheckedTask:
        """The task that this client has registered. Raises `UnknownTask`."""
        checked = self._registered.get((client, digest))
        if checked is None:
            raise UnknownTask(f"no task is registered as {digest[:80]!r} by this client")
        return checked

    async def register(self, client: str, message: task_pb2.Task) -> str:
        """The digest under which this client can name the task from now on."""
        checked = await self.sent(message)
        if checked.size > self._registered.capacity_bytes:
            too_large = Overloaded(
                "the task is larger than what may be kept; send it with each call"
            )
            too_large.retry = False
            raise too_large
        self._registered.put((client, checked.name), checked)
        return checked.name

    def _checked(self, message: task_pb2.Task, size: int) -> CheckedTask:
        task = task_from_pb(message)
        versions = self._check(task)
        key = hashlib.sha256(f"{grading_digest(task)}\n{versions}".encode()).digest()
        return CheckedTask(task, task_digest(task), key, 4096 + _EXPANSION * size)


def submission_key(checked: CheckedTask, text: str) -> bytes:
    """What identifies a submission's report: its task's key, and its text."""
    return checked.key + hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
