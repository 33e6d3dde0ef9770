"""A service as a process of its own with real sandboxes, and what it holds of the machine."""

from __future__ import annotations

import itertools
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, fields
from pathlib import Path
from typing import cast

import grpc
import psutil

from assay.types import Call, CodeTask, Program, Stdio, Task, Test
from assay.v1 import grading_pb2, grading_pb2_grpc, report_pb2
from assay.wire import submission_to_pb, task_to_pb

ROOT = Path(__file__).resolve().parents[2]
READY = "assay: listening on "
SERVICE = grading_pb2.DESCRIPTOR.services_by_name["Grading"].full_name
Metadata = tuple[tuple[str, str], ...]
BIG = (("grpc.max_send_message_length", -1), ("grpc.max_receive_message_length", -1))

CALL = Test("call", Call((1,), 2), weight=1.0)
PROGRAM = Test("program", Program("assert f(41) == 42\n"))
STDIO = Test("stdio", Stdio("1\n", "2\n"))
HONEST = "def f(x):\n    return x + 1\n"
"""Right for `CALL` and `PROGRAM`."""
TASK = Task("increment", CodeTask("python", (CALL, PROGRAM), "f"))

_unique = itertools.count()


def start(
    *flags: str,
    environment: dict[str, str] | None = None,
    before: Callable[[], object] | None = None,
) -> tuple[subprocess.Popen[str], str]:
    """A service that is ready, and its address. `before` runs in its process, before it starts."""
    command = [sys.executable, "-P", "-m", "service.app", *flags]
    given = {**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})}
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env=given, cwd="/", preexec_fn=before
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line.startswith(READY), line
    return process, line.removeprefix(READY).strip()


def until(holds: Callable[[], bool], seconds: float) -> float:
    """Waits until `holds()`; how long it took. Fails after `seconds`."""
    began = time.monotonic()
    while not holds():
        assert time.monotonic() - began < seconds, "it did not come about in time"
        time.sleep(0.002)
    return time.monotonic() - began


def request(*texts: str, of: Task = TASK) -> grading_pb2.GradeRequest:
    """A request with these texts."""
    some = [submission_to_pb(str(n), text) for n, text in enumerate(texts)]
    return grading_pb2.GradeRequest(task=task_to_pb(of), submissions=some)


def status(error: grpc.RpcError) -> grpc.StatusCode:
    """The status of a call that failed."""
    return cast("grpc.Call", error).code()


def unlike(text: str) -> str:
    """The same program, as a text that was never sent before."""
    return f"{text}# {next(_unique)}\n"


# ---------------------------------------------------------------- what a service holds


@dataclass(frozen=True, slots=True)
class Footprint:
    """What a service holds of the machine; nothing of it may grow by a call that is over."""

    processes: int
    """The service's own and all below it."""
    descriptors: int
    """Open in all of them."""
    mounts: int
    """That any of them sees."""
    groups: int
    """Control groups below the service's own."""
    files: int
    """In its folder for temporary files."""

    def exceeds(self, other: Footprint) -> list[str]:
        """What there is more of than in `other`."""
        names = [field.name for field in fields(self)]
        return [
            f"{name}: {getattr(other, name)} before, {getattr(self, name)} after"
            for name in names
            if getattr(self, name) > getattr(other, name)
        ]


def footprint(pid: int, folder: Path) -> Footprint:
    """What the service of this process id holds. `folder`: where its temporary files are."""
    pids = [pid, *(child.pid for child in psutil.Process(pid).children(recursive=True))]
    return Footprint(
        processes=len(pids),
        descriptors=sum(_count(f"/proc/{one}/fd") for one in pids),
        mounts=sum(_lines(f"/proc/{one}/mountinfo") for one in ("self", *pids)),
        groups=len(_groups(pid)),
        files=sum(len(below) + len(files) for _, below, files in os.walk(folder)),
    )


def _count(folder: str) -> int:
    with suppress(OSError):
        return len(os.listdir(folder))
    return 0


def _lines(file: str) -> int:
    with suppress(OSError):
        return Path(file).read_bytes().count(b"\n")
    return 0


def _groups(pid: int) -> list[str]:
    """Folders of control groups that the service of this process id has made."""
    found = list[str]()
    for folder, below, _ in os.walk("/sys/fs/cgroup"):
        if f"/assay-{pid}" in folder:
            found += [f"{folder}/{name}" for name in below]
    return found


