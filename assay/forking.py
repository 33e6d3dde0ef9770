"""Room 1 (ask): what makes a client survive a fork. To be imported before `grpc` is.

A forked child has none of gRPC's threads. gRPC can cope, if it is told so before it starts
(GRPC_ENABLE_FORK_SUPPORT=1); without that the child's next call hangs or crashes the process. So
it is told, unless the trainer has set it, or has imported grpc before (ray and tensorboard do):
then a child of a process that made calls gets a fault that says what to do.

What stays unsafe, says gRPC: a fork while another thread is inside a call.
"""

from __future__ import annotations

import os
import sys

from assay.faults import Unsupported

KEY = "GRPC_ENABLE_FORK_SUPPORT"

if "grpc" not in sys.modules:
    os.environ.setdefault(KEY, "1")

IS_ON = os.environ.get(KEY, "").lower() in ("1", "true", "yes", "y", "t")
"""Whether gRPC was told in time."""

_state = {"was_used": False, "is_broken": False}


def note_use() -> None:
    """To be called when this process makes its first channel."""
    _state["was_used"] = True


def check() -> None:
    """Nothing, or raises `Unsupported` in a child in which gRPC would hang."""
    if _state["is_broken"]:
        raise Unsupported(
            "this process was forked from one that had used gRPC without fork support: set "
            f"{KEY}=1 before that one starts, or start workers by spawn"
        )


def _after_fork() -> None:
    _state["is_broken"] |= _state["was_used"] and not IS_ON


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
