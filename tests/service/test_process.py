"""The service as a process of its own, with real sandboxes."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import grpc
import psutil
import pytest

from assay.types import Call, CodeTask, Program, Task, Test
from assay.v1 import grading_pb2, grading_pb2_grpc, report_pb2
from assay.wire import submission_to_pb, task_to_pb
from tests.service.live import ROOT, start, until

pytestmark = pytest.mark.sandbox

TASK = Task(
    "increment",
    CodeTask(
        "python",
        (Test("t1", Call((1,), 2)), Test("t2", Program("assert f(41) == 42\n"))),
        "f",
        reference="def f(x):\n    return x + 1\n",
    ),
)
HANG = (
    "import os\n"
    "for _ in range(3):\n"
    "    if os.fork() == 0:\n"
    "        os.setsid()\n"
    "        while True: pass\n"
    "def f(x):\n"
    "    while True: pass\n"
)


@contextmanager
def service(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], grading_pb2_grpc.GradingStub]]:
    """A service on a unix socket, and a connection to it."""
    process, address = start("--listen", f"unix:{tmp_path}/s", "--log-level", "error")
    try:
        with grpc.insecure_channel(address) as channel:
            yield process, grading_pb2_grpc.GradingStub(channel)
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0


def request(*texts: str, of: Task = TASK) -> grading_pb2.GradeRequest:
    """A request with these texts."""
    some = [submission_to_pb(str(n), text) for n, text in enumerate(texts)]
    return grading_pb2.GradeRequest(task=task_to_pb(of), submissions=some)


def children(process: subprocess.Popen[str]) -> set[int]:
    """Every process that the service has under it."""
    return {child.pid for child in psutil.Process(process.pid).children(recursive=True)}


def busy(process: subprocess.Popen[str]) -> set[int]:
    """Those of them that have used a fifteenth of a second: no warm process on its own does."""
    found: set[int] = set()
    for child in psutil.Process(process.pid).children(recursive=True):
        with suppress(psutil.NoSuchProcess):
            if child.cpu_times().user > 0.07:
                found.add(child.pid)
    return found


def test_grades_and_leaves_nothing(tmp_path: Path) -> None:
    """Right is accepted and wrong is not; after SIGTERM no process of the service is left."""
    with service(tmp_path) as (process, stub):
        response = stub.Grade(
            request("def f(x): return x + 1", "def f(x): return 2", "def f(x) x"), timeout=60
        )
        verdicts = [answer.graded.report.verdict for answer in response.answers]
        assert verdicts == [
            report_pb2.VERDICT_ACCEPTED,
            report_pb2.VERDICT_WRONG_ANSWER,
            report_pb2.VERDICT_COMPILE_ERROR,
        ]
        started = children(process)
        assert started
    assert not any(psutil.pid_exists(pid) for pid in started)
    assert not (tmp_path / "s").exists()


def test_a_cancelled_calls_processes_are_gone_within_100_ms(tmp_path: Path) -> None:
    """A candidate that forks and hangs is gone, with all it forked, when its caller gives up."""
    with service(tmp_path) as (process, stub):
        stub.Grade(request("def f(x): return x + 1"), timeout=60)
        before = children(process)
        call = stub.Grade.future(request(HANG), timeout=60)
        until(lambda: len(busy(process) - before) >= 3, 10)
        hanging = busy(process) - before
        call.cancel()
        took = until(lambda: not any(psutil.pid_exists(pid) for pid in hanging), 5)
        assert took < 0.1


def test_a_broken_reference_is_told(tmp_path: Path) -> None:
    """A task whose reference fails its tests is INVALID_ARGUMENT, and names the test."""
    code = CodeTask("python", TASK.code.tests, "f", reference="def f(x):\n    return x + 2\n")
    with service(tmp_path) as (_, stub):
        with pytest.raises(grpc.RpcError) as caught:
            stub.Grade(request("def f(x): return x + 1", of=Task("t", code)), timeout=60)
        assert caught.value.code() is grpc.StatusCode.INVALID_ARGUMENT  # type: ignore[attr-defined]
        assert "'t1'" in caught.value.details()  # type: ignore[attr-defined]


def test_embedded_ends_with_its_last_lease(tmp_path: Path) -> None:
    """The engine lives as long as a lease is open, and no longer than a second or so after."""
    process, address = start("--listen", f"unix:{tmp_path}/s", "--embedded")
    lease = socket.socket(socket.AF_UNIX)
    lease.connect(f"{tmp_path}/s.lease")
    assert lease.recv(16) == b"held\n"
    with grpc.insecure_channel(address) as channel:
        stub = grading_pb2_grpc.GradingStub(channel)
        assert stub.Grade(request("def f(x): return x + 1"), timeout=60).answers
    assert process.poll() is None
    lease.close()
    assert process.wait(20) == 0


def test_wrong_flags_are_told() -> None:
    """A public address without a guard doesn't start, and says what to do."""
    done = subprocess.run(
        [sys.executable, "-P", "-m", "service.app", "--listen", "0.0.0.0:0"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "--insecure" in done.stderr
