"""The contract that every backend holds, promise by promise, each attacked by small programs."""

from __future__ import annotations

import asyncio
import os
import signal
from contextlib import suppress
from pathlib import Path

import pytest

from assay.faults import InvalidTask, Unavailable
from assay.runs import Ended
from sandboxes.contract import Backend, Promise
from sandboxes.local import LocalBackend
from tests.sandboxes.programs import python_stage, run_cpp, run_python

pytestmark = pytest.mark.sandbox


async def test_a_program_reads_its_input_and_writes_its_output(backend: Backend) -> None:
    """Standard streams and the exit code come back as the program left them."""
    source = """
        import sys
        print(input()[::-1]); print("e", file=sys.stderr); sys.exit(7)
    """
    record = await run_python(backend, source, stdin=b"abc\n")
    assert (record.stdout, record.exit_code, record.ended) == (b"cba\n", 7, Ended.EXITED)
    assert record.stderr == b"e\n"


async def test_runs_begin_alike(backend: Backend) -> None:
    """Random numbers, hash order and threads: what one run sees, the next one sees."""
    source = """
        import random, threading
        print(random.random(), list({"a", "b", "c", "d"}), hash("x"))
        seen = []
        thread = threading.Thread(target=lambda: seen.append(random.random()))
        thread.start(); thread.join()
        print(seen, threading.current_thread() is threading.main_thread())
    """
    runs = [await run_python(backend, source) for _ in range(6)]
    assert {run.exit_code for run in runs} == {0}
    assert len({run.stdout for run in runs}) == 1


REACHES = {
    "inet": "socket.socket(socket.AF_INET).connect(('127.0.0.1', 80))",
    "inet6": "socket.socket(socket.AF_INET6)",
    "unix": "socket.socket(socket.AF_UNIX).connect('\\0assay')",
    "netlink": "socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)",
    "packet": "socket.socket(socket.AF_PACKET, socket.SOCK_RAW)",
    "pair": "socket.socketpair(socket.AF_INET)",
    "bind": "socket.socketpair()[0].bind('\\0assay')",
}


@pytest.mark.parametrize("attempt", REACHES.values(), ids=REACHES.keys())
async def test_no_network(backend: Backend, attempt: str) -> None:
    """NO_NETWORK: no socket that could reach anything can be made."""
    record = await run_python(backend, f"import socket\n{attempt}\nprint('reached')")
    assert b"reached" not in record.stdout
    assert record.exit_code == 1


async def test_event_loops_still_work(backend: Backend) -> None:
    """An honest asyncio program wakes itself through a socket pair, which is let through."""
    source = "import asyncio\nasync def f(): return 5\nprint(asyncio.run(f()))"
    assert (await run_python(backend, source)).stdout == b"5\n"


async def test_no_host_files(backend: Backend) -> None:
    """NO_HOST_FILES: the root holds the language, and nothing but the scratch can be written."""
    source = """
        import os
        print(sorted(os.listdir("/")))
        for path in ("/etc/passwd", "/proc/self/maps", "/sys", "/home", "/root/.ssh", "/var"):
            print(path, os.path.exists(path))
        import json
        for path in ("/x", "/usr/x", os.path.dirname(json.__file__) + "/x", "/dev/x"):
            try: open(path, "w"); print("wrote", path)
            except OSError: pass
    """
    out = (await run_python(backend, source)).stdout.decode()
    assert "True" not in out
    assert "wrote" not in out


async def test_nothing_survives(backend: Backend) -> None:
    """NO_SURVIVORS: daemons that left their parent and their session are gone with the run."""
    source = """
        import os, time
        for _ in range(5):
            if os.fork() == 0:
                os.setsid()
                if os.fork(): os._exit(0)
                os.closerange(0, 3)
                time.sleep(600)
        os._exit(0)
    """
    before = _processes()
    record = await run_python(backend, source)
    assert record.ended is Ended.EXITED
    await _settles(lambda: len(_processes() - before) <= 3)  # at most a slot and its cell are new


async def test_no_leak_between_runs(backend: Backend) -> None:
    """NO_LEAK: files, shared memory and queues of one run are not there in the next."""
    leave = """
        from multiprocessing import shared_memory, Semaphore
        import os
        open("/tmp/left", "w").write("x"); open("/dev/shm/left", "w").write("x")
        Semaphore(1)
        print(len(os.listdir("/tmp")))
    """
    assert (await run_python(backend, leave)).exit_code == 0
    look = "import os; print(os.listdir('/tmp'), os.listdir('/dev/shm'))"
    assert (await run_python(backend, look)).stdout == b"[] []\n"


