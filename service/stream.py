"""`GradeStream`: many requests on one stream, each answered when it is ready.

read      a task for each request, as long as few enough are open
_one      its response, or its fault: the stream goes on
answers   what is ready, as it gets ready
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from dataclasses import replace

from assay.faults import Fault, InvalidTask, Unavailable
from assay.v1 import grading_pb2
from assay.wire import fault_to_pb
from service.admit import Caller, parse

MOST_OPEN = 256
"""How many requests of a stream are open at once; more are not read until some are answered."""

MOST_ID = 1024

Grade = Callable[[grading_pb2.GradeRequest, int, Caller], Awaitable[grading_pb2.GradeResponse]]


class Stream:
    """One `GradeStream` call."""

    def __init__(self, grade: Grade, caller: Caller, draining: asyncio.Event) -> None:
        self._grade = grade
        self._caller = caller
        self._draining = draining
        self._open: dict[str, asyncio.Task[None]] = {}
        self._is_reading = True
        self._room = asyncio.Semaphore(MOST_OPEN)
        self._ready: asyncio.Queue[grading_pb2.GradeStreamResponse | Fault | None] = asyncio.Queue()

    async def answers(
        self, requests: AsyncIterator[bytes]
    ) -> AsyncGenerator[grading_pb2.GradeStreamResponse, None]:
        """Each answer, until all are given. Raises the fault that ends the stream.

        However it ends, no work of its requests goes on after it.
        """
        reader = asyncio.get_running_loop().create_task(self._read(requests))
        drain = asyncio.get_running_loop().create_task(self._drain(reader))
        try:
            while (ready := await self._ready.get()) is not None:
                if isinstance(ready, Fault):
                    raise ready
                yield ready
                self._room.release()  # not before it is written: who doesn't read isn't read
        finally:
            left = [reader, drain, *self._open.values()]
            for task in left:
                task.cancel()
            await asyncio.gather(*left, return_exceptions=True)

    async def _drain(self, reader: asyncio.Task[None]) -> None:
        await self._draining.wait()
        if self._is_reading:
            reader.cancel()

    async def _read(self, requests: AsyncIterator[bytes]) -> None:
        """Starts on each request; then says that there is no more, and why."""
        last: Fault | None = None
        try:
            async for body in requests:
                await self._room.acquire()
                self._begin(body)
        except asyncio.CancelledError:
            last = Unavailable("the service is draining")
        except Fault as fault:
            last = fault
        self._is_reading = False
        if not isinstance(last, InvalidTask) and self._open:
            await asyncio.wait(list(self._open.values()))
        self._ready.put_nowait(last)

    def _begin(self, body: bytes) -> None:
        request = parse(grading_pb2.GradeStreamRequest, body)
        name = request.id
        if not 0 < len(name) <= MOST_ID:
            raise InvalidTask("id", f"expected 1 to {MOST_ID} characters, found {len(name)}")
        if name in self._open:
            raise InvalidTask("id", f"{name!r} is that of a request that is still open")
        work = asyncio.get_running_loop().create_task(self._one(request, len(body)))
        self._open[name] = work
        work.add_done_callback(lambda _: self._open.pop(name))

    async def _one(self, request: grading_pb2.GradeStreamRequest, size: int) -> None:
        """Puts the request's response, or its fault, among the ready answers."""
        answer = grading_pb2.GradeStreamResponse(id=request.id)
        try:
            caller = self._timed(request)
            answer.response.CopyFrom(await self._grade(request.request, size, caller))
        except Fault as fault:
            answer.fault.CopyFrom(fault_to_pb(fault))
        self._ready.put_nowait(answer)

    def _timed(self, request: grading_pb2.GradeStreamRequest) -> Caller:
        """The caller, with the request's own deadline if that is earlier."""
        if not request.HasField("timeout_s"):
            return self._caller
        if not request.timeout_s > 0:
            raise InvalidTask("timeout_s", f"expected more than 0, found {request.timeout_s}")
        own = asyncio.get_running_loop().time() + request.timeout_s
        ends_at = own if self._caller.ends_at is None else min(own, self._caller.ends_at)
        return replace(self._caller, ends_at=ends_at)
