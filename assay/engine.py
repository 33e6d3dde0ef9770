"""Room 1 (ask), its back door: the engine that travels with the package, started and shared here.

`pip install assay` puts only `assay/` at the top level; the rooms that run and judge travel as an
application bundle and are started in a process of their own. `find_bundle` says where they are,
`command` how to start a part of them, and `start_embedded` gives `Client()` an engine that all of
a user's processes share:

    <runtime folder>/engine-<key>.lock            held while one process starts the engine; names
                                                  the socket of the one that was started last
    <runtime folder>/engine-<key>-<n>.sock        the service's gRPC socket
    <runtime folder>/engine-<key>-<n>.sock.lease  an open connection for each client that is alive
    <runtime folder>/engine-<key>-<n>.log         what the engine said

The engine ends about a second after the last lease is closed, however its holder ended. Each
engine has sockets of its own: one that is ending unlinks its sockets, and must not unlink those
of its successor.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import os
import secrets
import socket
import stat
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assay.faults import Unavailable, Unsupported

START_S = 60.0
"""Seconds that an engine may take until it listens; a cold disk makes it seconds, not minutes."""

LISTENING = b"assay: listening on"
"""The line by which the service says that it is ready."""

_HELD = b"held\n"
"""What the engine writes on a connection once it counts as a lease."""

_GREETING_S = 10.0
"""Seconds that a busy engine may take to greet."""

_SOCKET_PATH_BYTES = 107 - len(".lease")
"""The longest path that a unix socket's address holds (unix(7)), less the lease's suffix."""

_EXTRAS = ("grpc_health", "grpc_reflection", "grpc_status", "prometheus_client", "structlog")
"""What the engine imports beyond the client's own dependencies."""

_BOOTSTRAP = (
    "import runpy, sys\n"
    "sys.path.insert(0, sys.argv[1])\n"
    "module = sys.argv[2]\n"
    "del sys.argv[1:3]\n"
    "runpy.run_module(module, run_name='__main__', alter_sys=True)\n"
)


# ---------------------------------------------------------------- the bundle


def find_bundle() -> Path:
    """The folder that holds the engine's rooms: `assay/_engine`, else the checkout's root.

    Never looked for by working directory or PYTHONPATH: what judges must not be replaceable by
    a folder of the same name. Raises `Unsupported` naming both places when neither is there.
    """
    package = Path(__file__).resolve().parent
    packed, checkout = package / "_engine", package.parent
    if packed.is_dir():
        return packed
    if (checkout / "worker" / "corridor.py").is_file():
        return checkout
    raise Unsupported(
        f"the engine is not installed: neither {packed} nor {checkout / 'worker' / 'corridor.py'} "
        "exists; install a wheel of assay, or run from a checkout"
    )


def command(module: str, arguments: Sequence[str] = ()) -> list[str]:
    """The command line that runs a module of the bundle in a Python process of its own.

    `-P` keeps the working directory off `sys.path`; the bundle goes first on it.
    """
    return [sys.executable, "-P", "-c", _BOOTSTRAP, str(find_bundle()), module, *arguments]


def check_extras() -> None:
    """Nothing, or raises `Unsupported` naming the packages of the extra `engine` that lack."""
    lacking = [name for name in _EXTRAS if importlib.util.find_spec(name) is None]
    if lacking:
        raise Unsupported(
            f"the engine needs {', '.join(lacking)}: pip install 'assay[engine]', "
            "or give the address of an `assay serve` elsewhere"
        )


# ---------------------------------------------------------------- the shared, embedded engine


@dataclass(slots=True)
class Engine:
    """A running engine and one lease on it. Closing the last lease ends the engine."""

    address: str
    """What a channel connects to: `unix:/...`."""
    lease: socket.socket

    def is_alive(self) -> bool:
        """Whether the engine still holds the other end of the lease."""
        try:
            return self.lease.recv(1, socket.MSG_PEEK) != b""
        except BlockingIOError:
            return True
        except OSError:
            return False

    def close(self) -> None:
        """Gives the lease back. Safe to call twice."""
        self.lease.close()


def start_embedded(wait_s: float = START_S) -> Engine:
    """This user's engine, with a lease on it; started if nobody has started it yet.

    Raises `Unsupported` where the engine isn't installed or this machine can't isolate, and
    `Unavailable` if it isn't there within `wait_s` seconds. The engine's own last words are in
    the message.
    """
    if not sys.platform.startswith("linux"):
        raise Unsupported(
            f"the embedded engine runs on Linux only (this is {sys.platform}); "
            "give Client the address of an `assay serve` elsewhere"
        )
    check_extras()
    give_up = time.monotonic() + wait_s
    stem = _stem()
    with _locked(stem.with_suffix(".lock"), give_up) as lock:
        path = _named(lock, stem)
        lease = None if path is None else _connect_lease(path)
        if path is None or lease is None:
            path, lease = _start(stem, path, lock, give_up)
    return Engine(f"unix:{path}", lease)


