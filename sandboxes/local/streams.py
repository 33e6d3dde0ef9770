"""Room 4, local backend, the service's side: a process's descriptors, as files in memory.

Not pipes: nobody needs to read while a run lasts, its zygote never sees the bytes, and a
candidate can't block on us. Their pages are charged to the run that writes them, and their
size is bounded by RLIMIT_FSIZE and by the slot's look at it.
"""

from __future__ import annotations

import fcntl
import json
import os
import socket

from assay.runs import CompileSource, Process, Role, RunArtifact, encode_job

_ACCOUNT_BYTES = 256 * 1024
_COPY_BYTES = 1 << 30
OUT_BYTES = 16 * 1024 * 1024
"""Replies and testimony: one frame of the channel."""
_SEALS = fcntl.F_SEAL_SEAL | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_WRITE


class Streams:
    """stdin, stdout, stderr, job, account, out, and the channel's end if there is one."""

    def __init__(
        self, process: Process, job: bytes, channel: socket.socket | None, artifact: int | None
    ) -> None:
        self._own: list[int] = []
        self.channel = channel
        try:
            self._open(process, job, artifact)
        except OSError:
            self.close()
            raise

    def _open(self, process: Process, job: bytes, artifact: int | None) -> None:
        self._null = os.open(os.devnull, os.O_RDWR | os.O_CLOEXEC)
        self._own.append(self._null)
        is_ours = process.role in (Role.EXAMINER, Role.CHECKER)
        # No candidate gets the host's /dev/null itself: it could set its times, for others to read.
        self.stdin = self._null if is_ours else self._file(process.stdin)
        self.stdout = self._null if is_ours else self._file()
        self.stderr = self._null if is_ours else self._file()
        self.job = self._file(job)
        self.account = self._null if is_ours else self._file()
        self.out = artifact if artifact is not None else self._file()

    def _file(self, content: bytes = b"") -> int:
        descriptor = os.memfd_create("assay", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
        self._own.append(descriptor)
        write_all(descriptor, content)
        return descriptor

    def descriptors(self) -> list[int]:
        """In the order in which a cell expects them."""
        ends = [self.channel.fileno()] if self.channel is not None else []
        return [self.stdin, self.stdout, self.stderr, self.job, self.account, self.out, *ends]

    def let_go(self) -> None:
        """Closes the channel's end here, so that its peer hears when the process is gone."""
        if self.channel is not None:
            self.channel.close()

    def read(self, descriptor: int, limit: int) -> bytes:
        """What was written to one of them, up to `limit` bytes."""
        return b"" if descriptor == self._null else os.pread(descriptor, limit, 0)

    def read_account(self) -> bytes:
        """What the guest wrote about a failure."""
        return self.read(self.account, _ACCOUNT_BYTES)

    def size(self, descriptor: int) -> int:
        """How many bytes were written to one of them."""
        return 0 if descriptor == self._null else os.fstat(descriptor).st_size

    def keep_out(self) -> int:
        """A copy of `out` as an artifact that no run can change; the caller closes it.

        Not `out` itself: its pages are charged to the group of the run that wrote them, and
        would be taken from later runs in that slot for as long as the artifact is kept.
        """
        artifact = self._file()
        offset = 0
        while sent := os.sendfile(artifact, self.out, offset, _COPY_BYTES):
            offset += sent
        fcntl.fcntl(artifact, fcntl.F_ADD_SEALS, _SEALS)
        self._own.remove(artifact)
        return artifact

    def close(self) -> None:
        """Frees all that is not kept."""
        self.let_go()
        for descriptor in self._own:
            os.close(descriptor)
        self._own.clear()


def write_all(descriptor: int, content: bytes) -> None:
    """Writes from offset 0 without moving the offset, which the reader shares."""
    offset = 0
    while offset < len(content):
        offset += os.pwrite(descriptor, content[offset:] if offset else content, offset)


def job_of(process: Process, command: tuple[str, ...], file: str) -> bytes:
    """The job as its guest reads it; a compile job with the runtime's command and file name."""
    job = encode_job(process.job)
    if not isinstance(process.job, CompileSource):
        return job
    return json.dumps({**json.loads(job), "command": command, "file": file}).encode()


def compiled_by(process: Process) -> str | None:
    """The stage whose artifact the process runs; None: it runs none."""
    return process.job.compiled_by if isinstance(process.job, RunArtifact) else None
