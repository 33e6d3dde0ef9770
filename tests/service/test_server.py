"""The calls of `assay.v1.Grading` over a real gRPC connection, and a backend that runs nothing."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import grpc
import grpc.aio
import pytest
import pytest_asyncio
from google.protobuf.descriptor_pool import DescriptorPool
from google.rpc import error_details_pb2, status_pb2
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha.proto_reflection_descriptor_database import (
    ProtoReflectionDescriptorDatabase,
)

from assay.types import FeedbackLevel, Report, Task, Verdict
from assay.v1 import grading_pb2, grading_pb2_grpc, report_pb2
from assay.wire import fault_from_metadata, submission_to_pb, task_to_pb
from service.logs import start as start_log
from service.security import BadSetting
from service.server import SERVICE, Service
from service.settings import Settings
from tests.worker.fakes import FakeBackend, FakeGrader, task

TOKEN = "0123456789abcdef"


class House:
    """A service, its backend, and a connection to it."""

    def __init__(self, **settings: object) -> None:
        self.backend = FakeBackend()
        self.grader = FakeGrader()
        given = Settings(**{"listen": "127.0.0.1:0", **settings})  # type: ignore[arg-type]
        self.service = Service(given, self.backend, {"code": self.grader}, start_log("error"))
        self.address = ""

    async def __aenter__(self) -> House:
        self.address = await self.service.start()
        self.channel = grpc.aio.insecure_channel(self.address)
        self.stub = grading_pb2_grpc.GradingStub(self.channel)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.channel.close()
        await self.service.stop(0)

    async def until_alive(self, *texts: str) -> None:
        """Until these run."""
        while not set(texts) <= set(self.backend.alive):
            await asyncio.sleep(0.001)

    async def until_idle(self) -> None:
        """Until nothing runs."""
        while self.backend.alive:
            await asyncio.sleep(0.001)


@pytest_asyncio.fixture
async def house() -> AsyncIterator[House]:
    """A service on a free port of the loopback."""
    async with House() as built:
        yield built


def request(*texts: str, of: Task | None = None) -> grading_pb2.GradeRequest:
    """A request with these texts."""
    some = [submission_to_pb(f"s{n}", text) for n, text in enumerate(texts)]
    return grading_pb2.GradeRequest(task=task_to_pb(of or task()), submissions=some)


def named(name: str, given: grading_pb2.GradeRequest) -> grading_pb2.GradeStreamRequest:
    """A request of a stream."""
    return grading_pb2.GradeStreamRequest(id=name, request=given)


def details(error: grpc.aio.AioRpcError) -> status_pb2.Status:
    """The rich status of a failed call."""
    found = dict(error.trailing_metadata())["grpc-status-details-bin"]
    return status_pb2.Status.FromString(found)  # type: ignore[arg-type]


async def test_grade_answers_in_order(house: House) -> None:
    """Each submission has its answer, with report and reward, where it stood."""
    response = await house.stub.Grade(request("ok", "wrong", "ok"))
    values = [answer.graded.reward.value for answer in response.answers]
    assert values == [1.0, 0.0, 1.0]
    assert [answer.submission_id for answer in response.answers] == ["s0", "s1", "s2"]
    verdicts = [answer.graded.report.verdict for answer in response.answers]
    assert verdicts[1] == report_pb2.VERDICT_WRONG_ANSWER


async def test_a_fault_is_one_answers(house: House) -> None:
    """One submission's fault costs its group nothing."""
    asked = request("ok", "hang")
    response = await house.stub.Grade(asked, timeout=0.3)
    assert response.answers[0].graded.reward.value == 1.0
    assert response.answers[1].fault.code == grpc.StatusCode.DEADLINE_EXCEEDED.value[0]
    await house.until_idle()


async def test_a_fault_of_the_task_is_the_calls(house: House) -> None:
    """When all have the same fault and it is the task's, nothing was graded: a status."""
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await house.stub.Grade(request("ok", "ok 2", of=task(reference="wrong")))
    assert caught.value.code() is grpc.StatusCode.INVALID_ARGUMENT
    assert "'t1'" in str(caught.value.details())


