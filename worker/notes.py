"""What was found out about a task, kept for as long as the task itself lives.

By identity: a hash of a task would walk all of it, for every submission. Weakly: a task can be
large, and whoever handed it on decides how long it stays.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import Generic, TypeVar

from assay.types import Task

V = TypeVar("V")


class Notes(Generic[V]):
    """A value for each task, worked out when it is first asked for."""

    def __init__(self, find: Callable[[Task], V]) -> None:
        self._find = find
        self._known: dict[int, tuple[weakref.ref[Task], V]] = {}

    def __len__(self) -> int:
        return len(self._known)

    def of(self, task: Task) -> V:
        """What `find` gives for this task."""
        key = id(task)
        known = self._known.get(key)
        if known is None or known[0]() is not task:
            forget = weakref.ref(task, lambda ref: self._forget(key, ref))
            known = self._known[key] = (forget, self._find(task))
        return known[1]

    def _forget(self, key: int, ref: weakref.ref[Task]) -> None:
        """A task is gone; its identity may already be another's."""
        known = self._known.get(key)
        if known is not None and known[0] is ref:
            del self._known[key]
