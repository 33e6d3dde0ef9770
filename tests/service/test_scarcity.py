"""A real service whose clients vanish, whose zygotes are killed, and whose machine is used up.

It says what is the matter, goes on, is well again when the machine is, and holds nothing after
that. No honest program is judged wrong meanwhile: scarcity is a fault of ours or no matter.
"""

from __future__ import annotations

import os
import resource
import socket
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import contextmanager, suppress
from pathlib import Path

import grpc
import psutil
import pytest

from assay.types import CodeTask, Limits, Stdio, Task, Test
from assay.v1.grading_pb2_grpc import GradingStub
from sandboxes.local import syscalls
from tests.service.live import (
    HONEST,
    ROOT,
    SERVICE,
    TASK,
    Live,
    live,
    request,
    status,
    unlike,
    until,
)

pytestmark = [pytest.mark.sandbox, pytest.mark.slow]

MIB = 1024 * 1024
SPIN = "while True: pass\n"
SLOW = "import time\ntime.sleep(0.1)\n" + HONEST
HOG = """
def f(x):
    held = []
    while True:
        held.append(bytearray(b"1") * (1 << 20))
"""
FAULTS = ("UNAVAILABLE", "INTERNAL", "RESOURCE_EXHAUSTED")


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Live]:
    """A service of its own for each of them."""
    with live(tmp_path) as started:
        yield started


def outcome(service: Live, text: str, task: Task = TASK) -> str:
    """The verdict, or the fault's code, of an answer or of the call."""
    try:
        answer = service.grade(text, of=task)[0]
    except grpc.RpcError as error:
        return status(error).name
    if answer.WhichOneof("outcome") == "fault":
        return next(code.name for code in grpc.StatusCode if code.value[0] == answer.fault.code)
    return service.word(answer)


# ---------------------------------------------------------------- clients that vanish

VANISHING = """
import sys, threading
import grpc
from assay.v1 import grading_pb2, grading_pb2_grpc

address, kind, body = sys.argv[1], sys.argv[2], bytes.fromhex(sys.argv[3])
stub = grading_pb2_grpc.GradingStub(grpc.insecure_channel(address))
def asked(number):
    request = grading_pb2.GradeRequest.FromString(body)
    request.submissions[0].text += f"# {number}"
    return request
if kind == "calls":
    calls = [stub.Grade.future(asked(number)) for number in range(6)]
else:
    def requests():
        for number in range(6):
            yield grading_pb2.GradeStreamRequest(id=str(number), request=asked(number))
        if kind == "stream":
            threading.Event().wait()
    calls = stub.GradeStream(requests())
print("asked", flush=True)
threading.Event().wait()
"""


@pytest.mark.parametrize("kind", ["calls", "stream", "half-closed stream"])
def test_a_client_that_is_killed(service: Live, kind: str) -> None:
    """The runs of a client that vanished are gone at once, and those that it had queued too."""
    with service.unharmed():
        body = request(unlike(SPIN)).SerializeToString().hex()
        client = subprocess.Popen(
            [sys.executable, "-c", VANISHING, service.address, kind, body],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.DEVNULL,
        )
        try:
            until(lambda: len(service.busy()) >= 2, 30)
            spinning = service.busy()
        finally:
            client.kill()
            client.wait()
        until(lambda: not any(psutil.pid_exists(pid) for pid in spinning), 1)
        assert outcome(service, unlike(HONEST)) == "accepted"  # it has not waited for the queue
        assert not service.busy()


def frame(kind: int, flags: int, stream: int, payload: bytes) -> bytes:
    """A frame of HTTP/2 (RFC 9113, section 4.1)."""
    head = struct.pack(">I", len(payload))[1:] + bytes([kind, flags])
    return head + struct.pack(">I", stream) + payload


def test_a_client_that_vanishes_in_the_middle_of_its_request(service: Live) -> None:
    """A request of which only a part came is never begun and holds nothing."""
    headers = {
        ":method": "POST",
        ":scheme": "http",
        ":path": f"/{SERVICE}/Grade",
        ":authority": "x",
        "te": "trailers",
        "content-type": "application/grpc",
    }
    block = b"".join(  # literals without indexing (RFC 7541, section 6.2.2)
        b"\0" + bytes([len(name)]) + name.encode() + bytes([len(text)]) + text.encode()
        for name, text in headers.items()
    )
    message = b"\0" + struct.pack(">I", 1 << 20) + b"x" * 100
    sent = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + frame(4, 0, 0, b"")
    sent += frame(1, 4, 1, block) + frame(0, 0, 1, message)
    with service.unharmed():
        for _ in range(50):
            with socket.socket(socket.AF_UNIX) as talker:
                talker.connect(service.address.removeprefix("unix:"))
                talker.sendall(sent)
                assert talker.recv(9)  # it speaks HTTP/2, so it has taken the connection


