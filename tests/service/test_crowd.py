"""Many callers at once, over a backend that runs nothing."""

from __future__ import annotations

import asyncio

import grpc.aio
import pytest

from assay.v1 import grading_pb2, grading_pb2_grpc
from assay.wire import submission_to_pb, task_to_pb
from service.logs import start as start_log
from service.server import Service
from service.settings import Settings
from tests.worker.fakes import FakeBackend, FakeGrader, task


def request(text: str) -> grading_pb2.GradeRequest:
    """A request with this text."""
    return grading_pb2.GradeRequest(
        task=task_to_pb(task()), submissions=[submission_to_pb("s", text)]
    )


@pytest.mark.slow
@pytest.mark.parametrize("most", [32_768, 1_000])
async def test_ten_thousand_concurrent_calls(most: int) -> None:
    """Each is answered, or told when to come back; afterwards nothing is held."""
    service = Service(
        Settings("127.0.0.1:0", max_pending=most),
        FakeBackend(8),
        {"code": FakeGrader()},
        start_log("error"),
    )
    address = await service.start()
    async with grpc.aio.insecure_channel(address) as channel:
        stub = grading_pb2_grpc.GradingStub(channel)

        async def ask(number: int) -> str:
            try:
                response = await stub.Grade(request(f"ok {number}"), timeout=120)
            except grpc.aio.AioRpcError as error:
                return error.code().name
            return "OK" if response.answers[0].graded.reward.value == 1.0 else "wrong"

        said = await asyncio.gather(*(ask(number) for number in range(10_000)))
        assert set(said) <= {"OK", "RESOURCE_EXHAUSTED"}
        assert (said.count("OK") == 10_000) == (most > 20_000)
        assert (await ask(-1)) == "OK"
    value = service.metrics.registry.get_sample_value
    assert (value("assay_pending"), value("assay_pending_bytes")) == (0, 0)
    await service.stop(0)
