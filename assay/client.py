"""Room 1 (ask): the client. Tasks and completions go out, graded answers come back in order.

    with assay.Client() as client:                      # an engine of its own, shared per user
        for answer in client.grade(task, completions):
            if isinstance(answer, assay.Fault): ...      # we could not tell: never a reward of 0
            else: answer.reward.value, answer.reward.text

`Client` and `AsyncClient` do the same. Both connect when they are first used, try again by the
rules of `proto/assay/v1/grading.proto` until their timeout, split what is too large for one call,
can be pickled, and go on working in a forked child. A client may be used from many threads, and
an `AsyncClient` from many event loops.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import os
import queue
import threading
from collections.abc import Coroutine, Iterable, Iterator, Sequence
from types import TracebackType
from typing import Self, TypeVar

from assay.async_client import TIMEOUT_S, AsyncClient, TaskRef
from assay.calls import Answer
from assay.types import FeedbackLevel, Shaping, Task

__all__ = ["Answer", "AsyncClient", "Client", "TaskRef"]

_T = TypeVar("_T")


class Client:
    """Grades submissions; `AsyncClient` for callers without an event loop, with the same names.

    Its calls run on one background loop per process, so it can be used inside a running loop
    too (where it blocks it), and Ctrl-C cancels what was asked.
    """

    def __init__(
        self,
        address: str | None = None,
        *,
        token: str | None = None,
        tls: bool = False,
        tls_ca: str | os.PathLike[str] | None = None,
        timeout_s: float = TIMEOUT_S,
    ) -> None:
        self._client = AsyncClient(
            address, token=token, tls=tls, tls_ca=tls_ca, timeout_s=timeout_s
        )

    def grade(
        self,
        task: TaskRef,
        completions: Sequence[str],
        *,
        ids: Sequence[str] | None = None,
        shaping: Shaping | None = None,
        feedback: FeedbackLevel | None = None,
        bypass_cache: bool = False,
        timeout_s: float | None = None,
    ) -> list[Answer]:
        """One answer for each completion, in their order. See `AsyncClient.grade`."""
        return _run(
            self._client.grade(
                task,
                completions,
                ids=ids,
                shaping=shaping,
                feedback=feedback,
                bypass_cache=bypass_cache,
                timeout_s=timeout_s,
            )
        )

    def rewards(
        self, task: TaskRef, completions: Sequence[str], *, timeout_s: float | None = None
    ) -> list[float | None]:
        """One number for each completion; None where we could not tell. Raises as `grade`."""
        return _run(self._client.rewards(task, completions, timeout_s=timeout_s))

    def grade_each(
        self,
        pairs: Iterable[tuple[TaskRef, str]],
        *,
        ids: Sequence[str] | None = None,
        shaping: Shaping | None = None,
        feedback: FeedbackLevel | None = None,
        bypass_cache: bool = False,
        timeout_s: float | None = None,
    ) -> Iterator[tuple[int, Answer]]:
        """(place, answer) for each pair, as they get ready. See `AsyncClient.grade_each`."""
        answers: queue.SimpleQueue[tuple[int, Answer] | BaseException | None] = queue.SimpleQueue()

        async def pump() -> None:
            try:
                async for answer in self._client.grade_each(
                    pairs,
                    ids=ids,
                    shaping=shaping,
                    feedback=feedback,
                    bypass_cache=bypass_cache,
                    timeout_s=timeout_s,
                ):
                    answers.put(answer)
                answers.put(None)
            except BaseException as error:
                answers.put(error)
                raise

        work = _submit(pump())
        try:
            while (answer := answers.get()) is not None:
                if isinstance(answer, BaseException):
                    raise answer
                yield answer
        finally:
            work.cancel()

    def grade_many(
        self,
        pairs: Iterable[tuple[TaskRef, str]],
        *,
        ids: Sequence[str] | None = None,
        shaping: Shaping | None = None,
        feedback: FeedbackLevel | None = None,
        bypass_cache: bool = False,
        timeout_s: float | None = None,
    ) -> list[Answer]:
        """One answer for each pair of task and completion, in their order. Raises nothing."""
        return _run(
            self._client.grade_many(
                pairs,
                ids=ids,
                shaping=shaping,
                feedback=feedback,
                bypass_cache=bypass_cache,
                timeout_s=timeout_s,
            )
        )

    def register(self, task: Task, *, timeout_s: float | None = None) -> str:
        """The digest by which the service now knows the task. See `AsyncClient.register`."""
        return _run(self._client.register(task, timeout_s=timeout_s))

    def close(self) -> None:
        """Closes the connection; the last client of an embedded engine ends it."""
        _run(self._client.close())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class _Loop:
    """An event loop on a thread of its own, for the blocking clients of this process."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        threading.Thread(target=self.loop.run_forever, name="assay-client", daemon=True).start()


_loop: _Loop | None = None
_loop_lock = threading.Lock()


def _submit(work: Coroutine[object, object, _T]) -> concurrent.futures.Future[_T]:
    global _loop
    with _loop_lock:
        if _loop is None:
            _loop = _Loop()
    return asyncio.run_coroutine_threadsafe(work, _loop.loop)


def _run(work: Coroutine[object, object, _T]) -> _T:
    """The coroutine's outcome. An interrupt of the waiting thread cancels it."""
    future = _submit(work)
    try:
        return future.result()
    except BaseException:
        future.cancel()
        raise


def _after_fork() -> None:
    """The child has the loop but not its thread: the next call makes both anew."""
    global _loop, _loop_lock
    _loop, _loop_lock = None, threading.Lock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
