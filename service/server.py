"""The gRPC server: the calls of `assay.v1.Grading`, and the service's life around them.

Calls       bytes in, message out; who asks and until when; every fault becomes a status
Service     everything that one process serves, stacked in one place; started and drained
"""
# The stubs of grpc's handlers have bare generics:
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import aclosing
from typing import cast

import grpc.aio
from grpc_reflection.v1alpha import reflection

from assay import __version__
from assay.faults import Fault, Internal, Unavailable
from assay.types import Call, CodeTask, Task, Test
from assay.v1 import grading_pb2
from service.admit import Caller, Room, check_limits, parse
from service.answer import abort
from service.cache import ReportCache
from service.corridor import Corridor
from service.dispatch import Dispatch
from service.health import Health
from service.logs import Log, places, request_id
from service.metrics import MeteredBackend, MeteredGrader, Metrics
from service.security import BadSetting, Doorkeeper, credentials, read_tokens
from service.settings import Settings
from service.stream import Stream
from service.tasks import Tasks
from worker import rooms
from worker.rooms import Backend, Grader

Context = grpc.aio.ServicerContext[bytes, object]
Unary = Callable[[bytes, Caller], Awaitable[object]]

SERVICE = grading_pb2.DESCRIPTOR.services_by_name["Grading"].full_name
MESSAGE_BYTES = 64 * 1024 * 1024

_OPTIONS = (
    ("grpc.max_send_message_length", MESSAGE_BYTES),
    ("grpc.max_receive_message_length", MESSAGE_BYTES),
    ("grpc.so_reuseport", 0),  # else a second service on the port would take half of the calls
    # Calls that arrive faster than they are begun: gRPC would cancel them at random from 1,000 on,
    # which tells a client nothing. Admission refuses what is too much, and says when to return.
    ("grpc.server.max_pending_requests", 100_000),
    ("grpc.server.max_pending_requests_hard_limit", 100_000),
    ("grpc.keepalive_permit_without_calls", 1),
    ("grpc.http2.min_ping_interval_without_data_ms", 10_000),
)

_OURS = frozenset({"UNAVAILABLE", "INTERNAL", "RESOURCE_EXHAUSTED", "UNAUTHENTICATED"})
"""Codes whose messages hold our own words only."""

_PROBE = Task("probe", CodeTask("python", (Test("probe", Call((1,), 1)),), "canary"))


