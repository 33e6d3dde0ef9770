"""Health by the standard protocol: SERVING only while a canary would be graded.

A backend that breaks is noticed by its faults; from then on a canary asks every second whether
it is well again, since a balancer sends no work to who isn't serving.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Protocol, cast

import grpc.aio
from grpc_health.v1 import health, health_pb2, health_pb2_grpc

_SERVING = health_pb2.HealthCheckResponse.SERVING
_NOT_SERVING = health_pb2.HealthCheckResponse.NOT_SERVING


class _Servicer(Protocol):
    """What is used of grpc_health's own, which its type stubs leave out."""

    async def set(self, service: str, status: int) -> None: ...
    async def enter_graceful_shutdown(self) -> None: ...


class Health:
    """What the health service says about the services in `names` and the whole (`""`)."""

    def __init__(
        self, names: tuple[str, ...], probe: Callable[[], Awaitable[bool]], every_s: float = 1.0
    ) -> None:
        self.servicer = cast(_Servicer, health.aio.HealthServicer())  # type: ignore[attr-defined]  # pyright: ignore
        self._names = ("", *names)
        self._probe = probe
        self._every_s = every_s
        self._watch: asyncio.Task[None] | None = None

    def serve(self, server: grpc.aio.Server) -> tuple[str, ...]:
        """Adds the health service to a server; its name, for reflection."""
        health_pb2_grpc.add_HealthServicer_to_server(self.servicer, server)  # pyright: ignore
        return (health.SERVICE_NAME,)

    async def up(self) -> None:
        """The backend is up."""
        await self._say(_SERVING)

    def doubt(self) -> None:
        """The backend failed somebody: see whether it is well, until it is."""
        if self._watch is None or self._watch.done():
            self._watch = asyncio.get_running_loop().create_task(self._until_well())

    async def drain(self) -> None:
        """Not serving, from now on."""
        if self._watch is not None:
            self._watch.cancel()
        await self.servicer.enter_graceful_shutdown()

    async def _until_well(self) -> None:
        while not await self._probe():
            await self._say(_NOT_SERVING)
            await asyncio.sleep(self._every_s)
        await self._say(_SERVING)

    async def _say(self, status: int) -> None:
        for name in self._names:
            await self.servicer.set(name, status)
