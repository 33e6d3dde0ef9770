"""The contract's core without pytest, for an interpreter that has nothing installed beside it.

Run as a program it starts a backend as whoever runs it, and prints a JSON object: for each
check its name and what went wrong, or an empty string.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import time
import traceback
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path

from assay.faults import Unavailable
from assay.runs import Ended
from sandboxes.local import LocalBackend
from tests.sandboxes.programs import run_cpp, run_python

Check = Callable[[LocalBackend], Awaitable[None]]
CHECKS: dict[str, Check] = {}


def check(function: Check) -> Check:
    """Adds a check under its name."""
    CHECKS[function.__name__] = function
    return function


@check
async def it_runs_and_answers(backend: LocalBackend) -> None:
    """Streams and exit code."""
    record = await run_python(
        backend, "import sys\nprint(input()[::-1])\nsys.exit(7)", stdin=b"abc\n"
    )
    assert (record.stdout, record.exit_code) == (b"cba\n", 7), record


@check
async def it_is_nobody_inside(backend: LocalBackend) -> None:
    """A user without a name, rights, processes or descriptors."""
    source = """
        import fcntl, os
        def is_open(n):
            try: fcntl.fcntl(n, fcntl.F_GETFD)
            except OSError: return False
            return True
        print(os.getuid(), os.getpid(), os.getppid(), [n for n in range(5000) if is_open(n)])
        try: os.kill(-1, 9)
        except OSError as error: print(error.errno)
    """
    record = await run_python(backend, source)
    assert record.stdout == b"1000 1 0 [0, 1, 2, 3, 4, 5]\n3\n", record


@check
async def it_reaches_no_network(backend: LocalBackend) -> None:
    """No socket but a pair of streams."""
    source = """
        import socket
        for args in ((2, 1), (10, 1), (16, 3), (1, 1)):
            try: socket.socket(*args); print("made", args)
            except OSError: pass
        try: socket.socketpair(1, 2); print("made a pair of datagrams")
        except OSError: print("none")
    """
    assert (await run_python(backend, source)).stdout == b"none\n"


@check
async def it_sees_no_host_files(backend: LocalBackend) -> None:
    """Neither /proc nor /etc/passwd, and nothing can be written but the scratch."""
    source = """
        import os
        print([p for p in ("/proc", "/sys", "/home", "/etc/passwd", "/var") if os.path.exists(p)])
        for place in ("/", "/usr/lib", "/dev", os.path.dirname(os.__file__)):
            try: open(place + "/x", "w"); print("wrote", place)
            except OSError: pass
        open("/tmp/x", "w").close()
    """
    record = await run_python(backend, source)
    assert (record.stdout, record.exit_code) == (b"[]\n", 0), record


@check
async def it_touches_no_file_of_its_own_user(backend: LocalBackend) -> None:
    """Inside it is the same user to the kernel; leases, times and modes stay shut all the same."""
    source = """
        import fcntl, os, socket
        for attempt in (
            lambda: fcntl.fcntl(open(os.__file__), fcntl.F_SETLEASE, fcntl.F_RDLCK),
            lambda: fcntl.flock(open(os.__file__), fcntl.LOCK_EX),
            lambda: os.utime(os.__file__),
            lambda: os.utime("/dev/null"),
            lambda: os.chmod("/", 0o777),
            lambda: socket.socketpair()[0].getsockopt(1, 77, 4),
        ):
            try: print("did", attempt())
            except OSError: pass
    """
    before = os.stat("/dev/null").st_mtime_ns
    assert (await run_python(backend, source)).stdout == b""
    await run_python(backend, "import os\nfor n in range(6): os.utime(n)")
    assert os.stat("/dev/null").st_mtime_ns == before


@check
async def forbidden_calls_end_it(backend: LocalBackend) -> None:
    """By SIGSYS."""
    for name in ("ptrace", "unshare", "mount", "setns"):
        source = f"import ctypes; ctypes.CDLL(None).{name}(0x10000000, 0, 0, 0, 0)"
        assert (await run_python(backend, source)).ended is Ended.FORBIDDEN, name


@check
async def it_leaves_nothing(backend: LocalBackend) -> None:
    """No process, no file, no shared memory."""
    source = """
        import os, signal, time
        for n in range(4):
            if os.fork() == 0:
                if n == 0: os.kill(os.getpid(), signal.SIGSTOP)
                if os.fork(): os._exit(0)
                time.sleep(600)
        open("/tmp/x", "w").close(); open("/dev/shm/y", "w").close()
        os._exit(0)
    """
    await run_python(backend, "pass")
    before = below()
    assert (await run_python(backend, source)).ended is Ended.EXITED
    await settles(lambda: len(below() - before) <= 1)
    look = "import os; print(os.listdir('/tmp'), os.listdir('/dev/shm'))"
    assert (await run_python(backend, look)).stdout == b"[] []\n"


@check
async def limits_hold(backend: LocalBackend) -> None:
    """Wall clock, cpu of a process, output, memory of a process, processes, disk."""
    run = run_python
    ended = (await run(backend, "import time; time.sleep(9)", wall_s=0.3)).ended
    assert ended is Ended.WALL_LIMIT, ended
    assert (await run(backend, "while True: pass", cpu_s=0.3)).ended is Ended.CPU_LIMIT
    assert (await run(backend, "while True: print('x' * 999)")).ended is Ended.OUTPUT_LIMIT
    record = await run(backend, "x = []\nwhile True: x.append(bytearray(1 << 20))")
    assert record.ended is Ended.MEMORY_LIMIT or b"MemoryError" in record.stderr, record
    bomb = """
        import os, time
        made = 0
        try:
            for _ in range(1000):
                if os.fork() == 0: time.sleep(60)
                made += 1
        except OSError: print(made, flush=True)
        os._exit(0)
    """
    assert 0 < int((await run(backend, bomb, processes=16)).stdout) <= 16
    full = """
        try:
            with open("/tmp/x", "wb") as file:
                for _ in range(64): file.write(bytes(1 << 20))
        except OSError: print("full")
    """
    assert (await run(backend, full)).stdout == b"full\n"


@check
async def a_crowd_at_its_limit_hurts_no_neighbour(backend: LocalBackend) -> None:
    """All runs are one user to the kernel, which counts processes, signals and pipes by user."""
    bomb = """
        import ctypes, os, signal, time
        libc = ctypes.CDLL(None); timer = ctypes.c_int()
        while libc.timer_create(0, 0, ctypes.byref(timer)) == 0: pass
        try:
            while True:
                if os.fork() == 0: time.sleep(60)
        except OSError: pass
        time.sleep(0.6); os._exit(0)
    """
    honest = """
        import ctypes, os, time
        time.sleep(0.3)
        timer = ctypes.c_int()
        print(ctypes.CDLL(None).timer_create(0, 0, ctypes.byref(timer)))
        for _ in range(5):
            if os.fork() == 0: os._exit(0)
            os.wait()
    """
    runs = [run_python(backend, source) for source in (bomb, bomb, honest)]
    *_bombs, neighbour = await asyncio.gather(*runs)
    assert (neighbour.stdout, neighbour.exit_code) == (b"0\n", 0), neighbour


@check
async def a_machine_out_of_memory_takes_it_first(backend: LocalBackend) -> None:
    """No control group bounds the tree here, so the kernel must not look among the user's own."""
    await run_python(backend, "pass")
    cells = [pid for pid in below() if _oom_score_adjustment(pid) == 1000]
    assert len(cells) >= 1, below()


