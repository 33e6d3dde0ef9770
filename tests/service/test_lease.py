"""An embedded engine's life."""

from __future__ import annotations

import asyncio
from pathlib import Path

from service.lease import HELD, Leases


async def test_the_last_lease_ends_it(tmp_path: Path) -> None:
    """While a lease is held it lives; when the last is gone it ends."""
    ended = asyncio.Event()
    path = tmp_path / "s.lease"
    leases = Leases(path, ended.set, idle_s=0.01)
    await leases.start()
    assert path.stat().st_mode & 0o777 == 0o600
    first = await asyncio.open_unix_connection(path)
    second = await asyncio.open_unix_connection(path)
    assert await first[0].readline() == HELD
    assert await second[0].readline() == HELD
    first[1].close()
    assert not ended.is_set()
    second[1].close()
    await asyncio.wait_for(ended.wait(), 5)
    await leases.close()
    assert not path.exists()


async def test_a_new_lease_in_time_keeps_it(tmp_path: Path) -> None:
    """A client that comes just after the last one left finds it alive."""
    ended = asyncio.Event()
    leases = Leases(tmp_path / "s", ended.set, idle_s=0.2)
    await leases.start()
    first = await asyncio.open_unix_connection(tmp_path / "s")
    await first[0].readline()
    first[1].close()
    second = await asyncio.open_unix_connection(tmp_path / "s")
    assert await second[0].readline() == HELD
    done, _ = await asyncio.wait([asyncio.create_task(ended.wait())], timeout=0.4)
    assert not done
    second[1].close()
    await asyncio.wait_for(ended.wait(), 5)
    await leases.close()


async def test_nobody_came(tmp_path: Path) -> None:
    """An engine whose starter died before it took a lease ends as well."""
    ended = asyncio.Event()
    leases = Leases(tmp_path / "s", ended.set, first_s=0.01)
    await leases.start()
    await asyncio.wait_for(ended.wait(), 5)
    await leases.close()


async def test_closing_tells_the_holders(tmp_path: Path) -> None:
    """Who holds a lease on an engine that ends sees the end of it."""
    leases = Leases(tmp_path / "s", lambda: None)
    await leases.start()
    reader, writer = await asyncio.open_unix_connection(tmp_path / "s")
    assert await reader.readline() == HELD
    await leases.close()
    assert await reader.read() == b""
    writer.close()