# ---------------------------------------------------------------- a service


class Live:
    """A running service, a connection to it, and its footprint."""

    def __init__(
        self, process: subprocess.Popen[str], address: str, folder: Path, metadata: Metadata = ()
    ) -> None:
        self.process = process
        self.address = address
        self.folder = folder
        self.metadata = metadata
        self.channel = grpc.insecure_channel(address, options=BIG)
        self.stub = grading_pb2_grpc.GradingStub(self.channel)

    def grade(self, *texts: str, of: Task = TASK, timeout: float = 60) -> list[report_pb2.Answer]:
        """The answers to these texts. Raises `grpc.RpcError`."""
        asked = request(*texts, of=of)
        return list(self.stub.Grade(asked, timeout=timeout, metadata=self.metadata).answers)

    def verdict(self, text: str, of: Task = TASK) -> str:
        """The verdict's name, or the fault's words after `fault: `."""
        answer = self.grade(text, of=of)[0]
        is_fault = answer.WhichOneof("outcome") == "fault"
        return f"fault: {answer.fault.message}" if is_fault else self.word(answer)

    def word(self, answer: report_pb2.Answer) -> str:
        """The name of a graded answer's verdict."""
        name = report_pb2.Verdict.Name(answer.graded.report.verdict)
        return name.removeprefix("VERDICT_").lower()

    def warm(self, slots: int) -> None:
        """Has every slot made that honest work needs."""
        slow = "import time\ntime.sleep(0.2)\n" + HONEST
        with ThreadPoolExecutor(2 * slots) as pool:
            verdicts = list(pool.map(self.verdict, [unlike(slow) for _ in range(2 * slots)]))
        assert set(verdicts) == {"accepted"}, verdicts

    def footprint(self) -> Footprint:
        """What it holds now that nothing is under way: the same at three looks in a row."""
        seen = [footprint(self.process.pid, self.folder)]

        def is_still() -> bool:
            time.sleep(0.02)
            seen.append(footprint(self.process.pid, self.folder))
            return len(seen) > 2 and seen[-1] == seen[-2] == seen[-3]

        until(is_still, 10)
        return seen[-1]

    def children(self) -> set[int]:
        """Every process below it."""
        return {child.pid for child in psutil.Process(self.process.pid).children(recursive=True)}

    def busy(self) -> set[int]:
        """Those of them that have used a fifteenth of a second: no warm process does by itself."""
        found = set[int]()
        for child in psutil.Process(self.process.pid).children(recursive=True):
            with suppress(psutil.NoSuchProcess):
                if child.cpu_times().user > 0.07:
                    found.add(child.pid)
        return found

    @contextmanager
    def unharmed(self) -> Iterator[None]:
        """After what is done inside, the service accepts an honest program and holds no more."""
        before = self.footprint()
        yield
        assert self.process.poll() is None
        assert self.verdict(unlike(HONEST)) == "accepted"
        with suppress(AssertionError):  # what is over may need a moment to be buried
            until(lambda: not self.footprint().exceeds(before), 5)
        assert self.footprint().exceeds(before) == []

    def close(self) -> None:
        """SIGTERM; it must end in good order, and leave no process."""
        left = self.children()
        self.channel.close()
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(60) == 0
        assert not any(psutil.pid_exists(pid) for pid in left)
        assert _groups(self.process.pid) == []


@contextmanager
def live(
    folder: Path,
    *flags: str,
    slots: int = 2,
    environment: dict[str, str] | None = None,
    before: Callable[[], object] | None = None,
    metadata: Metadata = (),
) -> Iterator[Live]:
    """A warm service on a unix socket in `folder`, where its temporary files are too."""
    scratch = folder / "scratch"
    scratch.mkdir(exist_ok=True)
    given = {"TMPDIR": str(scratch), "XDG_RUNTIME_DIR": str(scratch), **(environment or {})}
    process, address = start(
        "--listen", f"unix:{folder}/s", "--log-level", "error", "--slots", str(slots), *flags,
        environment=given, before=before,
    )  # fmt: skip
    service = Live(process, address, scratch, metadata)
    try:
        service.warm(slots)
        yield service
    finally:
        service.close()