# ---------------------------------------------------------------- zygotes that are killed


def test_zygotes_killed_under_load(service: Live) -> None:
    """Runs that die with their zygote run again, at once: each answer is the right one."""
    with service.unharmed(), ThreadPoolExecutor(24) as pool:
        asked = [pool.submit(outcome, service, unlike(SLOW)) for _ in range(48)]
        for count in (6, 20):
            first(count, asked)
            for zygote in psutil.Process(service.process.pid).children():
                zygote.kill()
        told = [future.result() for future in asked]
    assert set(told) == {"accepted"}


def first(count: int, asked: list[Future[str]]) -> None:
    """Waits until so many are answered."""
    for place, _ in enumerate(as_completed(asked), 1):
        if place == count:
            return


def test_slots_killed_one_by_one(service: Live) -> None:
    """A dead slot is replaced, and its control group and descriptors go with it."""
    with service.unharmed():
        for _ in range(8):
            zygotes = psutil.Process(service.process.pid).children()
            for zygote in zygotes:
                for slot in zygote.children()[0].children():
                    slot.kill()
            assert outcome(service, unlike(HONEST)) == "accepted"
        service.warm(2)


# ---------------------------------------------------------------- descriptors


def test_no_descriptors(service: Live) -> None:
    """UNAVAILABLE that names what lacks; as soon as there are descriptors again, all is well."""
    with service.unharmed():
        process = psutil.Process(service.process.pid)
        usual = process.rlimit(psutil.RLIMIT_NOFILE)
        process.rlimit(psutil.RLIMIT_NOFILE, (process.num_fds() + 2, usual[1]))
        try:
            answers = service.grade(*(unlike(HONEST) for _ in range(8)))
            with own_connection(service) as stub, suppress(grpc.RpcError):
                stub.Grade(request(unlike(HONEST)), timeout=1)
        finally:
            process.rlimit(psutil.RLIMIT_NOFILE, usual)
        assert {answer.fault.code for answer in answers} == {grpc.StatusCode.UNAVAILABLE.value[0]}
        assert all("Too many open files" in answer.fault.message for answer in answers)
        assert all(answer.fault.retry for answer in answers)
        with own_connection(service) as stub:
            assert stub.Grade(request(unlike(HONEST)), timeout=30).answers[0].graded.reward.value


@contextmanager
def own_connection(service: Live) -> Iterator[GradingStub]:
    """A connection that no other channel shares."""
    options = (("grpc.use_local_subchannel_pool", 1),)
    with grpc.insecure_channel(service.address, options=options) as channel:
        yield GradingStub(channel)


# ---------------------------------------------------------------- disk

NEEDED = {Path(path).resolve() for path in (sys.prefix, sys.base_prefix, ROOT)}


def without_disk(folders: list[str]) -> Callable[[], None]:
    """Makes all of `folders` file systems of their own, each full to the last byte and inode."""

    def fill() -> None:
        syscalls.unshare(syscalls.CLONE_NEWNS)
        syscalls.mount("none", "/", None, syscalls.MS_REC | syscalls.MS_PRIVATE)
        for folder in folders:
            syscalls.mount("tmpfs", folder, "tmpfs", 0, "size=64k,nr_inodes=4")
            with suppress(OSError), open(f"{folder}/filler", "wb", buffering=0) as filler:
                while filler.write(b"x" * 4096):
                    pass
            with suppress(OSError):
                for number in range(9):
                    Path(f"{folder}/{number}").touch()

    return fill


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount the full file systems")
def test_no_disk(tmp_path: Path) -> None:
    """The service writes nothing to a disk, so a full one is no matter to it or to a run."""
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    places = [str(scratch), "/tmp", "/var/tmp", "/dev/shm", "/run", str(Path.home())]
    full = [
        place
        for place in sorted(places, key=len, reverse=True)  # what lies below another one first
        if os.path.isdir(place)
        and not any(needed.is_relative_to(Path(place).resolve()) for needed in NEEDED)
    ]
    with live(tmp_path, "--listen", "127.0.0.1:0", before=without_disk(full)) as service:
        cpp = Task("echo", CodeTask("cpp", (Test("t", Stdio("7\n", "7\n")),)))
        echo = "#include <iostream>\nint main() { int x; std::cin >> x; std::cout << x; }\n//"
        assert outcome(service, unlike(echo), cpp) == "accepted"  # has the compiler's zygote made
        with service.unharmed():
            assert outcome(service, unlike(echo), cpp) == "accepted"
            assert outcome(service, unlike(HONEST)) == "accepted"