def _oom_score_adjustment(pid: int) -> int:
    with suppress(OSError):
        return int(Path(f"/proc/{pid}/oom_score_adj").read_text())
    return 0


@check
async def a_killed_zygote_is_replaced(backend: LocalBackend) -> None:
    """The run that it had is our fault; the next one is answered."""
    task = asyncio.create_task(run_python(backend, "import time; time.sleep(60)", wall_s=60.0))
    await asyncio.sleep(0.2)
    for pid in backend.gate_pids():
        os.kill(pid, signal.SIGKILL)
    try:
        await task
    except Unavailable:
        pass
    else:
        raise AssertionError("the run was answered")
    assert (await run_python(backend, "print(1)")).stdout == b"1\n"


@check
async def native_programs_run(backend: LocalBackend) -> None:
    """C++, if there is a compiler."""
    if not os.path.exists("/usr/bin/g++"):
        return
    _made, ran = await run_cpp(backend, '#include <cstdio>\nint main() { puts("on"); }')
    assert ran is not None
    assert ran.stdout == b"on\n"


# ---------------------------------------------------------------- running them


def below() -> set[int]:
    """The processes below this one."""
    tree: dict[int, list[int]] = {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        with suppress(OSError):
            parent = Path(f"/proc/{name}/stat").read_text().rsplit(")", 1)[1].split()[1]
            tree.setdefault(int(parent), []).append(int(name))
    found, front = set[int](), {os.getpid()}
    while front:
        front = {child for parent in front for child in tree.get(parent, ())}
        found |= front
    return found


async def settles(holds: Callable[[], bool]) -> None:
    """Waits for the kernel to be done."""
    end = time.monotonic() + 5
    while not holds():
        assert time.monotonic() < end, "it does not settle"
        await asyncio.sleep(0.01)


async def main() -> dict[str, str]:
    """What went wrong in each check."""
    told: dict[str, str] = {}
    backend = LocalBackend(slots=4)
    await backend.start()
    for name, function in CHECKS.items():
        try:
            await function(backend)
            told[name] = ""
        except Exception:
            told[name] = traceback.format_exc()
    await backend.close()
    told["closing_leaves_nothing"] = "".join(f"process {pid} is left\n" for pid in below())
    return told


if __name__ == "__main__":
    json.dump(asyncio.run(main()), sys.stdout)
