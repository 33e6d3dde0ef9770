"""An embedded engine's life: it ends when the last client that holds a lease is gone.

A client holds a connection to the unix socket `<socket>.lease` for as long as it lives. The
kernel closes it however the client ends, so no client can leave an engine behind. Connections
are only counted; `held` is written on each, once the lease counts.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from pathlib import Path

HELD = b"held\n"


class Leases:
    """Counts leases, and calls `ended` when there is none any more."""

    def __init__(
        self, path: Path, ended: Callable[[], None], *, first_s: float = 30.0, idle_s: float = 1.0
    ) -> None:
        """`first_s`: seconds that the first client may take; `idle_s`: after the last one left."""
        self._path = path
        self._ended = ended
        self._first_s = first_s
        self._idle_s = idle_s
        self._held: set[asyncio.StreamWriter] = set()
        self._timer: asyncio.TimerHandle | None = None
        self._server: asyncio.Server | None = None

    async def start(self) -> None:
        """Listens, for this user only."""
        self._path.unlink(missing_ok=True)
        mask = os.umask(0o177)
        try:
            self._server = await asyncio.start_unix_server(self._hold, self._path)
        finally:
            os.umask(mask)
        self._wait(self._first_s)

    async def close(self) -> None:
        """Takes no more leases, and tells those that hold one by closing it."""
        if self._timer is not None:
            self._timer.cancel()
        self._path.unlink(missing_ok=True)
        if self._server is not None:
            self._server.close()
        for writer in list(self._held):
            writer.close()

    async def _hold(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One lease, until the client's end is closed. What it sends is not looked at."""
        self._held.add(writer)
        if self._timer is not None:
            self._timer.cancel()
        try:
            writer.write(HELD)
            while await reader.read(4096):
                pass
        except OSError:
            pass  # a client that died
        finally:
            self._held.discard(writer)
            writer.close()
            if not self._held:
                self._wait(self._idle_s)

    def _wait(self, seconds: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(seconds, self._ended)
