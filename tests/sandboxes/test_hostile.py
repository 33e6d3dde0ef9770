"""Small hostile programs that know the sandbox's source: what each tries, and what must happen."""

from __future__ import annotations

import asyncio
import gc
import os
import resource
import signal
import sys
import textwrap
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from pathlib import Path

import pytest
import pytest_asyncio

from assay.faults import Unavailable
from assay.runs import (
    AnswerCalls,
    CompileSource,
    EncodedCall,
    Ended,
    Examine,
    Process,
    ProcessRecord,
    Role,
    RunPlan,
    ServeModule,
    Stage,
)
from assay.types import Limits, ProgramRunner
from sandboxes.contract import Promise
from sandboxes.local import LocalBackend, seccomp, syscalls
from tests.sandboxes.programs import QUICK, python_stage, run_cpp, run_python

pytestmark = [pytest.mark.sandbox, pytest.mark.asyncio(loop_scope="module")]

PLAN = RunPlan((), 60.0)
_ROOT = Path(__file__).resolve().parents[2]


TOOLS = f"""
import ctypes, errno, fcntl, mmap, os, resource, select, signal, socket, struct, sys, time
LIBC = ctypes.CDLL(None, use_errno=True)
LIBC.syscall.restype = ctypes.c_long
NUMBERS = {seccomp.read_numbers(syscalls.machine())}

def call(name, *args):
    "What a system call gives back, or its error's name."
    number = name if isinstance(name, int) else NUMBERS[name]
    words = [ctypes.c_long(a) if isinstance(a, int) else a for a in args]
    got = LIBC.syscall(ctypes.c_long(number), *words)
    return errno.errorcode[ctypes.get_errno()] if got == -1 else got

def tried(attempt, *args):
    "What a function gives back, or its error's name."
    try: return attempt(*args)
    except OSError as error: return errno.errorcode[error.errno]

def forked(work):
    "A child that does something for ever after."
    pid = os.fork()
    if pid == 0:
        try: work()
        finally: os._exit(0)
    return pid
"""


def armed(source: str) -> str:
    """A program with TOOLS in front."""
    return TOOLS + textwrap.dedent(source)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def backend() -> AsyncIterator[LocalBackend]:
    """One for all programs of this file: the next one lives with what the last one left."""
    started = LocalBackend(slots=4)
    await started.start()
    try:
        yield started
    finally:
        await started.close()


def counts_trees(backend: LocalBackend) -> bool:
    """Whether control groups bound a run's whole tree here."""
    return backend.standings()[Promise.LIMITS_MEMORY].holds


# ---------------------------------------------------------------- calls that are refused

