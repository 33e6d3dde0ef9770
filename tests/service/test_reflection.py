"""The service used with nothing but reflection, as grpcurl does: no stub and no file of ours."""

from __future__ import annotations

from collections.abc import Iterator

import grpc
import pytest
from google.protobuf import json_format
from google.protobuf.descriptor import MethodDescriptor
from google.protobuf.descriptor_pool import DescriptorPool
from google.protobuf.message_factory import GetMessageClass
from grpc_reflection.v1alpha.proto_reflection_descriptor_database import (
    ProtoReflectionDescriptorDatabase,
)

from tests.service.live import Live, live

pytestmark = [pytest.mark.sandbox, pytest.mark.slow]

GRADING = "assay.v1.Grading"
REQUEST = {
    "task": {
        "id": "increment",
        "code": {
            "language": "python",
            "entry_point": "f",
            "tests": [
                {"id": "call", "call": {"args": [{"json": "1"}], "expected": {"json": "2"}}},
                {"id": "program", "program": {"source": "assert f(41) == 42"}},
            ],
        },
    },
    "submissions": [
        {"id": "right", "text": "def f(x): return x + 1"},
        {"id": "wrong", "text": "def f(x): return x"},
        {"id": "none", "text": "I do not know."},
    ],
}


class Curl:
    """A client that learns the service from the service: JSON in, JSON out."""

    def __init__(self, channel: grpc.Channel) -> None:
        self._channel = channel
        self._known = ProtoReflectionDescriptorDatabase(channel)
        self._pool = DescriptorPool(self._known)

    def services(self) -> list[str]:
        """The names of what is served."""
        return list(self._known.get_services())

    def methods(self, service: str) -> dict[str, MethodDescriptor]:
        """A service's calls by name."""
        return dict(self._pool.FindServiceByName(service).methods_by_name)

    def call(self, service: str, method: str, *requests: object) -> list[dict[str, object]]:
        """The responses to these requests."""
        described = self.methods(service)[method]
        takes, gives = (GetMessageClass(t) for t in (described.input_type, described.output_type))
        sent = [json_format.ParseDict(request, takes()) for request in requests]
        call = self._channel.stream_stream(
            f"/{service}/{method}", takes.SerializeToString, gives.FromString
        )  # on the wire a unary call is a stream of one
        return [
            json_format.MessageToDict(answer, preserving_proto_field_name=True)
            for answer in call(iter(sent), timeout=60)
        ]


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """One service for all of them."""
    with live(tmp_path_factory.mktemp("reflected")) as started:
        yield started


@pytest.fixture
def curl(service: Live) -> Iterator[Curl]:
    """A client that knows the address and nothing else."""
    with grpc.insecure_channel(service.address) as channel:
        yield Curl(channel)


def test_the_services_are_listed(curl: Curl) -> None:
    """Grading, health and reflection itself are there, each with its calls."""
    services = curl.services()
    assert services == sorted(
        [GRADING, "grpc.health.v1.Health", "grpc.reflection.v1alpha.ServerReflection"]
    )
    assert set(curl.methods(GRADING)) == {"Grade", "GradeStream", "RegisterTask", "ListGraders"}


def test_graders_are_listed_and_health_is_asked(curl: Curl) -> None:
    """Calls that take nothing."""
    assert curl.call("grpc.health.v1.Health", "Check", {}) == [{"status": "SERVING"}]
    graders = curl.call(GRADING, "ListGraders", {})[0]["graders"]
    assert isinstance(graders, list)
    assert [grader["name"] for grader in graders] == ["code"]
    assert "python" in [runtime["name"] for runtime in graders[0]["runtimes"]]


def test_submissions_are_graded(curl: Curl) -> None:
    """A group of submissions goes in as JSON, and verdicts, rewards and feedback come back."""
    answers = curl.call(GRADING, "Grade", REQUEST)[0]["answers"]
    assert isinstance(answers, list)
    graded = [answer["graded"] for answer in answers]
    assert [one["report"]["verdict"] for one in graded] == [
        "VERDICT_ACCEPTED",
        "VERDICT_WRONG_ANSWER",
        "VERDICT_MALFORMED",
    ]
    assert [one["reward"].get("value", 0) for one in graded] == [1, 0, 0]
    assert "expected" in graded[1]["reward"]["text"]


def test_a_task_is_registered_and_streamed_to(curl: Curl) -> None:
    """The other two calls; on this connection the digest is known."""
    digest = curl.call(GRADING, "RegisterTask", {"task": REQUEST["task"]})[0]["digest"]
    some = {"task_digest": digest, "submissions": REQUEST["submissions"]}
    answers = curl.call(
        GRADING, "GradeStream", {"id": "a", "request": some}, {"id": "b", "request": some}
    )
    assert {answer["id"] for answer in answers} == {"a", "b"}
    assert all("response" in answer for answer in answers)
