"""Where pure rooms run, and how big a payload is."""

from __future__ import annotations

import threading
from dataclasses import replace

from assay.types import Call, Stdio, Test
from tests.worker.fakes import task
from worker.pure import INLINE_BYTES, apply, task_bytes, value_bytes


async def test_small_work_stays_on_the_loop() -> None:
    """Up to the bound a function runs where it was called."""
    assert await apply(INLINE_BYTES, threading.get_ident) == threading.get_ident()


async def test_big_work_leaves_the_loop() -> None:
    """Above the bound it runs in another thread."""
    assert await apply(INLINE_BYTES + 1, threading.get_ident) != threading.get_ident()


def test_counting_is_bounded() -> None:
    """A huge value is not walked to its end: enough is enough."""
    endless: list[object] = []
    endless.append(endless)
    assert value_bytes(endless, 1000) > 1000
    assert value_bytes([["x" * 100] * 10, {"k": b"y" * 50}], 10_000) > 1050


def test_task_bytes_sees_inputs() -> None:
    """Inputs and expectations of every kind of test count."""
    big = "x" * 1000
    for body in (Stdio(big, ""), Call((big,), None), Call((), [big])):
        code = replace(task().code, tests=(Test("t", body),))
        assert task_bytes(replace(task(), code=code)) > 1000