def _stem() -> Path:
    """How this installation's files begin: one engine per user, bundle, interpreter and version."""
    installation = "\0".join((str(find_bundle()), sys.executable, sys.version))
    key = hashlib.sha256(installation.encode("utf-8", "surrogateescape")).hexdigest()[:12]
    stem = f"engine-{key}"
    private = f"assay-{os.getuid()}"
    given = os.environ.get("XDG_RUNTIME_DIR", "")
    folders = [Path(given) / "assay"] if os.path.isabs(given) else []
    folders += [Path(tempfile.gettempdir()) / private, Path("/tmp") / private]
    for folder in folders:
        socket_bytes = len(os.fsencode(folder / f"{stem}-{_token()}.sock"))
        if socket_bytes <= _SOCKET_PATH_BYTES and os.access(folder.parent, os.W_OK):
            _claim(folder)
            return folder / stem
    raise Unsupported(f"no folder to write to, with a path short enough for a socket: {folders}")


def _token() -> str:
    return secrets.token_hex(4)


def _named(lock: int, stem: Path) -> Path | None:
    """The socket of the engine that was started last; None: there never was one."""
    name = os.pread(lock, 256, 0).decode("ascii", "replace")
    is_ours = name.startswith(f"{stem.name}-") and name.endswith(".sock") and "/" not in name
    return stem.with_name(name) if is_ours else None


def _claim(folder: Path) -> None:
    """Makes the folder ours alone. Whoever owns it could pose as the engine, so it is checked."""
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    status = folder.lstat()  # not stat: a symbolic link planted in /tmp must not pass
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.getuid():
        raise Unsupported(f"{folder} is not a folder of user {os.getuid()}; remove it")
    if stat.S_IMODE(status.st_mode) != 0o700:
        folder.chmod(0o700)


@contextlib.contextmanager
def _locked(path: Path, give_up: float) -> Generator[int]:
    """Holds the file's lock, so that one process starts the engine and the others share it."""
    import fcntl  # here, because a client without an engine may live on any system

    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    try:
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > give_up:
                    raise Unavailable(
                        f"another process has been starting the engine for too long: {path}"
                    ) from None
                time.sleep(0.02)
        yield descriptor
    finally:
        os.close(descriptor)


def _connect_lease(path: Path) -> socket.socket | None:
    """A lease on the engine that listens at `path`; None if there is none of ours."""
    lease = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    lease.settimeout(_GREETING_S)
    try:
        lease.connect(f"{path}.lease")
        # An engine that is ending may still take connections, but it no longer greets.
        greeting = lease.recv(len(_HELD), socket.MSG_WAITALL)
        peer = lease.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
    except OSError:
        lease.close()
        return None
    if greeting != _HELD or struct.unpack("3i", peer)[1] != os.getuid():
        lease.close()
        return None
    lease.setblocking(False)
    return lease


def _start(
    stem: Path, previous: Path | None, lock: int, give_up: float
) -> tuple[Path, socket.socket]:
    """The socket of an engine started just now, and a lease on it. The caller holds the lock."""
    if previous is not None:
        for stale in (previous, Path(f"{previous}.lease"), previous.with_suffix(".log")):
            stale.unlink(missing_ok=True)
    path = stem.with_name(f"{stem.name}-{_token()}.sock")
    log = path.with_suffix(".log")
    process = _spawn(path, log)
    os.ftruncate(lock, 0)
    os.pwrite(lock, path.name.encode(), 0)
    while True:
        if LISTENING in _said(log) and (lease := _connect_lease(path)) is not None:
            return path, lease
        if process.poll() is not None:
            raise _no_start("ended while starting", log)
        if time.monotonic() > give_up:
            process.terminate()
            raise _no_start("did not get ready in time", log)
        time.sleep(0.01)


def _spawn(path: Path, log: Path) -> subprocess.Popen[bytes]:
    """The engine's process, in a session of its own: a trainer's Ctrl-C must not reach it."""
    arguments = ["--listen", f"unix:{path}", "--embedded", "--log-level", "warning"]
    log.unlink(missing_ok=True)
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        process = subprocess.Popen(
            command("service.app", arguments),
            stdin=subprocess.DEVNULL,
            stdout=descriptor,
            stderr=descriptor,
            cwd="/",
            env={k: v for k, v in os.environ.items() if k != "GRPC_ENABLE_FORK_SUPPORT"},
            start_new_session=True,
        )
    finally:
        os.close(descriptor)
    # Reaped when it ends: it may well end before the process that happened to start it.
    threading.Thread(target=process.wait, name="assay-engine-reaper", daemon=True).start()
    return process


def _no_start(what: str, log: Path) -> Unavailable:
    fault = Unavailable(f"the engine {what}; it said:\n{_last_words(log)}")
    fault.retry = False  # it would fail again, and each try takes seconds
    return fault


def _said(log: Path) -> bytes:
    with contextlib.suppress(OSError):
        return log.read_bytes()
    return b""


def _last_words(log: Path, lines: int = 20) -> str:
    said = _said(log).decode("utf-8", "replace").strip().splitlines()
    return "\n".join(said[-lines:]) or "(it said nothing)"