ENDS = {
    "sleep": ("import time; time.sleep(60)", Ended.WALL_LIMIT, {"wall_s": 0.3}),
    "spin": ("while True: pass", Ended.CPU_LIMIT, {"cpu_s": 0.3}),
    "stdout flood": ("while True: print('x' * 1000)", Ended.OUTPUT_LIMIT, {}),
    "stderr flood": (
        "import sys\nwhile True: print('x' * 1000, file=sys.stderr)",
        Ended.OUTPUT_LIMIT,
        {},
    ),
    "signal 9": ("import os; os.fork() or os.kill(1, 9); os._exit(0)", Ended.EXITED, {}),
    "signal to its group": ("import os; os.kill(0, 9); os.killpg(0, 9)", Ended.EXITED, {}),
    "ptrace": ("import ctypes; ctypes.CDLL(None).ptrace(0, 0, 0, 0)", Ended.FORBIDDEN, {}),
    "unshare": ("import ctypes; ctypes.CDLL(None).unshare(0x10000000)", Ended.FORBIDDEN, {}),
    "mount": ("import ctypes; ctypes.CDLL(None).mount(0, 0, 0, 0, 0)", Ended.FORBIDDEN, {}),
    "keyctl": ("import ctypes; ctypes.CDLL(None).syscall(250, 0)", Ended.FORBIDDEN, {}),
    "x32": ("import ctypes; ctypes.CDLL(None).syscall(0x40000027)", Ended.FORBIDDEN, {}),
    "clone": (
        "import ctypes; ctypes.CDLL(None).syscall(56, 0x10000011, 0, 0, 0, 0)",
        Ended.FORBIDDEN,
        {},
    ),
    "segfault": ("import ctypes; ctypes.string_at(0)", Ended.SIGNALED, {}),
}


@pytest.mark.parametrize(("source", "ended", "limits"), ENDS.values(), ids=ENDS.keys())
async def test_how_a_program_ends(
    backend: Backend, source: str, ended: Ended, limits: dict[str, float]
) -> None:
    """The sandbox, not the program, says why a program is over."""
    assert (await run_python(backend, source, **limits)).ended is ended


async def test_the_submissions_total_is_told_from_the_tests_own_limit(backend: Backend) -> None:
    """What is left of the total ends a run as TOTAL_LIMIT when it passes first."""
    record = await run_python(backend, "import time; time.sleep(60)", total_s=0.2)
    assert record.ended is Ended.TOTAL_LIMIT


async def test_memory_is_bounded(backend: Backend) -> None:
    """LIMITS_MEMORY: a hog is killed for it, or refused the memory where no group bounds it."""
    source = "x = []\nwhile True: x.append(bytearray(1 << 20))"
    record = await run_python(backend, source)
    if backend.standings()[Promise.LIMITS_MEMORY].holds:
        assert record.ended is Ended.MEMORY_LIMIT
    else:
        assert b"MemoryError" in record.stderr


async def test_memory_of_children_and_files_counts(backend: Backend) -> None:
    """LIMITS_MEMORY: memory spread over children, or put into anonymous files, is the tree's."""
    if not backend.standings()[Promise.LIMITS_MEMORY].holds:
        pytest.skip("no control group can be written here, so a whole tree has no bound")
    spread = """
        import os, time
        for _ in range(8):
            if os.fork() == 0:
                x = bytearray(40 << 20); time.sleep(60)
        while True:
            try: os.waitpid(-1, os.WNOHANG)
            except ChildProcessError: pass
            x = bytearray(40 << 20); time.sleep(0.01)
    """
    record = await run_python(backend, spread)
    assert record.usage.memory_bytes <= 140 << 20
    files = """
        import os
        for _ in range(50):
            fd = os.memfd_create("x")
            for _ in range(7): os.write(fd, bytes(1 << 20))
        print("all")
    """
    assert b"all" not in (await run_python(backend, files)).stdout


async def test_cpu_of_children_counts(backend: Backend) -> None:
    """LIMITS_CPU: two children that spin for half the limit each end the run."""
    if not backend.standings()[Promise.LIMITS_CPU].holds:
        pytest.skip("no control group can be written here, so a whole tree has no bound")
    source = """
        import os
        for _ in range(2):
            if os.fork() == 0:
                while True: pass
        os.wait()
    """
    record = await run_python(backend, source, cpu_s=0.5, wall_s=5)
    assert record.ended is Ended.CPU_LIMIT
    assert record.usage.wall_s < 3


async def test_processes_are_bounded(backend: Backend) -> None:
    """LIMITS_PROCESSES: a fork bomb gets an error at the limit."""
    source = """
        import os, time
        made = 0
        try:
            for _ in range(1000):
                if os.fork() == 0: time.sleep(60)
                made += 1
        except OSError:
            print(made, flush=True)
        os._exit(0)
    """
    record = await run_python(backend, source, processes=16)
    assert 0 < int(record.stdout) <= 16


async def test_disk_is_bounded(backend: Backend) -> None:
    """LIMITS_DISK: bytes and inodes run out, and say so."""
    source = """
        import errno
        try:
            with open("/tmp/big", "wb") as f:
                for _ in range(64): f.write(bytes(1 << 20))
        except OSError as e: print(e.errno in (errno.ENOSPC, errno.EFBIG))
        try:
            for i in range(1000): open(f"/tmp/{i}", "w").close()
        except OSError as e: print(e.errno == errno.ENOSPC)
    """
    assert (await run_python(backend, source)).stdout == b"True\nTrue\n"


