"""Rooms 3 and 5 are pure functions: this runs them beside the event loop when they are big.

A thread switch costs more than planning or judging an ordinary submission, so small work stays
where it is; what is big goes to a thread so that other callers' answers don't wait for it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import ParamSpec, TypeVar

from assay.runs import StageRecord
from assay.types import Call, Stdio, Task, Test

P = ParamSpec("P")
R = TypeVar("R")

INLINE_BYTES = 64 * 1024
"""Payloads up to this size are worked on in the event loop."""


async def apply(size: int, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """`function(*args)`, in a thread if `size` (bytes of payload) is more than `INLINE_BYTES`.

    Cancelling the wait does not stop the thread: the function must be pure and bounded.
    """
    if size <= INLINE_BYTES:
        return function(*args, **kwargs)
    return await asyncio.to_thread(function, *args, **kwargs)


def value_bytes(value: object, enough: int) -> int:
    """About how many bytes a plain value holds; counting ends once `enough` is passed."""
    total, pending = 0, [value]
    while pending and total <= enough:
        item = pending.pop()
        total += 8
        if isinstance(item, str | bytes | bytearray):
            total += len(item)
        elif isinstance(item, Mapping):
            pending.extend(item.keys())  # pyright: ignore[reportUnknownArgumentType, reportUnknownMemberType]
            pending.extend(item.values())  # pyright: ignore[reportUnknownArgumentType, reportUnknownMemberType]
        elif isinstance(item, list | tuple | set | frozenset):
            total += 8 * len(item)  # pyright: ignore[reportUnknownArgumentType]
            pending.extend(item if total <= enough else ())  # pyright: ignore[reportUnknownArgumentType]
        else:
            total += int(getattr(item, "nbytes", 0))
    return total


def test_bytes(test: Test, enough: int) -> int:
    """About how many bytes one test holds."""
    body = test.body
    if isinstance(body, Stdio):
        return len(body.stdin) + len(body.stdout)
    if isinstance(body, Call):
        return value_bytes((body.args, body.kwargs, body.expected), enough)
    return len(body.source)


def task_bytes(task: Task) -> int:
    """About how many bytes a task holds; exact only up to `INLINE_BYTES`."""
    code = task.code
    total = len(code.prelude) + len(code.prefix) + len(code.reference or "")
    for test in code.tests:
        total += 64 + test_bytes(test, INLINE_BYTES)
        if total > INLINE_BYTES:
            break
    return total


def record_bytes(records: list[StageRecord]) -> int:
    """How many bytes of streams, replies and testimony the records hold."""
    return sum(
        len(p.stdout) + len(p.stderr) + len(p.testimony) + len(p.account) + sum(map(len, p.replies))
        for record in records
        for p in record.processes
    )
