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
@pytest.mark.parametrize(("most", "answered"), [(32_768, 10_000), (1_000, 500)])
async def test_ten_thousand_concurrent_calls(most: int, answered: int) -> None:
    """Each is answered, or told when to come back; afterwards nothing is held."""
    backend = FakeBackend(8)
    settings = Settings("127.0.0.1:0", max_pending=most)
    service = Service(settings, backend, {"code": FakeGrader()}, start_log("error"))
    address = await service.start()
    value = service.metrics.registry.get_sample_value
    try:
        async with grpc.aio.insecure_channel(address) as channel:
            stub = grading_pb2_grpc.GradingStub(channel)
            asked = [asyncio.create_task(ask(stub, number)) for number in range(10_000)]
            refused = 10_000 - answered
            while value("assay_pending") != answered or sum(t.done() for t in asked) != refused:
                await asyncio.sleep(0.01)
            backend.open_gate()
            said = await asyncio.gather(*asked)
            assert said.count("OK") == answered
            assert said.count("RESOURCE_EXHAUSTED") == refused
            assert await ask(stub, -1) == "OK"
        assert (value("assay_pending"), value("assay_pending_bytes")) == (0, 0)
    finally:
        await service.stop(0)


async def ask(stub: grading_pb2_grpc.GradingStub, number: int) -> str:
    """What became of one call whose program waits for the gate: `OK`, or its status."""
    try:
        response = await stub.Grade(request(f"gate {number}"), timeout=120)
    except grpc.aio.AioRpcError as error:
        return error.code().name
    return "OK" if response.answers[0].graded.reward.value == 1.0 else "wrong"