REFUSED = {
    "leases of the host's files": (
        "print(tried(fcntl.fcntl, open(os.__file__), fcntl.F_SETLEASE, fcntl.F_RDLCK))",
        "EACCES",
    ),
    "notices of others' use of a folder": (
        """
        folder = os.open(os.path.dirname(os.__file__), os.O_RDONLY)
        print(tried(fcntl.fcntl, folder, fcntl.F_NOTIFY, fcntl.DN_ACCESS))
        """,
        "EACCES",
    ),
    "locks on the host's files, for other runs to meet": (
        "print(tried(fcntl.flock, open(os.__file__), fcntl.LOCK_EX))",
        "EACCES",
    ),
    "what of the host's files is in memory: mincore": (
        """
        page = mmap.mmap(-1, 4096)
        print(call("mincore", ctypes.byref(ctypes.c_char.from_buffer(page)), 4096, bytes(1)))
        """,
        "EACCES",
    ),
    "what of the host's files is in memory: RWF_NOWAIT": (
        'print(call("preadv2", os.open(os.__file__, os.O_RDONLY), None, 0, 0, 0, 8))',
        "ENOSYS",
    ),
    "datagrams, which can be named": ("print(tried(socket.socketpair, 1, 2))", "EACCES"),
    "raw sockets, which are datagrams": ("print(tried(socket.socketpair, 1, 3))", "EACCES"),
    "a family in the high word": (
        'print(call("socketpair", 1 << 32 | 2, 1, 0, bytes(8)))',
        "EACCES",
    ),
    "a stream that is sent to a name": (
        """
        ours, theirs = socket.socketpair()
        ours.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        print(tried(lambda: ours.sendmsg([b"x"], [], 0, b"\\0assay")), ours.getsockname())
        """,
        "EISCONN ",
    ),
    "packets that are sent to a name": (
        """
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        ours.sendmsg([b"x"], [], 0, b"\\0assay")
        print(theirs.recv(9))
        """,
        "b'x'",  # the name is not looked at
    ),
    "a program in the kernel, by a socket": (
        "print(tried(socket.socketpair()[0].setsockopt, 1, 26, bytes(16)))",
        "EACCES",
    ),
    "a handle to the service, by a socket": (
        "print(tried(socket.socketpair()[0].getsockopt, 1, 77, 4))",
        "EACCES",
    ),
    "typing into a terminal, in the high word": (
        'print(call("ioctl", 0, 1 << 32 | 0x5412, bytes(1)))',
        "ENOTTY",
    ),
    "the flags of the host's files": (
        'print(call("ioctl", os.open(os.__file__, os.O_RDONLY), 0x80086601, bytes(8)))',
        "ENOTTY",
    ),
    "huge pages": (
        'print(call("mmap", 0, 2 << 20, 3, 0x40022, -1, 0), call("memfd_create", b"x", 4))',
        "ENOMEM ENOMEM",
    ),
    "a core's other threads": ('print(call("prctl", 62, 1, 0, 0, 0))', "EACCES"),
    "to outlive its parent": (
        """
        call("prctl", 1, 0, 0, 0, 0)
        told = ctypes.c_int()
        call("prctl", 2, ctypes.byref(told), 0, 0, 0)
        print(told.value)
        """,
        "9",
    ),
    "a crash handler of the host": (
        """
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.prlimit(0, resource.RLIMIT_CORE, (0, 0))
        print(resource.getrlimit(resource.RLIMIT_CORE)[0] == OF_THE_ROOM)
        """,
        "True",
    ),
    "the host's disks": (
        """
        file = os.open(os.__file__, os.O_RDONLY)
        print(os.sync(), os.fsync(file), os.fdatasync(file), call("syncfs", file))
        """,
        "None None None 0",  # as if
    ),
    "a share of the processors for each child": (
        """
        if os.fork() == 0:
            os.setsid(); print(os.getsid(0)); sys.stdout.flush(); os._exit(0)
        os.wait()
        """,
        "1",
    ),
    "an address space with guessable places": ('print(call("personality", 0x40000))', "EACCES"),
    "memory that can't be given back": ('print(call("mlockall", 3))', "EACCES"),
    "another's shared memory": ('print(call("shmget", 1, 4096, 0o1666))', "EACCES"),
    "another's messages": ('print(call("msgget", 1, 0o1666))', "EACCES"),
    "another's semaphores": ('print(call("semget", 1, 1, 0o1666))', "EACCES"),
    "a named queue": ('print(call("mq_open", b"assay", 0o102, 0o666, 0))', "EACCES"),
    "a disk of its own": ("print(tried(os.mknod, 'sda', 0o60666, 8 << 8))", "EACCES"),
    "a pipe with a name": ("print(tried(os.mkfifo, 'pipe'))", "EACCES"),
    "another user": ("print(tried(os.setuid, 0), tried(os.setgroups, [0]))", "EACCES EACCES"),
    "a priority": (
        "print(tried(os.nice, -5), tried(os.sched_setscheduler, 0, 1, os.sched_param(1)))",
        "EPERM EACCES",
    ),
    "capabilities": (
        """
        header, held = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
        call("capget", header, held)
        print(any(held), call("capset", header, (ctypes.c_uint32 * 6)(*[2**32 - 1] * 6)))
        """,
        "False EACCES",
    ),
    "a name for all": (
        "print(tried(socket.sethostname, 'x'), os.uname().nodename)",
        "EACCES sandbox",
    ),
    "calls without a filter": ('print(call("io_uring_setup", 8, bytes(120)))', "ENOSYS"),
    "flags that no filter sees": ('print(call("clone3", bytes(88), 88))', "ENOSYS"),
    "memory that the kernel doesn't see": ("print(call(447, 0))", "ENOSYS"),
    "pages of its own that others then write: vmsplice": (
        "print(call(278 if NUMBERS['read'] == 0 else 75))",
        "ENOSYS",
    ),
    "watching all files": ('print(call("fanotify_init", 0, 0))', "EACCES"),
}  # fmt: skip


@pytest.mark.parametrize(("source", "told"), REFUSED.values(), ids=REFUSED.keys())
async def test_it_is_told_no(backend: LocalBackend, source: str, told: str) -> None:
    """What an honest library could ask is answered with a no, or with a harmless yes."""
    hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
    core = 1 if hard != 0 or os.geteuid() == 0 else 0
    record = await run_python(backend, f"OF_THE_ROOM = {core}" + armed(source))
    assert record.stdout.decode().strip("\n") == told, record.stderr.decode()


HONEST = {
    "files": """
        import shutil, tempfile
        with tempfile.NamedTemporaryFile("w+", delete=False) as file:
            file.write("abc"); file.flush(); os.fsync(file.fileno())
            fcntl.lockf(file, fcntl.LOCK_EX); fcntl.lockf(file, fcntl.LOCK_UN)
        shutil.copy(file.name, "copy"); os.posix_fadvise(0, 0, 0, os.POSIX_FADV_SEQUENTIAL)
        fd, into = os.open("copy", os.O_RDONLY), bytearray(3)
        os.preadv(fd, [into], 0)
        with open("copy", "r+b") as file, mmap.mmap(file.fileno(), 0) as page:
            page[0:1] = b"x"; page.flush()
        print(into.decode(), open("copy").read())
        """,
    "sqlite": """
        import sqlite3
        with sqlite3.connect("base") as base:
            base.execute("pragma journal_mode = wal")
            base.execute("create table t (x)"); base.execute("insert into t values (7)")
        print(sqlite3.connect("base").execute("select x from t").fetchone()[0])
        """,
    "many processes": """
        import multiprocessing
        with multiprocessing.get_context("fork").Pool(2) as pool: print(pool.map(abs, [-1, -2]))
        """,
    "a program in a session of its own": """
        import subprocess
        try: subprocess.run(["/nowhere"], start_new_session=True)
        except FileNotFoundError: print("none")
        """,
    "loops, threads, pairs": """
        import asyncio, concurrent.futures
        async def main():
            loop = asyncio.get_running_loop()
            with concurrent.futures.ThreadPoolExecutor(2) as pool:
                return await loop.run_in_executor(pool, sum, [1, 2])
        ours, theirs = socket.socketpair(); ours.settimeout(1); ours.send(b"x")
        print(asyncio.run(main()), theirs.recv(1), sys.stdout.isatty())
        """,
    "a guard of its own": """
        import faulthandler
        faulthandler.disable()
        for kind in (resource.RLIMIT_AS, resource.RLIMIT_DATA):
            tried(resource.setrlimit, kind, (1 << 27, 1 << 27))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0)); print("on")
        """,
}  # fmt: skip