class Calls:
    """`assay.v1.Grading`. Messages are decoded here rather than by gRPC, which would answer a
    string that isn't UTF-8 with INTERNAL and no word about it."""

    def __init__(
        self,
        corridor: Corridor,
        door: Doorkeeper,
        graders: Callable[[], grading_pb2.ListGradersResponse],
        health: Health,
        metrics: Metrics,
        log: Log,
    ) -> None:
        self.draining = asyncio.Event()
        self._corridor = corridor
        self._door = door
        self._graders = graders
        self._health = health
        self._metrics = metrics
        self._log = log

    def handlers(self) -> grpc.GenericRpcHandler[bytes, object]:
        """The four calls, for a server."""
        unary, out = grpc.unary_unary_rpc_method_handler, _serialized
        stream = grpc.stream_stream_rpc_method_handler
        return grpc.method_handlers_generic_handler(
            SERVICE,
            {
                "Grade": unary(self._unary("Grade", self._grade), None, out),
                "RegisterTask": unary(self._unary("RegisterTask", self._register), None, out),
                "ListGraders": unary(self._unary("ListGraders", self._list), None, out),
                "GradeStream": stream(self._stream, None, out),
            },
        )

    async def _grade(self, body: bytes, caller: Caller) -> grading_pb2.GradeResponse:
        return await self.grade(parse(grading_pb2.GradeRequest, body), len(body), caller)

    async def _register(self, body: bytes, caller: Caller) -> grading_pb2.RegisterTaskResponse:
        request = parse(grading_pb2.RegisterTaskRequest, body)
        return await self._corridor.register(request, caller)

    async def _list(self, body: bytes, caller: Caller) -> grading_pb2.ListGradersResponse:
        return self._graders()

    async def grade(
        self, request: grading_pb2.GradeRequest, size: int, caller: Caller
    ) -> grading_pb2.GradeResponse:
        """One request through the corridor, counted. Raises nothing but faults."""
        try:
            response, settled = await self._corridor.grade(request, size, caller)
        except Fault:
            raise
        except Exception as exc:
            raise self._defect("grade", caller, exc) from exc
        self._metrics.submissions(self._counted_as(caller), settled)
        for answer in settled:
            if isinstance(answer, Fault):
                self._refused("Grade", caller, answer)
        return response

    def _unary(self, method: str, work: Unary) -> Callable[[bytes, Context], Awaitable[object]]:
        async def handle(body: bytes, context: Context) -> object:
            began, code, caller = time.perf_counter(), "CANCELLED", None
            try:
                caller = self._caller(context)
                message = await work(body, caller)
                code = "OK"
                return message
            except Fault as fault:
                code = fault.code
                self._refused(method, caller, fault)
                await abort(context, fault)
            except Exception as exc:
                code = "INTERNAL"
                await abort(context, self._defect(method, caller, exc))
            finally:
                self._over(method, code, began, caller)

        return handle

    async def _stream(self, requests: AsyncIterator[bytes], context: Context) -> None:
        began, code, caller = time.perf_counter(), "CANCELLED", None
        try:
            caller = self._caller(context)
            stream = Stream(self.grade, caller, self.draining)
            async with aclosing(stream.answers(requests)) as answers:
                async for answer in answers:
                    await context.write(answer)
            code = "OK"
        except Fault as fault:
            code = fault.code
            self._refused("GradeStream", caller, fault)
            await abort(context, fault)
        finally:
            self._over("GradeStream", code, began, caller)

    def _caller(self, context: Context) -> Caller:
        """Who asks, and until when. Raises `Unauthenticated`."""
        metadata = context.invocation_metadata() or ()
        left_s = cast("float | None", context.time_remaining())  # the stubs forget the None
        return Caller(
            self._door.client(metadata, context.peer()),
            request_id(metadata),
            None if left_s is None else asyncio.get_running_loop().time() + left_s,
        )

    def _counted_as(self, caller: Caller) -> str:
        """The client as a metric's label: names of connections would be without number."""
        return caller.client if self._door.has_tokens else "anonymous"

    def _defect(self, method: str, caller: Caller | None, exc: Exception) -> Fault:
        request = caller.request_id if caller else None
        self._log.error("defect", method=method, request_id=request, places=places(exc))
        if isinstance(exc, MemoryError):
            return Unavailable(f"the service has no memory for the call (request {request})")
        return Internal(f"the service failed: {type(exc).__name__} (request {request})")

    def _refused(self, method: str, caller: Caller | None, fault: Fault) -> None:
        if isinstance(fault, Unavailable) and not self.draining.is_set():
            self._health.doubt()
        self._log.warning(
            "fault",
            method=method,
            code=fault.code,
            told=fault.message[:200] if fault.code in _OURS else None,  # else it quotes the task
            places=places(fault.__cause__) or None,
            client=caller.client if caller else None,
            request_id=caller.request_id if caller else None,
        )

    def _over(self, method: str, code: str, began: float, caller: Caller | None) -> None:
        seconds = time.perf_counter() - began
        self._metrics.call(method, code, seconds)
        self._log.debug(
            "call",
            method=method,
            code=code,
            seconds=round(seconds, 6),
            client=caller.client if caller else None,
            request_id=caller.request_id if caller else None,
        )


def _serialized(message: object) -> bytes:
    return message.SerializeToString()  # type: ignore[attr-defined, no-any-return]  # pyright: ignore


