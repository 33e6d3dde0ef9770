"""A service that answers by script, on a real gRPC server: what a client must cope with."""

from __future__ import annotations

import hashlib
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent import futures
from pathlib import Path
from typing import Any

import grpc
import pytest

from assay import calls, wire
from assay.faults import Fault, Internal, UnknownTask
from assay.types import (
    Call,
    CodeTask,
    Graded,
    Report,
    Reward,
    Task,
    Test,
    Trust,
    Verdict,
)
from assay.v1 import grading_pb2, grading_pb2_grpc

MESSAGE_BYTES = 64 * 1024 * 1024

Script = Callable[[grading_pb2.GradeRequest], "grading_pb2.GradeResponse | Fault"]


def graded(task_id: str, submission_id: str, value: float, text: str = "") -> Graded:
    """A graded answer with that reward."""
    verdict = Verdict.ACCEPTED if value == 1.0 else Verdict.WRONG_ANSWER
    report = Report(verdict=verdict, trust=Trust.SEPARATED)
    return Graded(task_id, submission_id, report, Reward(value=value, text=text))


def grade_by_text(request: grading_pb2.GradeRequest) -> grading_pb2.GradeResponse:
    """1.0 for a submission that says `right`, else 0.0; `fault` in its text makes a fault."""
    response = grading_pb2.GradeResponse()
    for submission in request.submissions:
        if "fault" in submission.text:
            outcome: Graded | Fault = Internal("a defect")
            outcome.retry = False
        else:
            value = float("right" in submission.text)
            outcome = graded(request.task.id, submission.id, value, f"{len(submission.text)}")
        response.answers.append(wire.answer_to_pb(submission.id, outcome))
    return response


class FakeService(grading_pb2_grpc.GradingServicer):
    """Answers by `script`, after the faults in `first`, and remembers what it was asked."""

    def __init__(self) -> None:
        self.first: deque[Fault | grpc.StatusCode] = deque()
        self.script: Script = grade_by_text
        self.requests: list[grading_pb2.GradeRequest] = []
        self.metadata: list[dict[str, Any]] = []
        self.registered: dict[str, Any] = {}
        self.hold = threading.Event()
        self.hold.set()
        self.cancelled = threading.Event()
        self.address = ""

    def _abort(self, context: Any, fault: Fault) -> None:
        context.set_trailing_metadata((wire.fault_to_metadata(fault),))
        context.abort(grpc.StatusCode[fault.code], fault.message)

    def Grade(self, request: grading_pb2.GradeRequest, context: Any) -> Any:
        asked = grading_pb2.GradeRequest()
        asked.CopyFrom(request)
        self.requests.append(asked)
        self.metadata.append(dict(context.invocation_metadata()))
        if self.first:
            fault = self.first.popleft()
            if isinstance(fault, grpc.StatusCode):
                context.abort(fault, "as scripted")
            else:
                self._abort(context, fault)
        if not self.hold.is_set():
            context.add_callback(self.cancelled.set)
            self.cancelled.wait(20)
        if request.task_digest and request.task_digest not in self.registered:
            self._abort(context, UnknownTask("no such task"))
        if request.task_digest:
            request.task.CopyFrom(self.registered[request.task_digest])
        answer = self.script(request)
        if isinstance(answer, Fault):
            self._abort(context, answer)
        return answer

    def GradeStream(self, request_iterator: Any, context: Any) -> Any:
        context.abort(grpc.StatusCode.UNIMPLEMENTED, "not in this fake")

    def RegisterTask(self, request: grading_pb2.RegisterTaskRequest, context: Any) -> Any:
        if self.first and isinstance(fault := self.first.popleft(), Fault):
            self._abort(context, fault)
        name = hashlib.sha256(request.task.SerializeToString(deterministic=True)).hexdigest()
        self.registered[f"sha256:{name}"] = request.task
        return grading_pb2.RegisterTaskResponse(digest=f"sha256:{name}")

    def ListGraders(self, request: grading_pb2.ListGradersRequest, context: Any) -> Any:
        return grading_pb2.ListGradersResponse(version="0")


@pytest.fixture
def service(tmp_path: Path) -> Iterator[FakeService]:
    """A running fake service."""
    fake = FakeService()
    options = [
        ("grpc.max_receive_message_length", MESSAGE_BYTES),
        ("grpc.max_send_message_length", MESSAGE_BYTES),
    ]
    server = grpc.server(futures.ThreadPoolExecutor(8), options=options)
    grading_pb2_grpc.add_GradingServicer_to_server(fake, server)
    fake.address = f"unix:{tmp_path}/s"
    assert server.add_insecure_port(fake.address)
    server.start()
    yield fake
    fake.cancelled.set()
    server.stop(None).wait()


@pytest.fixture
def task() -> Task:
    """A small task."""
    test = Test(id="t1", body=Call(args=(21,), expected=42))
    return Task(id="double", code=CodeTask(language="python", entry_point="double", tests=(test,)))


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Backoff in milliseconds: no test waits for time to pass."""
    monkeypatch.setattr(calls, "FIRST_PAUSE_S", 0.001)
    monkeypatch.setattr(calls, "LONGEST_PAUSE_S", 0.002)