@pytest.mark.parametrize("source", HONEST.values(), ids=HONEST.keys())
async def test_honest_programs_notice_nothing(backend: LocalBackend, source: str) -> None:
    """What is refused to hostile ones is no part of what others use."""
    record = await run_python(backend, armed(source))
    assert (record.exit_code, record.stderr) == (0, b"")
    assert record.stdout


DEADLY = [
    "add_key",
    "request_key",
    "keyctl",
    "bpf",
    "perf_event_open",
    "userfaultfd",
    "process_vm_readv",
    "process_vm_writev",
    "pidfd_getfd",
    "kcmp",
    "setns",
    "open_tree",
    "move_mount",
    "fsopen",
    "fspick",
    "mount_setattr",
    "pivot_root",
    "chroot",
    "umount2",
    "name_to_handle_at",
    "open_by_handle_at",
    "init_module",
    "kexec_load",
    "swapon",
    "reboot",
    "syslog",
    "acct",
    "quotactl",
    "clock_settime",
]


@pytest.mark.parametrize("name", DEADLY)
async def test_it_dies_of_asking(backend: LocalBackend, name: str) -> None:
    """What no honest program asks ends the run, in a child and a thread as well."""
    record = await run_python(backend, armed(f"print(call({name!r}, 0, 0, 0, 0, 0))"))
    assert (record.ended, record.stdout) == (Ended.FORBIDDEN, b"")


KILLED = {
    "new namespaces beside unknown bits": 'call("clone", 0x1_1000_0011, 0, 0, 0, 0)',
    "a time namespace, among the bits of the exit signal": 'call("clone", 0x91, 0, 0, 0, 0)',
    "the numbers of 32 bits": """
        code = mmap.mmap(-1, 4096, prot=7)
        code.write(bytes.fromhex("b814000000cd80c3"))  # mov eax, getpid; int 0x80; ret
        at = ctypes.addressof(ctypes.c_char.from_buffer(code))
        ctypes.CFUNCTYPE(ctypes.c_int)(at)()
        """,
    "from a thread": """
        import threading
        threading.Thread(target=lambda: call("ptrace", 0, 0, 0, 0)).start(); time.sleep(9)
        """,
}


@pytest.mark.parametrize("source", KILLED.values(), ids=KILLED.keys())
async def test_no_other_way_of_asking(backend: LocalBackend, source: str) -> None:
    """High words, other bitnesses and other threads are no way past the filter."""
    if "int 0x80" in source and syscalls.machine() != "x86_64":
        pytest.skip("the machine has no second table of system calls")
    record = await run_python(backend, armed(source) + "\nprint('lived')")
    assert record.ended in (Ended.FORBIDDEN, Ended.SIGNALED)
    assert record.stdout == b""


# ---------------------------------------------------------------- what lies about

FINDS = {
    "descriptors": (
        """
        print([n for n in range(70000) if tried(fcntl.fcntl, n, fcntl.F_GETFD) != "EBADF"])
        """,
        "[0, 1, 2, 3, 4, 5]",
    ),
    "the figures of the run before it": (
        """
        import gc
        frame, names = sys._getframe(), []
        while frame:
            if frame.f_code.co_filename.endswith(("slot.py", "zygote.py")):
                names += [type(value).__name__ for value in frame.f_locals.values()]
            frame = frame.f_back
        names += [type(value).__name__ for value in gc.get_objects()]
        print({"Over", "Start"} & set(names))
        """,
        "set()",
    ),
    "the service's environment": ('print(os.environ.get("ASSAY_TEST_SECRET"))', "None"),
    "processes": (
        """
        found = [n for n in range(1, 40000) if tried(os.kill, n, 0) is None]
        handles = [n for n in range(1, 40000) if call("pidfd_open", n, 0) != "ESRCH"]
        print(found, handles, os.getppid(), tried(os.kill, -1, 9), tried(os.kill, 0, 0))
        """,
        "[1] [1] 0 ESRCH None",
    ),
    "a way up": (
        """
        os.symlink("/proc/1/root", "up")
        print(tried(os.listdir, "up"), os.path.exists("/proc"),
              os.listdir("../../..") == os.listdir("/"))
        """,
        "ENOENT False True",
    ),
    "a place to write": (
        """
        places = [os.path.dirname(os.__file__), "/usr/lib", "/dev", "/etc", "/"]
        print({tried(open, f"{place}/x", "w") for place in places},
              {tried(os.chmod, place, 0o777) for place in places},
              {tried(os.utime, f"/dev/{name}") for name in ("null", "zero", "full", "random")})
        """,
        "{'EROFS'} {'EROFS'} {'EROFS'}",
    ),
    "programs that are more than itself": (
        """
        found = []
        for folder, _folders, files in os.walk("/"):
            for name in files:
                path = os.path.join(folder, name)
                mode = os.lstat(path).st_mode
                if mode & 0o170000 == 0o100000 and mode & 0o6000: found.append(path)
        print({bool(os.statvfs(path).f_flag & os.ST_NOSUID) for path in [*found, "/", "/tmp"]})
        """,
        "{True}",
    ),
    "limits that can be raised": (
        """
        kinds = "CPU FSIZE NOFILE NPROC MEMLOCK MSGQUEUE SIGPENDING NICE RTPRIO".split()
        def raised(kind):
            number = getattr(resource, f"RLIMIT_{kind}")
            before = resource.getrlimit(number)
            try: resource.setrlimit(number, (-1, -1))
            except ValueError: return False
            return resource.getrlimit(number) != before  # or it is pretended
        print([kind for kind in kinds if raised(kind)])
        """,
        "[]",
    ),
    "a program of its own, from memory": (
        """
        loader = next(
            f"{folder}/{name}" for folder in ("/lib64", "/lib", "/usr/lib64")
            if os.path.isdir(folder) for name in os.listdir(folder) if name.startswith("ld-linux"))
        fd = os.memfd_create("x"); os.write(fd, open(loader, "rb").read())
        if os.fork() == 0:
            os.dup2(os.memfd_create("y"), 1)
            os.execve(fd, ["x", "--version"], {})
        print(os.wait()[1])
        """,
        "0",  # and it has what its parent has
    ),
}  # fmt: skip


