"""A process that forks guests for the tests: no sandbox, but real processes and descriptors.

Run as a program: it reads one JSON line per guest from the socket at descriptor 3, with the
guest's standard streams and `Fds` passed along, and answers with its pid and then its status.
"""

from __future__ import annotations

import io
import json
import os
import socket
import sys
import tempfile
from importlib import import_module


def guest(role: str, job: dict[str, object], fds: list[int]) -> int:
    """Be a guest, as a backend's child would; gives the exit code."""
    from sandboxes.guests.fds import Fds

    os.chdir(tempfile.mkdtemp(dir=os.environ["GUEST_DIR"]))
    for target, fd in enumerate(fds[:3]):
        os.dup2(fd, target)
    sys.stdin = io.TextIOWrapper(io.FileIO(0), "utf-8", "surrogateescape")
    sys.stdout = io.TextIOWrapper(io.BufferedWriter(io.FileIO(1, "w")), "utf-8", "surrogateescape")
    sys.stderr = io.TextIOWrapper(io.BufferedWriter(io.FileIO(2, "w")), "utf-8", "backslashreplace")
    account, out, channel = fds[3], fds[4], fds[5] if len(fds) > 5 else -1
    code: int = import_module(f"sandboxes.guests.{role}").main(job, Fds(account, out, channel))
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    return code


def main() -> None:
    """Fork a guest for each request, one at a time."""
    for name in ("candidate", "examiner", "together"):
        import_module(f"sandboxes.guests.{name}")
    import numpy  # noqa: F401 - so that each guest has it, as in a warm zygote

    door = socket.socket(fileno=3)
    while True:
        head, fds, _, _ = socket.recv_fds(door, 64 * 1024 * 1024, 8)
        if not head:
            return
        role, path = json.loads(head)
        pid = os.fork()
        if pid == 0:
            door.close()
            code = 70
            try:
                with open(path, encoding="utf-8", errors="surrogatepass") as file:
                    job = json.load(file)
                code = guest(role, job, list(fds))
            except BaseException:
                import traceback

                traceback.print_exc()
                sys.stderr.flush()
            finally:
                os._exit(code)
        for fd in fds:
            os.close(fd)
        door.send(json.dumps(pid).encode())
        door.send(json.dumps(os.waitpid(pid, 0)[1]).encode())


if __name__ == "__main__":
    main()