async def test_usage_is_the_kernels(backend: Backend) -> None:
    """TRUE_USAGE: the figures are those of the work, whatever the program says of itself."""
    source = "import time\nend = time.process_time() + 0.3\nwhile time.process_time() < end: pass"
    usage = (await run_python(backend, source)).usage
    assert 0.25 < usage.cpu_s < 0.6
    assert usage.wall_s >= 0.25
    big = (await run_python(backend, "x = bytearray(50 << 20)")).usage
    assert 50 << 20 <= big.memory_bytes < 100 << 20


async def test_cancelling_kills_the_tree_before_it_returns(backend: Backend) -> None:
    """A cancelled run's processes are gone when the call is, and soon."""
    sandbox = backend.open(None)  # type: ignore[arg-type]
    source = "import os, time\nfor _ in range(3): os.fork()\ntime.sleep(600)"
    await run_python(backend, "pass")
    before = _processes()
    loop = asyncio.get_running_loop()
    task = asyncio.create_task(sandbox.run(python_stage(source), 60.0))
    await _settles(lambda: len(_processes() - before) >= 3)
    began = loop.time()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert loop.time() - began < 1.0
    assert len(_processes() - before) <= 1  # the slot's next cell
    await sandbox.close()


async def test_a_killed_zygote_is_our_fault_and_is_replaced(backend: LocalBackend) -> None:
    """A run whose zygote dies is Unavailable; the next run is answered."""
    sandbox = backend.open(None)  # type: ignore[arg-type]
    task = asyncio.create_task(sandbox.run(python_stage("import time; time.sleep(60)"), 60.0))
    await _settles(lambda: len(backend.gate_pids()) == 2)
    await asyncio.sleep(0)
    for pid in backend.gate_pids():
        os.kill(pid, signal.SIGKILL)
    with pytest.raises(Unavailable):
        await task
    await sandbox.close()
    assert (await run_python(backend, "print(1)")).stdout == b"1\n"


async def test_an_unknown_language_is_named(backend: Backend) -> None:
    """A runtime without a row is the task's fault, and the words list what there is."""
    with pytest.raises(InvalidTask, match="cobol"):
        backend.version("cobol")


async def test_native_programs_compile_run_and_end_as_they_end(backend: Backend) -> None:
    """C++: output, compile errors, and signals as a shell would see them."""
    made, ran = await run_cpp(
        backend, "#include <iostream>\nint main(){int a,b;std::cin>>a>>b;std::cout<<a+b;}", b"1 2"
    )
    assert ran is not None
    assert (made.exit_code, ran.stdout, ran.exit_code) == (0, b"3", 0)
    made, ran = await run_cpp(backend, "int main() { return x; }")
    assert ran is None
    assert b"solution.cpp:1:21: error" in made.stderr or b"'x' was not declared" in made.stderr
    _made, ran = await run_cpp(backend, "#include <cstdlib>\nint main() { abort(); }")
    assert ran is not None
    assert (ran.ended, ran.signal) == (Ended.SIGNALED, signal.SIGABRT)
    _made, ran = await run_cpp(
        backend, "#include <sys/ptrace.h>\nint main() { ptrace(PTRACE_TRACEME, 0, 0, 0); }"
    )
    assert ran is not None
    assert ran.ended is Ended.FORBIDDEN


async def test_closing_leaves_nothing() -> None:
    """After close there is no process, mount, control group or descriptor more than before."""
    before = _count()
    backend = LocalBackend(slots=2)
    await backend.start()
    await asyncio.gather(*(run_python(backend, "print(1)") for _ in range(6)))
    await backend.close()
    await _settles(lambda: _count() == before)


# ---------------------------------------------------------------- looking at the host


def _processes() -> set[str]:
    """The processes below this one: what other work the machine does is not ours to count."""
    parents: dict[str, str] = {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        with suppress(OSError):
            parents[name] = Path(f"/proc/{name}/stat").read_text().rsplit(")", 1)[1].split()[1]
    found, front = set[str](), {str(os.getpid())}
    while front:
        front = {child for child, parent in parents.items() if parent in front}
        found |= front
    return found


def _count() -> tuple[int, int, int, int]:
    """Processes below this one, mounts, control groups of ours, open descriptors."""
    own = str(os.getpid())
    mounts = len(Path("/proc/self/mountinfo").read_text().splitlines())
    groups = sum(1 for path in Path("/sys/fs/cgroup").glob(f"**/assay-{own}/*") if path.is_dir())
    return len(_processes()), mounts, groups, len(os.listdir("/proc/self/fd"))


async def _settles(holds: object, seconds: float = 5.0) -> None:
    """Waits for the kernel to be done; fails if it isn't in time."""
    assert callable(holds)
    async with asyncio.timeout(seconds):
        while not holds():
            await asyncio.sleep(0.005)
