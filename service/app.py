"""The service's process: `assay serve` runs `python -P -m service.app`.

It prints one line on standard output when it is ready, `assay: listening on ADDRESS`, and ends
on SIGTERM or SIGINT (calls that are under way may finish; a second signal ends them), or with
the last lease when it is embedded. Status 0: it was told to end. 1: this machine can't isolate,
or the address is taken. 2: the flags are wrong.
"""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from assay.faults import Fault
from service.lease import Leases
from service.logs import start as start_log
from service.security import BadSetting
from service.server import Service
from service.settings import Settings, read
from worker import rooms


def main(argv: Sequence[str] | None = None) -> int:
    """Serves until it is told to end; the exit status."""
    try:
        settings = read(argv)
        return asyncio.run(serve(settings))
    except BadSetting as exc:
        print(f"assay serve: {exc}", file=sys.stderr)
        return 2
    except Fault as fault:
        print(f"assay serve: {fault.message}", file=sys.stderr)
        return 1


async def serve(settings: Settings) -> int:
    """One service's life."""
    service = Service(
        settings, rooms.local(settings.slots), rooms.graders(), start_log(settings.log_level)
    )
    ended = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    address = await service.start()
    leases = await _leases(settings, ended)
    print(f"assay: listening on {address}", flush=True)
    await ended.wait()
    await _stop(service, leases, settings.drain_s)
    return 0


async def _leases(settings: Settings, ended: asyncio.Event) -> Leases | None:
    if not settings.embedded:
        return None
    leases = Leases(Path(settings.listen.removeprefix("unix:") + ".lease"), ended.set)
    await leases.start()
    return leases


async def _stop(service: Service, leases: Leases | None, drain_s: float) -> None:
    """Drains; a second signal cuts it short."""
    loop = asyncio.get_running_loop()
    hurried = set[asyncio.Task[None]]()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, lambda: hurried.add(loop.create_task(service.hurry())))
    if leases is not None:
        await leases.close()
    await service.stop(drain_s)


if __name__ == "__main__":
    sys.exit(main())
