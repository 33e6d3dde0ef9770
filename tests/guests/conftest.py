"""Both guests as real processes, joined by a real channel, without a sandbox around them."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from assay.runs import (
    AnswerCalls,
    CheckOutputs,
    EncodedCall,
    Examine,
    Job,
    RunSource,
    RunTogether,
    ServeModule,
    encode_job,
)
from assay.types import ProgramRunner
from assay.values import decode, encode

ROOT = Path(__file__).resolve().parents[2]
WALL_S = 20.0


@dataclass
class Ran:
    """What became of one guest."""

    code: int
    """Its exit code; minus the signal that ended it."""
    stdout: str
    stderr: str
    told: bytes
    out: bytes

    @property
    def account(self) -> dict[str, Any]:
        """What it wrote about a failure; empty when it wrote nothing."""
        return json.loads(self.told) if self.told else {}

    @property
    def said(self) -> dict[str, Any]:
        """Its testimony; empty when there is none."""
        return json.loads(self.out) if self.out else {}

    @property
    def replies(self) -> list[dict[str, Any]]:
        """The replies of `AnswerCalls`."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def values(self) -> list[object]:
        """The values of the replies; of an error its type."""
        return [
            decode(json.dumps(reply["value"])) if "value" in reply else reply["error"]["type"]
            for reply in self.replies
        ]


class Running:
    """One guest at work."""

    def __init__(self, door: socket.socket, role: str, path: Path, stdin: bytes, fd: int) -> None:
        self._door = door
        self._files = [os.memfd_create(name) for name in ("in", "out", "err", "account", "said")]
        os.write(self._files[0], stdin)
        os.lseek(self._files[0], 0, os.SEEK_SET)
        fds = self._files + ([fd] if fd >= 0 else [])
        socket.send_fds(door, [json.dumps([role, str(path)]).encode()], fds)
        self.pid: int = json.loads(door.recv(100))

    def ended(self) -> Ran:
        """Wait for its end, within `WALL_S`."""
        self._door.settimeout(WALL_S)
        try:
            status = json.loads(self._door.recv(100))
        except TimeoutError:
            os.kill(self.pid, signal.SIGKILL)
            self._door.recv(100)
            pytest.fail(f"a guest did not end; stderr: {self._read(2)!r}")
        _, out, err, account, said = (self._read(index) for index in range(5))
        for fd in self._files:
            os.close(fd)
        return Ran(
            os.waitstatus_to_exitcode(status),
            out.decode("utf-8", "replace"),
            err.decode("utf-8", "replace"),
            account,
            said,
        )

    def _read(self, index: int) -> bytes:
        fd = self._files[index]
        return os.pread(fd, os.fstat(fd).st_size, 0)


class Zygote:
    """A warm process that forks guests, one at a time."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._door, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._jobs = 0
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "GUEST_DIR": str(directory)}
        place = Path(__file__).with_name("zygote.py")
        self._process = subprocess.Popen(
            [sys.executable, "-c", _BOOT, str(theirs.fileno()), str(place)],
            pass_fds=[theirs.fileno()],
            env=environment,
        )
        theirs.close()

    def start(self, role: str, job: Job, *, stdin: bytes = b"", channel: int = -1) -> Running:
        """Fork a guest for a job."""
        self._jobs += 1
        path = self._directory / f"{id(self)}-{self._jobs}.json"
        path.write_bytes(encode_job(job))
        return Running(self._door, role, path, stdin, channel)

    def close(self) -> None:
        """End it."""
        self._door.close()
        self._process.wait()


_BOOT = """
import os, runpy, sys
os.dup2(int(sys.argv[1]), 3)
if int(sys.argv[1]) != 3:
    os.close(int(sys.argv[1]))
runpy.run_path(sys.argv[2], run_name="__main__")
"""


@dataclass
class Pair:
    """What became of an examiner and its candidate."""

    examiner: Ran
    candidate: Ran
    said: dict[str, Any] = field(default_factory=dict)

    @property
    def outcome(self) -> str:
        """The testimony's outcome; `none` when there is no testimony."""
        return str(self.said.get("outcome", "none"))


class Bench:
    """Runs guests for tests."""

    def __init__(self, candidates: Zygote, examiners: Zygote) -> None:
        self._candidates = candidates
        self._examiners = examiners

    def exam(
        self,
        source: str,
        program: str,
        *,
        names: tuple[str, ...] = ("f",),
        runner: str = "script",
        prelude: str = "",
        plain_answers: bool = False,
    ) -> Pair:
        """A test program against a candidate, each in its own process."""
        ours, theirs = socket.socketpair()
        with ours, theirs:
            candidate = self._candidates.start(
                "candidate", ServeModule(prelude, source, "solution"), channel=theirs.fileno()
            )
            asked = (ProgramRunner(runner), prelude, "solution", names, plain_answers)
            job = Examine("t1", program, *asked)
            examiner = self._examiners.start("examiner", job, channel=ours.fileno())
        told = examiner.ended()
        return Pair(told, candidate.ended(), told.said)

    def forged(self, attack: Callable[[socket.socket], None], program: str, **kwargs: Any) -> Pair:
        """A test program against a candidate that speaks the protocol by hand, in this process."""
        ours, theirs = socket.socketpair()
        job = Examine("t1", program, ProgramRunner.SCRIPT, "", "solution", ("f",))
        with ours:
            examiner = self._examiners.start("examiner", job, channel=ours.fileno())
        with theirs:
            theirs.settimeout(WALL_S)
            with contextlib.suppress(OSError):  # gone before the attack was over
                attack(theirs)
        told = examiner.ended()
        return Pair(told, Ran(0, "", "", b"", b""), told.said)

    def call(self, source: str, *calls: tuple[Any, ...], name: str = "f", prelude: str = "") -> Ran:
        """Calls of one function, with the replies as values."""
        encoded = tuple(EncodedCall(name, encode(list(args)), "{}") for args in calls)
        return self._candidates.start("candidate", AnswerCalls(prelude, source, encoded)).ended()

    def main(self, source: str, stdin: str = "") -> Ran:
        """A whole program."""
        return self._candidates.start("candidate", RunSource(source), stdin=stdin.encode()).ended()

    def together(self, source: str, program: str, runner: str = "script") -> Ran:
        """A test program in the candidate's own process."""
        job = RunTogether("", source, "solution", "t1", program, ProgramRunner(runner))
        return self._candidates.start("together", job).ended()

    def check(self, job: CheckOutputs) -> list[dict[str, Any]]:
        """A checker program's word for each case."""
        said: list[dict[str, Any]] = self._examiners.start("examiner", job).ended().said["cases"]
        return said


@pytest.fixture(scope="session")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """Candidates and examiners from zygotes of their own."""
    candidates = Zygote(tmp_path_factory.mktemp("candidates"))
    examiners = Zygote(tmp_path_factory.mktemp("examiners"))
    yield Bench(candidates, examiners)
    candidates.close()
    examiners.close()