@pytest.mark.parametrize(("source", "told"), FINDS.values(), ids=FINDS.keys())
async def test_it_finds_nothing(
    backend: LocalBackend, source: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is in reach of a program is its own."""
    monkeypatch.setenv("ASSAY_TEST_SECRET", "x")
    await run_python(backend, "import sys; sys.exit(7)")
    record = await run_python(backend, armed(source))
    assert record.stdout.decode().strip() == told, record.stderr.decode()


async def test_it_can_not_touch_the_hosts_null(backend: LocalBackend) -> None:
    """The times of /dev/null would be seen by every other run."""
    before = os.stat("/dev/null").st_mtime_ns
    await run_python(backend, "import os\nfor n in range(6): os.utime(n)")
    assert os.stat("/dev/null").st_mtime_ns == before


async def test_the_channel_leads_to_the_examiner_only(backend: LocalBackend) -> None:
    """Through the channel's socket a candidate gets no hold of the service, and the examiner
    takes no descriptors from it."""
    source = armed("""
        end = socket.socket(fileno=os.dup(6))
        told = [tried(end.getsockopt, 1, 77, 4), tried(end.setsockopt, 1, 76, 1)]
        told.append(struct.unpack("3i", end.getsockopt(1, socket.SO_PEERCRED, 12))[0])
        def f():
            import array
            body = b'{"op": "nothing"}'
            end.sendmsg([len(body).to_bytes(4, "big") + body],
                        [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [1] * 200))])
            return told
        os.write(1, repr(told).encode())
    """)
    program = textwrap.dedent("""
        import os
        before = os.dup(0)
        os.close(before)
        try: f()
        finally: assert os.dup(0) == before
    """)
    candidate = Process(Role.CANDIDATE, "python", ServeModule("", source, "solution"), QUICK)
    job = Examine("t", program, ProgramRunner.SCRIPT, "", "solution", ("f",))
    stage = Stage("t", (candidate, Process(Role.EXAMINER, "examiner", job, QUICK)))
    record = await backend.open(PLAN).run(stage, 9.0)
    assert record.processes[0].stdout == b"['EACCES', 'EACCES', 0]"
    assert b"passed" not in record.processes[1].testimony


# ---------------------------------------------------------------- staying behind

STAYS = {
    "stopped": "forked(lambda: os.kill(os.getpid(), signal.SIGSTOP)); time.sleep(0.1)",
    "dead and never buried": "[forked(lambda: None) for _ in range(9)]; time.sleep(0.05)",
    "deaf to signals": """
        def deaf():
            signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65)); time.sleep(600)
        forked(deaf)
        """,
    "waiting in vfork": """
        forked(lambda: call("vfork") or time.sleep(600)); time.sleep(0.1)
        """,
    "children of dead children": """
        forked(lambda: forked(lambda: forked(lambda: time.sleep(600)))); time.sleep(0.05)
        """,
    "forking as fast as it can": """
        def chain():
            while True:
                if os.fork(): os._exit(0)
        for _ in range(4): forked(chain)
        """,
    "threads that never end": """
        import threading
        for _ in range(8): threading.Thread(target=time.sleep, args=(600,), daemon=True).start()
        """,
    "full pipes and sockets": """
        for _ in range(8):
            ours, theirs = socket.socketpair()
            forked(lambda: ours.sendall(bytes(1 << 24)))
        """,
    "without its first process": "forked(lambda: time.sleep(600)); os.kill(1, 9); os._exit(0)",
}


@pytest.mark.parametrize("source", STAYS.values(), ids=STAYS.keys())
async def test_it_does_not_stay(backend: LocalBackend, source: str) -> None:
    """Whatever a run leaves is gone when it is over, and soon."""
    await run_python(backend, "pass")
    before = processes()
    record = await run_python(backend, armed(source) + "\nos._exit(0)")
    assert (record.ended, record.exit_code, record.stderr) == (Ended.EXITED, 0, b"")
    assert record.usage.wall_s < 2
    await settles(lambda: len(processes() - before) <= 1)  # the slot's next cell


async def test_a_run_does_not_outlive_its_slot(backend: LocalBackend) -> None:
    """Even one that wants no signal when its parent dies."""
    source = armed('call("prctl", 1, 0, 0, 0, 0)\nwhile True: pass')
    before = processes()
    task = asyncio.create_task(run_python(backend, source, wall_s=60.0, cpu_s=60.0))
    os.kill(await a_busy_slot(backend), signal.SIGKILL)
    with pytest.raises(Unavailable):
        await task
    await settles(lambda: not processes() - before)
    assert (await run_python(backend, "print(1)")).stdout == b"1\n"


# ---------------------------------------------------------------- using up what is shared

HOGS = {
    "pages of pipes": """
        held = []
        for _ in range(100):
            ours = os.pipe(); held.append(ours)
            tried(fcntl.fcntl, ours[1], 1031, 1 << 20)
            os.set_blocking(ours[1], False)
            while tried(os.write, ours[1], bytes(1 << 16)) != "EAGAIN": pass
        """,
    "buffers of sockets": """
        held = []
        for _ in range(110):
            ours = socket.socketpair(); held.append(ours); ours[0].setblocking(False)
            ours[0].setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 24)
            while tried(ours[0].send, bytes(1 << 15)) != "EAGAIN": pass
        """,
    "sockets in sockets": """
        import array
        first = ours = socket.socketpair()
        for n in range(2000):
            inner = socket.socketpair(); fds = array.array("i", [s.fileno() for s in inner])
            ours[0].setblocking(False)
            told = tried(ours[0].sendmsg, [b"x"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, fds)])
            if told != 1: break
            ours = inner
        print("bounded", n < 1999)
        """,
    "tables of pages": """
        size = 1 << 42
        at = call("mmap", 0, size, 3, 0x4022, -1, 0)
        if at == "ENOMEM": raise MemoryError
        for n in range(0, size, 2 << 20): ctypes.c_char.from_address(at + n).value = b"x"
        """,
    "files without names": """
        for _ in range(200):
            fd = os.memfd_create("x"); os.posix_fallocate(fd, 0, 7 << 20)
        """,
    "files that are larger than any": """
        fd = os.memfd_create("x")
        print("bounded", tried(os.ftruncate, fd, 1 << 40),
              tried(os.posix_fallocate, fd, 0, 1 << 40),
              tried(os.sendfile, fd, os.open("/dev/zero", 0), 0, 1 << 30) != 1 << 30)
        """,
    "timers": """
        one = ctypes.c_int()
        made = 0
        while call("timer_create", 0, 0, ctypes.byref(one)) == 0 and made < 5000: made += 1
        print("bounded", made <= 1024)
        """,
    "queued signals": """
        signal.pthread_sigmask(signal.SIG_BLOCK, [40])
        sent = 0
        while LIBC.sigqueue(os.getpid(), 40, 0) == 0 and sent < 5000: sent += 1
        print("bounded", sent <= 1024)
        """,
    "threads": """
        import threading
        made = 0
        try:
            for made in range(2000): threading.Thread(target=time.sleep, args=(9,)).start()
        except RuntimeError: print("bounded", made <= 40, flush=True)
        os._exit(0)
        """,
    "folders in folders": """
        made = 0
        while tried(os.mkdir, "x" * 200) is None: made += 1; os.chdir("x" * 200)
        print("bounded", made <= 64)
        """,
    "links": """
        open("x", "w").close(); made = 0
        while tried(os.link, "x", str(made)) is None: made += 1
        print("bounded", made <= 64)
        """,
    "names that don't exist": """
        for n in range(20000): os.path.exists(f"/usr/lib/{n:0200}")
        """,
    "arguments": """
        loader = os.memfd_create("x")
        print("bounded", tried(os.execve, loader, ["x" * 100000] * 2000, {}))
        """,
    "epolls in epolls": """
        outer = select.epoll(); told = None; held = []
        for n in range(100):
            inner = select.epoll(); told = tried(inner.register, outer.fileno(), 1)
            if told: break
            held.append(outer); outer = inner
        print("bounded", told, n < 9)
        """,
    "locks": """
        file = open("x", "w")
        for n in range(0, 10000, 2): fcntl.lockf(file, fcntl.LOCK_EX, 1, n)
        """,
    "the machine's first descriptors": """
        held = []
        while (fd := tried(os.dup, 0)) != "EMFILE": held.append(fd)
        print("bounded", len(held) <= 256)
        """,
}  # fmt: skip


@pytest.mark.parametrize("source", HOGS.values(), ids=HOGS.keys())
async def test_it_uses_up_its_own_only(backend: LocalBackend, source: str) -> None:
    """It meets a bound, and dies of it or goes on; its neighbour meanwhile notices nothing."""
    honest = armed("""
        end = time.monotonic() + 0.2
        while time.monotonic() < end: pass
        ours, theirs = os.pipe(); os.write(theirs, bytes(30000))
        pid = os.fork() or os._exit(0); os.wait()
        print(len(os.read(ours, 65536)), len(bytearray(40 << 20)), len(os.listdir("/tmp")))
    """)
    end = "\nprint('bounded')\nsys.stdout.flush(); os._exit(0)"
    hog, neighbour = await asyncio.gather(
        run_python(backend, armed(source) + end), run_python(backend, honest)
    )
    assert neighbour.stdout == b"30000 41943040 0\n", neighbour
    if hog.ended is Ended.EXITED:
        assert b"bounded" in hog.stdout or b"MemoryError" in hog.stderr, hog.stderr.decode()
        assert b"False" not in hog.stdout
    else:
        assert hog.ended in (Ended.MEMORY_LIMIT, Ended.CPU_LIMIT, Ended.WALL_LIMIT)
    if counts_trees(backend):
        assert hog.usage.memory_bytes <= QUICK.memory_bytes + (16 << 20)
    after = await run_python(backend, honest)
    assert after.stdout == b"30000 41943040 0\n"


BURNS = {
    "each process a little": """
        def burn():
            end = time.process_time() + 0.03
            while time.process_time() < end: pass
        while True:
            if os.fork() == 0: burn(); os._exit(0)
            os.wait()
        """,
    "a chain of children that nobody waits for": """
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        def chain():
            while True:
                end = time.process_time() + 0.03
                while time.process_time() < end: pass
                if os.fork(): os._exit(0)
        forked(chain); time.sleep(9)
        """,
    "threads": """
        import hashlib, threading
        work = bytes(1 << 20)
        def burn():
            while True: hashlib.sha256(work)
        for _ in range(4): threading.Thread(target=burn).start()
        """,
}


@pytest.mark.parametrize("source", BURNS.values(), ids=BURNS.keys())
async def test_cpu_time_is_counted_whoever_burns_it(backend: LocalBackend, source: str) -> None:
    """LIMITS_CPU, TRUE_USAGE: no process reaches the limit; the tree does, and is told so."""
    if not counts_trees(backend):
        pytest.skip("no control group can be written here, so a whole tree has no bound")
    record = await run_python(backend, armed(source), cpu_s=0.5, wall_s=9.0)
    assert record.ended is Ended.CPU_LIMIT
    assert 0.4 < record.usage.cpu_s < 2.0


async def test_a_crowd_does_not_starve_its_neighbour(backend: LocalBackend) -> None:
    """Thirty spinning processes have the share of one run, whatever sessions they would make."""
    if not Path("/proc/sys/kernel/sched_autogroup_enabled").exists():
        pytest.skip("the kernel groups no sessions")
    if Path("/proc/sys/kernel/sched_autogroup_enabled").read_text().strip() != "1":
        pytest.skip("the kernel groups no sessions here")
    work = "import time\nend = time.process_time() + 0.3\nwhile time.process_time() < end: pass"
    crowd = armed("""
        def spin():
            os.setsid()
            while True: pass
        for _ in range(30): forked(spin)
        spin()
    """)
    alone = (await run_python(backend, work)).usage.wall_s
    hog = asyncio.create_task(run_python(backend, crowd, cpu_s=8, wall_s=2.5))
    await asyncio.sleep(0.3)
    beside = (await run_python(backend, work, wall_s=9.0)).usage.wall_s
    assert (await hog).ended in (Ended.WALL_LIMIT, Ended.CPU_LIMIT)
    assert beside < 5 * alone + 0.5


# ---------------------------------------------------------------- output

FLOODS = {
    "sparse": "os.ftruncate(1, 7 << 20); time.sleep(9)",
    "by children": """
        for _ in range(8): forked(lambda: [os.write(1, bytes(1 << 20)) for _ in range(100)])
        time.sleep(9)
        """,
    "sealed": """
        os.write(1, bytes(2 << 20))
        tried(fcntl.fcntl, 1, 1033, 2 | 4 | 8); time.sleep(9)
        """,
    "mapped": """
        os.ftruncate(1, 2 << 20); page = mmap.mmap(1, 2 << 20); page.write(b"x" * (2 << 20))
        time.sleep(9)
        """,
}  # fmt: skip


@pytest.mark.parametrize("source", FLOODS.values(), ids=FLOODS.keys())
async def test_floods_end_a_run(backend: LocalBackend, source: str) -> None:
    """LIMITS_OUTPUT, by whatever way bytes come into a stream."""
    record = await run_python(backend, armed(source))
    assert record.ended is Ended.OUTPUT_LIMIT
    assert len(record.stdout) <= QUICK.output_bytes


async def test_replies_are_as_many_as_calls(backend: LocalBackend) -> None:
    """Sixteen million lines of replies cost the service no more than one does."""
    source = (
        "import os\ndef f():\n    for _ in range(7): os.write(5, b'\\n' * (1 << 20))\n    return 1"
    )
    job = AnswerCalls("", source, (EncodedCall("f", "[]", "{}"),) * 2)
    process = Process(Role.CANDIDATE, "python", job, QUICK)
    record = await backend.open(PLAN).run(Stage("c", (process,)), 9.0)
    assert len(record.processes[0].replies) == 2


# ---------------------------------------------------------------- native programs

NATIVE = {
    "starving its init": "struct rlimit l = {3, 3}; prlimit(1, RLIMIT_FSIZE, &l, 0);",
    "killing its init": "kill(1, SIGKILL); kill(1, SIGTERM); kill(1, SIGINT); kill(1, SIGSTOP);",
    "leaving its init alone": "if (fork() == 0) { setsid(); for (;;) pause(); }",
    "finding descriptors": (
        "for (int i = 3; i < 70000; i++) if (fcntl(i, F_GETFD) >= 0) return 9;"
    ),
}


@pytest.mark.parametrize("body", NATIVE.values(), ids=NATIVE.keys())
async def test_a_native_program_chooses_no_fault(backend: LocalBackend, body: str) -> None:
    """Its init, PID 1, is at its mercy in some ways; what comes of that is the program's own."""
    source = (
        "#include <fcntl.h>\n#include <signal.h>\n#include <sys/resource.h>\n#include <unistd.h>\n"
        f'int main() {{ {body} write(1, "on", 2); return 0; }}'
    )
    _made, ran = await run_cpp(backend, source)
    assert ran is not None
    assert ran.ended in (Ended.EXITED, Ended.SIGNALED)
    assert ran.exit_code != 9


