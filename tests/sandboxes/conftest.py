"""Fixtures: a started backend for each test that wants one, and short ways to run a program."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from sandboxes.local import LocalBackend


@pytest_asyncio.fixture(params=["local"])
async def backend(request: pytest.FixtureRequest) -> AsyncIterator[LocalBackend]:
    """Each backend in turn; every test of the contract runs against all of them alike."""
    started = {"local": LocalBackend}[request.param](slots=4)
    await started.start()
    try:
        yield started
    finally:
        await started.close()
