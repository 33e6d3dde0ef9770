"""Room 1 (ask): the client for event loops. `assay.client` has the same for callers without one.

From pairs to parts (`assay.calls`), from parts to calls, and calls again where that may help.
A call's outcome comes on gRPC's own threads, so one `AsyncClient` serves any event loop.
"""

from __future__ import annotations

from assay import forking as forking  # first: it must come before grpc

# isort: split

import asyncio
import concurrent.futures
import contextlib
import logging
import os
import time
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from types import TracebackType
from typing import Self, TypeVar, cast

import grpc

from assay import wire
from assay.calls import Answer, Candidate, Options, Part, fault_of, in_order, parts_of, whole_text
from assay.channels import Address, Link, address_of, closed
from assay.faults import DeadlineExceeded, Fault, Internal, UnknownTask
from assay.types import FeedbackLevel, Shaping, Task
from assay.v1 import grading_pb2, grading_pb2_grpc, task_pb2

TIMEOUT_S = 600.0
"""Seconds for one call with all its retries, where the caller names none."""

CALLS_AT_ONCE = 64
"""Calls that one `grade_many` has open at once: enough to keep a large engine busy."""

EACH = 32
"""Submissions to one task in one call of `grade_many`, so that answers keep coming."""

_Request = TypeVar("_Request")
_Response = TypeVar("_Response")
_log = logging.getLogger("assay.client")

TaskRef = Task | str
"""A task, or the digest that `register` gave for it."""


