"""Room 1 (ask): the connection to a service, made when it is first used, once per process.

`grpc.aio` is not used, on purpose: its channels belong to one event loop and its poller is global
to the process, which a trainer's several loops, threads and forks all break. A plain channel's
calls are futures that any loop can wait for.

After a fork a `Link` forgets its channel in the child and makes a new one at its next call. The
old one is kept, never closed and never collected: to destroy it would wait for threads that no
longer exist. `assay.forking` has the conditions.
"""

from __future__ import annotations

from assay import forking  # first: it must come before grpc

# isort: split

import os
import threading
import weakref
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import grpc

from assay.calls import MESSAGE_BYTES
from assay.faults import Unavailable
from assay.v1 import grading_pb2_grpc

if TYPE_CHECKING:
    from assay.engine import Engine

_OPTIONS = [
    ("grpc.max_send_message_length", MESSAGE_BYTES),
    ("grpc.max_receive_message_length", MESSAGE_BYTES),
    # A service that restarts is found again in seconds; gRPC's own ceiling is two minutes.
    ("grpc.initial_reconnect_backoff_ms", 100),
    ("grpc.min_reconnect_backoff_ms", 100),
    ("grpc.max_reconnect_backoff_ms", 5_000),
]


@dataclass(frozen=True, slots=True)
class Address:
    """Where a service is and how to get in. Picklable."""

    target: str | None
    """`host:port` or `unix:/path`; None: the embedded engine."""
    token: str | None = None
    tls: bool = False
    tls_ca: str | None = None
    """A PEM file of the authorities to trust; None: gRPC's own list."""

    @property
    def metadata(self) -> tuple[tuple[str, str], ...]:
        """What goes with each call."""
        return () if self.token is None else (("authorization", f"Bearer {self.token}"),)


def address_of(
    target: str | None, token: str | None, tls: bool, tls_ca: str | os.PathLike[str] | None
) -> Address:
    """The address, with what is not given taken from ASSAY_ADDRESS and ASSAY_TOKEN if set."""
    target = target or os.environ.get("ASSAY_ADDRESS") or None
    if target is not None and target.startswith("/"):
        target = f"unix:{target}"
    ca = None if tls_ca is None else os.path.abspath(tls_ca)
    token = token or os.environ.get("ASSAY_TOKEN") or None
    return Address(target, token if target else None, tls or ca is not None, ca)


class Link:
    """A channel to one address, with the engine's lease where the engine is embedded."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self._forget()
        _links.add(self)

    def _forget(self) -> None:
        """To the state before the first use. Also run in the child after a fork."""
        self._lock = threading.Lock()
        self._channel: grpc.Channel | None = None
        self._stub: grading_pb2_grpc.GradingStub | None = None
        self._engine: Engine | None = None
        self._is_closed = False

    @property
    def stub(self) -> grading_pb2_grpc.GradingStub | None:
        """The stub, if it can be used right away; None: call `open`."""
        if self._engine is not None and not self._engine.is_alive():
            return None
        return self._stub

    def open(self) -> grading_pb2_grpc.GradingStub:
        """The stub. May block for seconds, while the engine starts. Safe from any thread."""
        with self._lock:
            if self._is_closed:
                raise closed()
            forking.check()
            stub = self.stub
            if stub is None:
                self._drop()
                self._channel = self._connect()
                forking.note_use()
                stub = self._stub = grading_pb2_grpc.GradingStub(self._channel)
            return stub

    def _connect(self) -> grpc.Channel:
        target = self.address.target
        if target is None:
            from assay.engine import start_embedded  # needs a POSIX system, which a client doesn't

            self._engine = start_embedded()
            target = self._engine.address
        options = list[tuple[str, int]](_OPTIONS)
        if _is_here(target):
            options.append(("grpc.enable_http_proxy", 0))
        if not self.address.tls:
            return grpc.insecure_channel(target, options)
        ca = self.address.tls_ca
        roots = None if ca is None else Path(ca).read_bytes()
        return grpc.secure_channel(target, grpc.ssl_channel_credentials(roots), options)

    def _drop(self) -> None:
        if self._channel is not None:
            self._channel.close()
        if self._engine is not None:
            self._engine.close()
        self._channel = self._stub = self._engine = None

    def close(self) -> None:
        """Closes the channel and gives the engine's lease back. Safe to call twice."""
        with self._lock:
            self._is_closed = True
            self._drop()

    def abandon(self) -> None:
        """Forgets the channel without touching it: this process was forked from its owner."""
        _abandoned.append(self._channel)
        was_closed = self._is_closed
        self._forget()
        self._is_closed = was_closed


def closed() -> Unavailable:
    """The fault of using a client after its end: no retry helps."""
    fault = Unavailable("the client is closed")
    fault.retry = False
    return fault


def _is_here(target: str) -> bool:
    """Whether the target is on this machine, so that no proxy can be meant."""
    host = target.rpartition(":")[0].strip("[]")
    return target.startswith("unix:") or host in ("localhost", "::1") or host.startswith("127.")


_links: weakref.WeakSet[Link] = weakref.WeakSet()
_abandoned: list[grpc.Channel | None] = []


def _after_fork() -> None:
    for link in list(_links):
        link.abandon()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