def test_a_socket_for_which_there_is_no_place(tmp_path: Path) -> None:
    """A service that can't open its address ends, and says which one it was."""
    done = subprocess.run(
        [sys.executable, "-P", "-m", "service.app", "--listen", f"unix:{tmp_path}/no/such/s"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert f"--listen unix:{tmp_path}/no/such/s: can't be opened" in done.stderr


def test_a_run_that_fills_its_disk(service: Live) -> None:
    """A scratch file system that is full is its own run's matter; the next run has an empty one."""
    fill = "with open('full', 'wb') as file:\n    while True: file.write(b'x' * 65536)\n"
    check = "import os\nassert os.listdir('.') == []\nopen('x', 'wb').write(b'x' * 65536)\n"
    with service.unharmed():
        for _ in range(4):
            assert outcome(service, unlike(fill + HONEST)) == "runtime_error"
        assert outcome(service, unlike(check + HONEST)) == "accepted"


# ---------------------------------------------------------------- memory


def test_no_memory_for_a_request(service: Live) -> None:
    """A request too large for the memory that is left is a fault that may be retried, and no
    verdict; small ones go on, and it is graded when there is memory again."""
    large = unlike("#" * 40_000_000 + "\n" + HONEST)
    with service.unharmed():
        process = psutil.Process(service.process.pid)
        limit = process.memory_info().vms + 8 * MIB
        process.rlimit(psutil.RLIMIT_AS, (limit, resource.RLIM_INFINITY))
        try:
            # UNKNOWN is gRPC's own word where it can't even take the bytes.
            assert outcome(service, large) in (*FAULTS, "UNKNOWN")
            assert outcome(service, unlike(HONEST)) == "accepted"
        finally:
            process.rlimit(psutil.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        assert outcome(service, large) == "malformed"


def memory_group() -> Path | None:
    """This process's memory group of version 1, if it can have groups below it."""
    for line in Path("/proc/self/cgroup").read_text().splitlines():
        _, names, path = line.split(":", 2)
        folder = Path(f"/sys/fs/cgroup/memory{path}")
        if names == "memory" and os.access(folder, os.W_OK):
            return folder
    return None


@pytest.mark.skipif(memory_group() is None, reason="no memory group of version 1 to be written")
def test_no_memory_on_the_machine(tmp_path: Path) -> None:
    """When runs were promised more than there is, the kernel takes a hog, never the service, and
    honest programs beside it are accepted."""
    parent = memory_group()
    assert parent is not None
    group = parent / f"assay-test-{os.getpid()}"
    group.mkdir()

    def join() -> None:
        (group / "cgroup.procs").write_text("0")

    try:
        (group / "memory.limit_in_bytes").write_text(str(300 * MIB))
        with (
            live(tmp_path, before=join) as service,
            service.unharmed(),
            ThreadPoolExecutor(8) as pool,
        ):
            hogs = [pool.submit(outcome, service, unlike(HOG)) for _ in range(8)]
            honest = [pool.submit(outcome, service, unlike(HONEST)) for _ in range(16)]
            assert {future.result() for future in honest} == {"accepted"}
            told = {future.result() for future in hogs}
            assert told <= {"memory_limit", "runtime_error", "UNAVAILABLE"}
    finally:
        until(lambda: not (group / "cgroup.procs").read_text(), 10)
        for below in [path for path in group.iterdir() if path.is_dir()]:
            below.rmdir()
        group.rmdir()


@pytest.mark.skipif(memory_group() is None, reason="no memory group of version 1 to be written")
def test_a_kill_for_memory_is_the_runs_in_which_it_was(tmp_path: Path) -> None:
    """A child that the kernel killed in one run is not laid on the next run of that slot."""
    child = "import os\nif os.fork() == 0:\n    f(0)\nos.wait()\n"
    dies = "import os\nos._exit(3)\n"
    call_only = Task("call", CodeTask("python", TASK.code.tests[:1], "f"), Limits(wall_s=30))
    with live(tmp_path, slots=1) as service:
        for _ in range(2):
            assert outcome(service, unlike(HOG + child + HONEST), call_only) == "accepted"
            assert outcome(service, unlike(dies), call_only) == "runtime_error"
