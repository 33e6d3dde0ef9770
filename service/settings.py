"""What the service is started with: its flags, and the rules among them."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from service.logs import LEVELS
from service.security import BadSetting, is_public

_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Settings:
    """One service's settings. See the flags of the same names for what each does."""

    listen: str = "127.0.0.1:50051"
    token_file: Path | None = None
    tls_cert: Path | None = None
    tls_key: Path | None = None
    insecure: bool = False
    slots: int | None = None
    max_pending: int = 32_768
    max_pending_bytes: int = 512 * _MIB
    cache_bytes: int = 256 * _MIB
    task_bytes: int = 512 * _MIB
    metrics_port: int | None = None
    metrics_host: str = "127.0.0.1"
    log_level: str = "info"
    embedded: bool = False
    drain_s: float = 30.0

    def check(self) -> None:
        """Raises `BadSetting` for what the service won't start with."""
        if (self.tls_cert is None) != (self.tls_key is None):
            raise BadSetting("--tls-cert and --tls-key go together")
        if not self.listen.startswith("unix:"):
            port = self.listen.rpartition(":")[2]
            if not port.isdecimal() or int(port) > 65535:
                raise BadSetting(f"--listen {self.listen}: expected unix:/PATH or HOST:PORT")
        is_guarded = self.token_file is not None or self.tls_cert is not None
        if is_public(self.listen) and not (is_guarded or self.insecure):
            raise BadSetting(
                f"--listen {self.listen} is open to others than this machine: give it "
                "--token-file or --tls-cert and --tls-key, or say --insecure"
            )
        if self.embedded and not self.listen.startswith("unix:/"):
            raise BadSetting("--embedded needs --listen unix:/PATH")


def parser() -> argparse.ArgumentParser:
    """The service's command line."""
    told = "Grade code submissions over gRPC (assay.v1.Grading)."
    flags = argparse.ArgumentParser("assay serve", description=told, allow_abbrev=False)
    add, own = flags.add_argument, Settings()
    add("--listen", default=own.listen, metavar="ADDRESS",
        help="unix:/PATH or HOST:PORT; port 0 takes a free one (default %(default)s)")  # fmt: skip
    add("--token-file", type=Path, metavar="FILE",
        help="callers must show a token in it; a line is 'name token'")  # fmt: skip
    add("--tls-cert", type=Path, metavar="FILE", help="certificate chain, PEM")
    add("--tls-key", type=Path, metavar="FILE", help="its private key, PEM")
    add("--insecure", action="store_true",
        help="allow a public address without TLS and without tokens")  # fmt: skip
    add("--slots", type=_positive, metavar="N",
        help="how many sandboxes run at once (default: by the number of cores)")  # fmt: skip
    add("--max-pending", type=_positive, default=own.max_pending, metavar="N",
        help="submissions that may wait or run; one client gets half of it")  # fmt: skip
    add("--max-pending-bytes", type=_positive, default=own.max_pending_bytes, metavar="N",
        help="the same in bytes of requests (default %(default)s)")  # fmt: skip
    add("--cache-bytes", type=_whole, default=own.cache_bytes, metavar="N",
        help="memory for reports of earlier submissions; 0: keep none")  # fmt: skip
    add("--task-bytes", type=_positive, default=own.task_bytes, metavar="N",
        help="memory for checked and registered tasks (default %(default)s)")  # fmt: skip
    add("--metrics-port", type=_positive, metavar="PORT", help="answer Prometheus here")
    add("--metrics-host", default=own.metrics_host, metavar="HOST",
        help="where to answer Prometheus (default %(default)s)")  # fmt: skip
    add("--log-level", choices=LEVELS, default=own.log_level, help="(default %(default)s)")
    add("--embedded", action="store_true",
        help="end when no client holds a connection to <PATH>.lease any more")  # fmt: skip
    add("--drain-s", type=float, default=own.drain_s, metavar="SECONDS",
        help="how long calls may go on after SIGTERM (default %(default)s)")  # fmt: skip
    return flags


def read(argv: Sequence[str] | None) -> Settings:
    """The settings of a command line; exits with status 2 and a message if it is malformed.

    Raises `BadSetting` where the flags are well formed and refused.
    """
    settings = Settings(**vars(parser().parse_args(argv)))
    settings.check()
    return settings


def _whole(text: str) -> int:
    number = int(text)
    if number < 0:
        raise argparse.ArgumentTypeError(f"expected 0 or more, found {text}")
    return number


def _positive(text: str) -> int:
    if _whole(text) == 0:
        raise argparse.ArgumentTypeError("expected 1 or more, found 0")
    return int(text)
