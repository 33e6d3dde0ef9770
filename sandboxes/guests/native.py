"""Room 4, inside the sandbox: compiles native programs and runs them.

This process is PID 1 of the sandbox and never runs candidate code itself. A program runs in a
child, so that signals mean to it what they mean everywhere (PID 1 is spared from its own), and
how it ended is written to `account`, which the child does not have:
`{"exit": code}` or `{"signal": number}`.
"""

from __future__ import annotations

import json
import os
import resource
import signal
from collections.abc import Callable
from typing import NoReturn, cast

from sandboxes.guests.fds import Fds, write_all

_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "HOME": "/tmp", "LANG": "C.UTF-8", "TMPDIR": "/tmp"}
_COPY_BYTES = 1 << 20


def main(job: dict[str, object], fds: Fds) -> int:
    """Does a CompileSource or RunArtifact job; 0 if it could be done, however it ended."""
    if job["kind"] == "CompileSource":
        status = _compile(job)
        if status == 0:
            _copy_out("/tmp/program", fds.out)
    else:
        status = _wait_for(lambda: _become_program(fds.out))
    ended = (
        {"signal": os.WTERMSIG(status)}
        if os.WIFSIGNALED(status)
        else {"exit": os.WEXITSTATUS(status)}
    )
    os.pwrite(fds.account, json.dumps(ended).encode(), 0)
    return 0


def _compile(job: dict[str, object]) -> int:
    source, command = str(job["file"]), cast("list[str]", job["command"])
    with open(source, "w", encoding="utf-8", errors="surrogateescape", newline="") as file:
        file.write(str(job["source"]))
    argv = [a.format(source=source, artifact="/tmp/program") for a in command]
    return _wait_for(lambda: os.execve(f"/usr/bin/{argv[0]}", argv, _ENVIRONMENT))


def _become_program(artifact: int) -> NoReturn:
    _soft, hard = resource.getrlimit(resource.RLIMIT_STACK)
    resource.setrlimit(resource.RLIMIT_STACK, (hard, hard))  # memory is bounded elsewhere
    os.execve(artifact, ["solution"], _ENVIRONMENT)


def _wait_for(become: Callable[[], None]) -> int:
    """The wait status of a child that does `become`."""
    pid = os.fork()
    if pid == 0:
        try:
            signal.signal(signal.SIGPIPE, signal.SIG_DFL)
            signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
            become()
        except BaseException as error:
            os.write(2, f"could not start: {error}\n".encode())
        os._exit(127)
    while True:
        ended, status = os.wait()
        if ended == pid:
            return status


def _copy_out(path: str, out: int) -> None:
    with open(path, "rb") as program:
        while chunk := program.read(_COPY_BYTES):
            write_all(out, chunk)
