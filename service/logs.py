"""Structured logs, a JSON object a line on standard error.

Never a candidate's text, a test, an input or an output: names, counts, codes and times only. So
an exception is its type and the places in our code that it passed, without message and locals.
Calls are logged at `debug`; faults at `warning`; what the service itself does at `info`.
"""

from __future__ import annotations

import logging
import re
import secrets
import sys
import traceback
from collections.abc import Iterable
from typing import Protocol, cast

import structlog

LEVELS = ("debug", "info", "warning", "error")

_REQUEST_ID = re.compile(r"[A-Za-z0-9._:/+-]{1,128}")


class Log(Protocol):
    """What the service logs with; fields are keywords."""

    def debug(self, event: str, **fields: object) -> object: ...
    def info(self, event: str, **fields: object) -> object: ...
    def warning(self, event: str, **fields: object) -> object: ...
    def error(self, event: str, **fields: object) -> object: ...


def start(level: str) -> Log:
    """The service's log. What is below `level` costs a method call and no more."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, level.upper())),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    return cast(Log, structlog.get_logger())


def places(exc: BaseException | None) -> list[str]:
    """An exception's type, and where it came by, outermost first; then the same of its causes."""
    told: list[str] = []
    while exc is not None and len(told) < 100:
        told.append(type(exc).__name__)
        frames = traceback.extract_tb(exc.__traceback__)
        told += [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
        exc = exc.__cause__
    return told


def request_id(metadata: Iterable[tuple[str, str | bytes]]) -> str:
    """The caller's own `x-request-id` if it is short and plain, else a new one."""
    for key, value in metadata:
        if key == "x-request-id" and isinstance(value, str) and _REQUEST_ID.fullmatch(value):
            return value
    return secrets.token_hex(8)