class AsyncClient:
    """Grades submissions without blocking the event loop.

    `address`: `host:port` or `unix:/path`; None: ASSAY_ADDRESS if that is set, else the engine
    that travels with the package, one for all of this user's processes, started on demand and
    ended with its last client. `token`: None: ASSAY_TOKEN. `tls_ca`: a PEM file; implies `tls`.
    `timeout_s`: seconds for one call, its retries included.
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
        self.timeout_s = timeout_s
        self._link = Link(address_of(address, token, tls, tls_ca))
        self._registered: dict[str, task_pb2.Task] = {}

    async def grade(
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
        """One answer for each completion, in their order: graded, or a fault that is its own.

        `ids`: the submissions' ids; None: "0", "1", ... `shaping`, `feedback`: instead of the
        task's. Raises the `Fault` itself when nothing at all was graded: a malformed task, no
        service, no token.
        """
        candidates = _candidates(completions, ids)
        options = Options(shaping, feedback, bypass_cache)
        parts = parts_of(*self._ref(task), candidates, options)
        limit = self.timeout_s if timeout_s is None else timeout_s
        if len(parts) == 1:
            await self._see_through(parts[0], limit)
        else:
            async for _ in self._each(parts, limit):
                pass
        faults = [part.call_fault for part in parts]
        if parts and all(faults):
            raise faults[0] or Internal("no answer")
        return in_order(parts)

    async def rewards(
        self, task: TaskRef, completions: Sequence[str], *, timeout_s: float | None = None
    ) -> list[float | None]:
        """One number for each completion; None where we could not tell. Raises as `grade`."""
        answers = await self.grade(task, completions, timeout_s=timeout_s)
        return [None if isinstance(a, Fault) else a.reward.value for a in answers]

    async def grade_each(
        self,
        pairs: Iterable[tuple[TaskRef, str]],
        *,
        ids: Sequence[str] | None = None,
        shaping: Shaping | None = None,
        feedback: FeedbackLevel | None = None,
        bypass_cache: bool = False,
        timeout_s: float | None = None,
    ) -> AsyncIterator[tuple[int, Answer]]:
        """(place, answer) for each pair of task and completion, as they get ready.

        Pairs of the same task (the same object or digest) travel together. A fault of a whole
        call stands in each of its places; nothing is raised. `timeout_s` is for each call.
        """
        parts = self._gather(pairs, ids, Options(shaping, feedback, bypass_cache))
        limit = self.timeout_s if timeout_s is None else timeout_s
        async for part in self._each(parts, limit):
            for place in sorted(part.answers):
                yield place, part.answers[place]

    async def grade_many(
        self,
        pairs: Iterable[tuple[TaskRef, str]],
        *,
        ids: Sequence[str] | None = None,
        shaping: Shaping | None = None,
        feedback: FeedbackLevel | None = None,
        bypass_cache: bool = False,
        timeout_s: float | None = None,
    ) -> list[Answer]:
        """One answer for each pair of task and completion, in their order. See `grade_each`."""
        answers = {
            place: answer
            async for place, answer in self.grade_each(
                pairs,
                ids=ids,
                shaping=shaping,
                feedback=feedback,
                bypass_cache=bypass_cache,
                timeout_s=timeout_s,
            )
        }
        return [answers[place] for place in sorted(answers)]

    async def register(self, task: Task, *, timeout_s: float | None = None) -> str:
        """The digest by which the service now knows the task; use it in the task's place.

        Worth it for tasks of megabytes. Should the service forget it, this client registers it
        again by itself. Raises a `Fault`, `InvalidTask` if the task is broken.
        """
        pb = wire.task_to_pb(task)
        limit = self.timeout_s if timeout_s is None else timeout_s
        digest = await self._register(pb, time.monotonic() + limit)
        self._registered[digest] = pb
        return digest

    async def close(self) -> None:
        """Closes the connection; the last client of an embedded engine ends it."""
        self._link.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    def __getstate__(self) -> tuple[Address, float, dict[str, bytes]]:
        tasks = {digest: pb.SerializeToString() for digest, pb in self._registered.items()}
        return self._link.address, self.timeout_s, tasks

    def __setstate__(self, state: tuple[Address, float, dict[str, bytes]]) -> None:
        address, self.timeout_s, tasks = state
        self._link = Link(address)
        self._registered = {d: task_pb2.Task.FromString(pb) for d, pb in tasks.items()}

    # ------------------------------------------------------------ from pairs to parts

    def _ref(self, task: TaskRef) -> tuple[task_pb2.Task | None, str]:
        return (None, task) if isinstance(task, str) else (wire.task_to_pb(task), "")

    def _gather(
        self, pairs: Iterable[tuple[TaskRef, str]], ids: Sequence[str] | None, options: Options
    ) -> list[Part]:
        pairs = list(pairs)
        candidates = _candidates([text for _, text in pairs], ids)
        groups: dict[str | int, tuple[TaskRef, list[Candidate]]] = {}
        for (task, _), candidate in zip(pairs, candidates, strict=True):
            key = task if isinstance(task, str) else id(task)
            groups.setdefault(key, (task, []))[1].append(candidate)
        parts: list[Part] = []
        for task, group in groups.values():
            try:
                parts += parts_of(*self._ref(task), group, options, each=EACH)
            except Fault as fault:
                parts.append(Part(None, "", [], answers={c.place: fault for c in group}))
        return parts

    # ------------------------------------------------------------ calls and retries

    async def _each(self, parts: Iterable[Part], timeout_s: float) -> AsyncIterator[Part]:
        """The parts, as they are done, with at most CALLS_AT_ONCE calls open."""
        ahead, done = deque(parts), asyncio.Queue[Part | BaseException]()
        total = len(ahead)

        async def work() -> None:
            try:
                while ahead:
                    part = ahead.popleft()
                    await self._see_through(part, timeout_s)
                    done.put_nowait(part)
            except Exception as error:  # a defect of ours: it must surface, not hang the caller
                done.put_nowait(error)

        workers = [asyncio.create_task(work()) for _ in range(min(CALLS_AT_ONCE, total))]
        try:
            for _ in range(total):
                part = await done.get()
                if isinstance(part, BaseException):
                    raise part
                yield part
        finally:
            for worker in workers:
                worker.cancel()
            await asyncio.gather(*workers, return_exceptions=True)

    async def _see_through(self, part: Part, timeout_s: float) -> None:
        """Asks until each of the part's submissions has its final answer, or time is up."""
        deadline = time.monotonic() + timeout_s
        while (pause := part.pause_s(time.monotonic(), deadline)) is not None:
            if pause:
                await asyncio.sleep(pause)
            try:
                part.take(await self._call(lambda s: s.Grade, part.request(), deadline))
            except UnknownTask as fault:
                await self._registered_again(part, fault, deadline)
            except Fault as fault:
                part.fail(fault)
                if not part.is_done and part.tries.bit_count() == 1:  # ever more rarely
                    _log.warning("%s: %s; trying again", fault.code, fault.message)
        part.give_up()

    async def _registered_again(self, part: Part, fault: UnknownTask, deadline: float) -> None:
        """Lets the part carry its task from here on, and registers that for the next ones."""
        pb = self._registered.get(part.digest)
        if pb is None:
            part.fail(fault)
            return
        part.task = pb  # whatever the service has room to remember, this part is graded
        request = grading_pb2.RegisterTaskRequest(task=pb)
        with contextlib.suppress(Fault):
            await self._call(lambda s: s.RegisterTask, request, deadline)

    async def _register(self, pb: task_pb2.Task, deadline: float) -> str:
        """The task's digest. Asks again as `_see_through` does."""
        request = grading_pb2.RegisterTaskRequest(task=pb)
        attempt = Part(pb, "", [Candidate(0, "", "")])
        while (pause := attempt.pause_s(time.monotonic(), deadline)) is not None:
            if pause:
                await asyncio.sleep(pause)
            try:
                return (await self._call(lambda s: s.RegisterTask, request, deadline)).digest
            except Fault as fault:
                attempt.fail(fault)
        attempt.give_up()
        raise attempt.call_fault or Internal("registering ended without a reason")

    async def _call(
        self,
        method: Callable[
            [grading_pb2_grpc.GradingStub], grpc.UnaryUnaryMultiCallable[_Request, _Response]
        ],
        request: _Request,
        deadline: float,
    ) -> _Response:
        """One call's response, or its `Fault`. Cancelling it cancels the call."""
        stub = self._link.stub
        if stub is None:
            stub = await asyncio.to_thread(self._link.open)
        left = deadline - time.monotonic()
        if left <= 0:
            raise DeadlineExceeded("the client's time is up")
        try:
            call = method(stub).future(request, left, self._link.address.metadata)
        except ValueError as error:  # the channel was closed under us
            raise closed() from error
        try:
            return await _wait(call)
        except grpc.RpcError as error:
            raise fault_of(error) from error


async def _wait(call: grpc.CallFuture[_Response]) -> _Response:
    """The outcome of a call that runs on gRPC's own threads."""
    loop = asyncio.get_running_loop()
    ready = loop.create_future()

    def wake() -> None:
        if not ready.done():
            ready.set_result(None)

    def on_done(_: object) -> None:
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(wake)

    call.add_done_callback(on_done)
    try:
        await ready
    except asyncio.CancelledError:
        cast("concurrent.futures.Future[_Response]", call).cancel()  # its stubs are untyped
        raise
    return call.result()


def _candidates(texts: Sequence[str], ids: Sequence[str] | None) -> list[Candidate]:
    names = [str(place) for place in range(len(texts))] if ids is None else ids
    if len(names) != len(texts):
        raise ValueError(f"{len(texts)} completions, but {len(names)} ids")
    pairs = zip(names, texts, strict=True)
    return [Candidate(i, whole_text(n), whole_text(text)) for i, (n, text) in enumerate(pairs)]