class Service:
    """One process's service. `start`, then `stop`; nothing is left after that."""

    def __init__(
        self, settings: Settings, backend: Backend, graders: Mapping[str, Grader], log: Log
    ) -> None:
        settings.check()
        self._settings = settings
        self._log = log
        self.metrics = Metrics()
        self._backend: Backend = MeteredBackend(backend, self.metrics)
        self._graders = {n: MeteredGrader(g, self.metrics) for n, g in graders.items()}
        self._worker = rooms.Corridor(self._backend, self._graders, self._unclear)
        self.health = Health((SERVICE,), self._probe)
        self._room = Room(settings.max_pending, settings.max_pending_bytes)
        self._cache = ReportCache(settings.cache_bytes)
        self._dispatch: Dispatch | None = None
        self._calls: Calls | None = None
        self._server: grpc.aio.Server | None = None

    def _textless(self, exc: Exception) -> None:
        self._log.error("defect", method="shape", places=places(exc))

    async def start(self) -> str:
        """The address at which it is ready. Raises `BadSetting` or `Unsupported`.

        The backend first: it starts processes, and gRPC's threads are not there yet.
        """
        door = self._door()
        await self._backend.start()
        try:
            self._dispatch = Dispatch(self._worker.report, self._backend.slots, self._cache)
            tasks = Tasks(self._check, self._settings.task_bytes)
            corridor = Corridor(tasks, self._room, self._dispatch, self._textless)
            self._calls = Calls(corridor, door, self._listed, self.health, self.metrics, self._log)
            address = await self._listen(self._calls)
            self._watch()
        except BaseException:
            await self._backend.close()
            raise
        await self.health.up()
        self._log.info("listening", address=address, slots=self._backend.slots)
        return address

    async def stop(self, drain_s: float) -> None:
        """Takes nothing new, lets calls go on for `drain_s` seconds at most, then ends all."""
        self._log.info("draining", pending=self._room.count)
        self._room.is_closed = True
        if self._calls is not None:
            self._calls.draining.set()
        await self.health.drain()
        if self._server is not None:
            await self._server.stop(drain_s)
        if self._dispatch is not None:
            await self._dispatch.close()
        await self._backend.close()
        self._log.info("stopped")

    async def hurry(self) -> None:
        """Cuts short a `stop` under way: calls end now."""
        if self._server is not None:
            await self._server.stop(0)

    async def _listen(self, calls: Calls) -> str:
        server = self._server = grpc.aio.server(options=_OPTIONS)
        server.add_generic_rpc_handlers((calls.handlers(),))
        names = self.health.serve(server)
        reflection.enable_server_reflection((SERVICE, *names, reflection.SERVICE_NAME), server)
        port = self._bind(server)
        await server.start()
        listen = self._settings.listen
        return listen if listen.startswith("unix:") else f"{listen.rpartition(':')[0]}:{port}"

    def _bind(self, server: grpc.aio.Server) -> int:
        """The port that is open now; a unix socket is for this user only."""
        settings = self._settings
        mask = os.umask(0o177)
        try:
            if settings.tls_cert is not None and settings.tls_key is not None:
                secret = credentials(settings.tls_cert, settings.tls_key)
                return server.add_secure_port(settings.listen, secret)
            return server.add_insecure_port(settings.listen)
        except RuntimeError as exc:
            raise BadSetting(f"--listen {settings.listen}: can't be opened") from exc
        finally:
            os.umask(mask)

    def _door(self) -> Doorkeeper:
        path = self._settings.token_file
        return Doorkeeper(None if path is None else read_tokens(path))

    def _watch(self) -> None:
        room, cache, watch = self._room, self._cache, self.metrics.watch
        watch("assay_pending", "Submissions that wait or run.", lambda: room.count)
        watch("assay_pending_bytes", "Bytes of their requests.", lambda: room.bytes)
        watch("assay_cache_bytes", "Bytes of kept reports.", lambda: cache.bytes)
        if self._settings.metrics_port is not None:
            self.metrics.serve(self._settings.metrics_host, self._settings.metrics_port)

    def _check(self, task: Task) -> str:
        """The versions that the task's outcomes depend on; raises what it can't be graded for."""
        check_limits(task)
        grader = self._worker.grader(task)
        versions = rooms.task_version(self._backend, grader, task.code.language)
        grader.check(task)
        return versions

    def _unclear(self, fault: Fault) -> None:
        """Counts and logs what a canary may then turn into a verdict: it can be our defect."""
        self.metrics.unclear(fault)
        self._log.warning(
            "unclear", code=fault.code, told=fault.message[:200], places=places(fault.__cause__)
        )

    async def _probe(self) -> bool:
        return await self._worker.probe(_PROBE)

    def _listed(self) -> grading_pb2.ListGradersResponse:
        languages = [
            grading_pb2.Runtime(name=name, version=version)
            for name, version in rooms.runtimes(self._backend).items()
        ]
        listed = [
            grading_pb2.Grader(name=name, version=grader.version, runtimes=languages)
            for name, grader in sorted(self._graders.items())
        ]
        return grading_pb2.ListGradersResponse(graders=listed, version=__version__)