async def test_a_defect_in_feedback_costs_the_text_only(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a candidate wrote can trip our feedback text; number and neighbours don't suffer."""

    def trips(report: Report, level: FeedbackLevel) -> str:
        if report.verdict is Verdict.WRONG_ANSWER and level is not FeedbackLevel.NONE:
            raise RecursionError
        return "told"

    monkeypatch.setattr("assay.shaping.text", trips)
    response = await house.stub.Grade(request("ok", "wrong", "ok 2"))
    values = [answer.graded.reward.value for answer in response.answers]
    assert values == [1.0, 0.0, 1.0]


async def test_a_profile_that_is_not_there_is_refused_before_anything_runs(house: House) -> None:
    """A request's own shaping is checked when it is admitted."""
    given = request("ok")
    given.shaping.profile = "no such"
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await house.stub.Grade(given)
    assert caught.value.code() is grpc.StatusCode.INVALID_ARGUMENT
    assert house.backend.started == []


async def test_malformed_bytes_are_told(house: House) -> None:
    """Bytes that are no message, or hold text that is not UTF-8, are INVALID_ARGUMENT."""
    raw = house.channel.unary_unary(f"/{SERVICE}/Grade")
    for body in (b"\xff\xff", b"\x12\x02\xff\xfe"):
        with pytest.raises(grpc.aio.AioRpcError) as caught:
            await raw(body)
        assert caught.value.code() is grpc.StatusCode.INVALID_ARGUMENT


async def test_invalid_argument_names_the_field(house: House) -> None:
    """The status carries the field, for those who know `BadRequest` and for our own client."""
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await house.stub.Grade(request("ok", of=bad()))
    assert caught.value.code() is grpc.StatusCode.INVALID_ARGUMENT
    violation = error_details_pb2.BadRequest()
    assert details(caught.value).details[0].Unpack(violation)
    assert violation.field_violations[0].field == "code.entry_point"
    fault = fault_from_metadata(tuple(caught.value.trailing_metadata()))
    assert fault is not None
    assert (fault.code, fault.retry) == ("INVALID_ARGUMENT", False)


def bad() -> Task:
    """A task that the grader refuses."""
    return replace(task(), code=replace(task().code, entry_point="bad"))


async def test_a_full_service_says_when_to_return() -> None:
    """RESOURCE_EXHAUSTED carries RetryInfo, and is retryable."""
    async with House(max_pending=2) as house:
        running = house.stub.Grade(request("hang"))
        await house.until_alive("hang")
        with pytest.raises(grpc.aio.AioRpcError) as caught:
            await house.stub.Grade(request("ok"))
        assert caught.value.code() is grpc.StatusCode.RESOURCE_EXHAUSTED
        info = error_details_pb2.RetryInfo()
        assert details(caught.value).details[0].Unpack(info)
        assert info.retry_delay.ToTimedelta().total_seconds() > 0
        fault = fault_from_metadata(tuple(caught.value.trailing_metadata()))
        assert fault is not None
        assert fault.retry
        running.cancel()
        await house.until_idle()


async def test_a_cancelled_call_leaves_nothing(house: House) -> None:
    """A client that gives up, or vanishes, takes its runs with it at once."""
    call = house.stub.Grade(request("hang"))
    await house.until_alive("hang")
    call.cancel()
    async with asyncio.timeout(0.1):
        await house.until_idle()
    other = grpc.aio.insecure_channel(house.address)
    lost = grading_pb2_grpc.GradingStub(other).Grade(request("hang"))
    await house.until_alive("hang")
    await other.close(None)
    async with asyncio.timeout(0.5):
        await house.until_idle()
    await asyncio.gather(lost, return_exceptions=True)


async def test_registered_task_is_named_by_digest(house: House) -> None:
    """A task is sent once and named after that; it is checked once as well."""
    given = grading_pb2.RegisterTaskRequest(task=task_to_pb(task()))
    digest = (await house.stub.RegisterTask(given)).digest
    some = [submission_to_pb("s", "ok")]
    by_name = grading_pb2.GradeRequest(task_digest=digest, submissions=some)
    response = await house.stub.Grade(by_name)
    assert response.answers[0].graded.task_id == "task"
    assert house.grader.checked == 1


async def test_unknown_digest_is_not_found(house: House) -> None:
    """A digest that was never registered, or was forgotten, is NOT_FOUND."""
    some = [submission_to_pb("s", "ok")]
    by_name = grading_pb2.GradeRequest(task_digest="sha256:0", submissions=some)
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await house.stub.Grade(by_name)
    assert caught.value.code() is grpc.StatusCode.NOT_FOUND


async def test_a_second_connection_is_another_client(house: House) -> None:
    """Without tokens, what one connection has registered opens for no other."""
    given = grading_pb2.RegisterTaskRequest(task=task_to_pb(task()))
    digest = (await house.stub.RegisterTask(given)).digest
    options = (("grpc.use_local_subchannel_pool", 1),)
    async with grpc.aio.insecure_channel(house.address, options=options) as other:
        by_name = grading_pb2.GradeRequest(
            task_digest=digest, submissions=[submission_to_pb("s", "ok")]
        )
        with pytest.raises(grpc.aio.AioRpcError) as caught:
            await grading_pb2_grpc.GradingStub(other).Grade(by_name)
        assert caught.value.code() is grpc.StatusCode.NOT_FOUND


async def test_tokens_are_asked_for(tmp_path: Path) -> None:
    """With tokens nobody is graded without one; health needs none."""
    path = tmp_path / "tokens"
    path.write_text(f"alice {TOKEN}\n")
    async with House(token_file=path) as house:
        with pytest.raises(grpc.aio.AioRpcError) as caught:
            await house.stub.Grade(request("ok"))
        assert caught.value.code() is grpc.StatusCode.UNAUTHENTICATED
        with pytest.raises(grpc.aio.AioRpcError) as caught:
            async for _ in house.stub.GradeStream(iter([named("a", request("ok"))])):
                pass
        assert caught.value.code() is grpc.StatusCode.UNAUTHENTICATED
        shown = (("authorization", f"Bearer {TOKEN}"),)
        assert (await house.stub.Grade(request("ok"), metadata=shown)).answers
        health = health_pb2_grpc.HealthStub(house.channel)
        assert (await health.Check(health_pb2.HealthCheckRequest())).status == 1


async def test_list_graders(house: House) -> None:
    """The graders, and the languages that this backend has."""
    listed = await house.stub.ListGraders(grading_pb2.ListGradersRequest())
    assert [grader.name for grader in listed.graders] == ["code"]
    assert [runtime.name for runtime in listed.graders[0].runtimes] == ["python"]


async def test_stream_answers_as_they_are_ready(house: House) -> None:
    """A slow request holds up no other; each has its answer, and the stream ends by itself."""
    stream = house.stub.GradeStream()
    await stream.write(named("slow", request("gate")))
    await house.until_alive("gate")
    await stream.write(named("fast", request("ok", "wrong")))
    first = await stream.read()
    assert first.id == "fast"
    assert [a.graded.reward.value for a in first.response.answers] == [1.0, 0.0]
    house.backend.open_gate()
    await stream.done_writing()
    assert (await stream.read()).id == "slow"
    assert await stream.read() is grpc.aio.EOF
    assert await stream.code() is grpc.StatusCode.OK


async def test_stream_goes_on_after_a_fault(house: House) -> None:
    """What would be a call's status is one response's fault; a request may have its own time."""
    late = named("late", request("hang"))
    late.timeout_s = 0.05
    never = named("never", request("ok"))
    never.timeout_s = 0.0
    asked = [named("empty", request()), late, never, named("good", request("ok"))]
    answers = {answer.id: answer async for answer in house.stub.GradeStream(iter(asked))}
    assert answers["empty"].fault.code == 3
    assert answers["never"].fault.code == 3
    assert answers["late"].response.answers[0].fault.code == 4
    assert answers["good"].response.answers[0].graded.reward.value == 1.0


@pytest.mark.parametrize("name", ["", "x" * 1025, "twice"])
async def test_stream_needs_ids(house: House, name: str) -> None:
    """An id that can't tell answers apart ends the stream, and its runs."""
    asked = [named("twice", request("hang")), named(name, request("ok"))]
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        async for _ in house.stub.GradeStream(iter(asked)):
            pass
    assert caught.value.code() is grpc.StatusCode.INVALID_ARGUMENT
    await house.until_idle()


async def test_cancelled_stream_leaves_nothing(house: House) -> None:
    """The work of all its open requests ends with a stream."""
    stream = house.stub.GradeStream()
    for number in range(2):
        await stream.write(named(str(number), request(f"gate {number}")))
    await house.until_alive("gate 0", "gate 1")
    stream.cancel()
    async with asyncio.timeout(0.1):
        await house.until_idle()


async def test_many_requests_on_a_stream(house: House) -> None:
    """More requests than may be open at once all get their answers."""
    asked = (named(str(n), request(f"ok {n}")) for n in range(1000))
    answers = [answer.id async for answer in house.stub.GradeStream(asked)]
    assert sorted(answers, key=int) == [str(n) for n in range(1000)]


async def test_stop_lets_calls_finish() -> None:
    """A draining service answers what is under way, and takes nothing new."""
    async with House() as house:
        health = health_pb2_grpc.HealthStub(house.channel)
        watch = health.Watch(health_pb2.HealthCheckRequest(service=SERVICE))
        assert (await watch.read()).status == health_pb2.HealthCheckResponse.SERVING
        running = house.stub.Grade(request("gate"))
        stream = house.stub.GradeStream()
        await stream.write(named("a", request("gate 2")))
        await house.until_alive("gate", "gate 2")
        stopping = asyncio.create_task(house.service.stop(5))
        assert (await watch.read()).status == health_pb2.HealthCheckResponse.NOT_SERVING
        watch.cancel()
        house.backend.open_gate()
        assert (await running).answers[0].graded.reward.value == 1.0
        assert (await stream.read()).id == "a"
        with pytest.raises(grpc.aio.AioRpcError) as caught:
            await stream.read()
        assert caught.value.code() is grpc.StatusCode.UNAVAILABLE
        await stopping


async def test_a_broken_backend_is_not_serving(house: House) -> None:
    """After a fault of ours health says so, until a canary passes again."""
    health = health_pb2_grpc.HealthStub(house.channel)
    watch = health.Watch(health_pb2.HealthCheckRequest(service=SERVICE))
    assert (await watch.read()).status == health_pb2.HealthCheckResponse.SERVING
    house.backend.is_broken = True
    response = await house.stub.Grade(request("ok"))
    assert response.answers[0].fault.retry
    assert (await watch.read()).status == health_pb2.HealthCheckResponse.NOT_SERVING
    house.backend.is_broken = False
    assert (await watch.read()).status == health_pb2.HealthCheckResponse.SERVING
    watch.cancel()


async def test_reflection_describes_every_call(house: House) -> None:
    """With nothing but reflection a client can list the service and build its messages."""

    def ask() -> tuple[list[str], list[str]]:
        with grpc.insecure_channel(house.address) as channel:
            database = ProtoReflectionDescriptorDatabase(channel)
            services = list(database.get_services())
            found = DescriptorPool(database).FindServiceByName(SERVICE)
            return services, [method.name for method in found.methods]

    services, methods = await asyncio.to_thread(ask)
    assert SERVICE in services
    assert "grpc.health.v1.Health" in services
    assert methods == ["Grade", "GradeStream", "RegisterTask", "ListGraders"]


async def test_metrics_count_submissions(house: House) -> None:
    """Verdicts, faults, cached answers and parts are counted."""
    await house.stub.Grade(request("ok", "wrong"))
    await house.stub.Grade(request("ok"))
    value = house.service.metrics.registry.get_sample_value
    assert value("assay_submissions_total", {"outcome": "accepted"}) == 2
    assert value("assay_submissions_total", {"outcome": "wrong_answer"}) == 1
    assert value("assay_cached_total") == 1
    assert value("assay_part_count_total", {"part": "plan"}) == 2
    assert value("assay_part_count_total", {"part": "stage_fork"}) == 3
    assert value("assay_pending") == 0


async def test_a_taken_address_is_refused(house: House) -> None:
    """Two services never share a port: each would get half of the calls."""
    with pytest.raises(BadSetting, match="--listen"):
        async with House(listen=house.address):
            pass


async def test_unix_socket_is_this_users_own(tmp_path: Path) -> None:
    """A unix socket is readable and writable for its owner only."""
    async with House(listen=f"unix:{tmp_path}/s") as house:
        assert (await house.stub.Grade(request("ok"))).answers
        assert (tmp_path / "s").stat().st_mode & 0o777 == 0o600