async def test_an_artifact_takes_nothing_from_later_runs(backend: LocalBackend) -> None:
    """Its pages are not charged to the slot that wrote it, for as long as it is kept."""
    big = "static const char x[24 << 20] = {1}; int main(int n, char **) { return x[n]; }"
    roomy = Limits(memory_bytes=512 << 20, disk_bytes=64 << 20)
    kept = [backend.open(PLAN) for _ in range(4)]
    try:
        for sandbox in kept:
            process = Process(Role.COMPILE, "cpp", CompileSource(big), roomy)
            made = await sandbox.run(Stage("compile", (process,)), 30.0)
            assert made.processes[0].exit_code == 0
        small = (
            "#include <stdlib.h>\n#include <string.h>\n"
            "int main() { memset(malloc(40 << 20), 1, 40 << 20); }"
        )
        _made, ran = await run_cpp(backend, small, memory_bytes=64 << 20)
        assert ran is not None
        assert (ran.ended, ran.exit_code) == (Ended.EXITED, 0)
    finally:
        for sandbox in kept:
            await sandbox.close()


# ---------------------------------------------------------------- one run and another


async def test_a_child_that_was_killed_for_memory_is_not_the_next_runs(
    backend: LocalBackend,
) -> None:
    """The next run in the slot ends as it ends."""
    source = armed("""
        def hog():
            held = []
            while True: held.append(bytearray(1 << 20))
        forked(hog); os.wait()
    """)
    assert (await run_python(backend, source)).ended is Ended.EXITED
    after = await run_python(backend, "import sys; sys.exit(1)")
    assert (after.ended, after.exit_code) == (Ended.EXITED, 1)


async def test_runs_at_once_do_not_meet(backend: LocalBackend) -> None:
    """Signals, scratch folders, shared memory and memory's end stay in their own run."""
    victim = armed("""
        open("/dev/shm/mine", "w").write("x"); time.sleep(0.5); print(sorted(os.listdir("/tmp")))
    """)
    raider = armed("""
        time.sleep(0.1)
        for n in [*range(2, 3000), -1]: tried(os.kill, n, 9)
        print(os.listdir("/tmp"), os.listdir("/dev/shm"), flush=True)
        held = []
        while True: held.append(bytearray(1 << 20))
    """)
    lived, raided = await asyncio.gather(run_python(backend, victim), run_python(backend, raider))
    assert (lived.exit_code, lived.stdout) == (0, b"['mine']\n")
    assert raided.stdout == b"[] []\n"


# ---------------------------------------------------------------- our own side


@pytest.mark.parametrize("whom", ["slot", "zygote"])
async def test_who_does_not_answer_is_given_up(whom: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stopped process of ours ends its runs as our fault, soon after their limit; the next
    submission is answered."""
    monkeypatch.setattr("sandboxes.local.sandbox._ANSWER_GRACE_S", 0.5)
    async with started(slots=2) as backend:
        await run_python(backend, "pass")
        if whom == "zygote":
            os.kill(zygote_of(backend), signal.SIGSTOP)
            runs = [run_python(backend, "pass", wall_s=0.3) for _ in range(2)]  # one more slot
            told = await asyncio.gather(*runs, return_exceptions=True)
            assert any(isinstance(one, Unavailable) for one in told)
        else:
            task = asyncio.create_task(run_python(backend, "while True: pass", wall_s=0.8))
            os.kill(await a_busy_slot(backend), signal.SIGSTOP)
            with pytest.raises(Unavailable):
                await task
        assert (await run_python(backend, "print(1)")).stdout == b"1\n"


async def test_killing_at_random_costs_only_faults() -> None:
    """Whichever of our processes dies while many run: each run is answered or is our fault, and
    afterwards everything works."""
    async with started(slots=4) as backend:
        runs = [asyncio.create_task(_worker(backend)) for _ in range(4)]
        for turn in range(24):
            below = sorted(map(int, processes()))
            if below:
                with suppress(ProcessLookupError):
                    os.kill(below[(turn * 7) % len(below)], signal.SIGKILL)
            await asyncio.sleep(0.05)
        for answered in await asyncio.gather(*runs):
            assert answered > 0
        await settles_async(lambda: _is_well(backend))


async def _worker(backend: LocalBackend) -> int:
    answered = 0
    end = asyncio.get_running_loop().time() + 1.5
    while asyncio.get_running_loop().time() < end:
        with suppress(Unavailable):
            record = await run_python(backend, "print(1)")
            answered += record.stdout == b"1\n"
    return answered


async def _is_well(backend: LocalBackend) -> bool:
    with suppress(Unavailable):
        return (await run_python(backend, "print(1)")).stdout == b"1\n"
    return False


async def test_nothing_outlives_a_killed_service() -> None:
    """SIGKILL gives it no time to tidy up; what hangs below it goes all the same."""
    program = textwrap.dedent("""
        import asyncio
        from sandboxes.local import LocalBackend
        from tests.sandboxes.programs import run_python
        SOURCE = "import os, time\\nos.fork()\\nos.fork()\\nprint('on')\\ntime.sleep(60)"
        async def main():
            backend = LocalBackend(slots=2)
            await backend.start()
            await asyncio.gather(*(run_python(backend, SOURCE, wall_s=60.0) for _ in range(2)))
        asyncio.run(main())
    """)
    before = processes()
    service = await asyncio.create_subprocess_exec(sys.executable, "-c", program, cwd=_ROOT)
    await settles(lambda: len(processes() - before) >= 1 + 4 + 2 + 2 * 4, seconds=20)
    ours = processes() - before
    service.kill()
    await service.wait()
    await settles(lambda: not any(is_there(pid) for pid in ours))


async def test_used_up_descriptors_are_not_used_up_for_good() -> None:
    """Without a descriptor left runs are our fault; with some again they run, and none is lost."""
    async with started(slots=4) as backend:
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        before = len(os.listdir("/proc/self/fd"))
        for spare in (1, 3, 4, 5, 6, 8, 10, 13, 16):
            resource.setrlimit(resource.RLIMIT_NOFILE, (before + spare, hard))
            try:
                told = await asyncio.gather(
                    *(run_python(backend, "print(1)") for _ in range(3)), return_exceptions=True
                )
            finally:
                resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
            assert all(isinstance(one, Unavailable | ProcessRecord) for one in told), told
        assert (await run_python(backend, "print(1)")).stdout == b"1\n"
        slots = 4 * 5  # a door and what a group has open
        assert len(os.listdir("/proc/self/fd")) - before <= slots


async def test_closing_ends_what_runs() -> None:
    """Runs that are going on end as our fault, and nothing is left of them."""
    before = processes()
    async with started(slots=4) as backend:
        source = "import os, time\nfor _ in range(3): os.fork()\ntime.sleep(60)"
        tasks = [
            asyncio.create_task(backend.open(PLAN).run(python_stage(source), 60.0))
            for _ in range(4)
        ]
        await settles(lambda: len(processes() - before) > 30)
        await backend.close()
        told = await asyncio.gather(*tasks, return_exceptions=True)
        assert all(isinstance(one, Unavailable) for one in told), told
    await settles(lambda: not processes() - before)


async def test_starting_and_closing_again_and_again_leaves_nothing() -> None:
    """No process, descriptor, mount or control group more than before, however often."""
    before = left()
    for _ in range(4):
        async with started(slots=2) as backend:
            await asyncio.gather(*(run_python(backend, "print(1)") for _ in range(3)))
    gc.collect()
    await settles(lambda: left() == before)


# ---------------------------------------------------------------- looking at the host


class started:
    """A backend of a test's own."""

    def __init__(self, slots: int) -> None:
        self._backend = LocalBackend(slots=slots)

    async def __aenter__(self) -> LocalBackend:
        await self._backend.start()
        return self._backend

    async def __aexit__(self, *_error: object) -> None:
        await self._backend.close()


def is_there(pid: str) -> bool:
    """Whether a process is more than a name that waits to be buried."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    return False


def children() -> dict[int, list[int]]:
    """Every process's children."""
    found: dict[int, list[int]] = {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        with suppress(OSError):
            parent = Path(f"/proc/{name}/stat").read_text().rsplit(")", 1)[1].split()[1]
            found.setdefault(int(parent), []).append(int(name))
    return found


def processes() -> set[str]:
    """The processes below this one."""
    tree, found, front = children(), set[int](), {os.getpid()}
    while front:
        front = {child for parent in front for child in tree.get(parent, ())}
        found |= front
    return {str(pid) for pid in found}


def zygote_of(backend: LocalBackend) -> int:
    """The zygote of the candidates' first pool."""
    return children()[backend.gate_pids()[0]][0]


async def a_busy_slot(backend: LocalBackend) -> int:
    """A slot whose cell spins, as soon as there is one."""
    found: list[int] = []

    def is_found() -> bool:
        found.extend(slots_of_busy_cells(backend))
        return bool(found)

    await settles(is_found)
    return found[0]


def slots_of_busy_cells(backend: LocalBackend) -> list[int]:
    """The slots whose cell spins; one that waits for work sleeps."""
    tree = children()
    return [
        slot
        for slot in tree.get(zygote_of(backend), ())
        for cell in tree.get(slot, ())
        if is_spinning(cell)
    ]


def is_spinning(pid: int) -> bool:
    """Whether the process is on a core, or waits for one, just now."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "R"
    return False


def left() -> tuple[int, int, int, int]:
    """Processes, descriptors, mounts and control groups of this process."""
    own = str(os.getpid())
    groups = sum(1 for path in Path("/sys/fs/cgroup").glob(f"**/assay-{own}*") if path.is_dir())
    mounts = len(Path("/proc/self/mountinfo").read_text().splitlines())
    return len(processes()), len(os.listdir("/proc/self/fd")), mounts, groups


async def settles(holds: Callable[[], bool], seconds: float = 5.0) -> None:
    """Waits for the kernel to be done; fails if it isn't in time."""
    async with asyncio.timeout(seconds):
        while not holds():
            await asyncio.sleep(0.01)


async def settles_async(holds: Callable[[], object], seconds: float = 5.0) -> None:
    """The same of what is asked of a backend."""
    async with asyncio.timeout(seconds):
        while not await holds():  # type: ignore[misc]
            await asyncio.sleep(0.05)
