"""Faults: what *we* did wrong or could not do. Never a verdict, never a reward of 0.

    Fault
    |-- InvalidTask          the request is malformed; names the field      INVALID_ARGUMENT
    |-- UnknownTask          no such registered task or grader              NOT_FOUND
    |-- Overloaded           full; retry after a stated time                RESOURCE_EXHAUSTED
    |-- DeadlineExceeded     the caller's time ran out before an answer     DEADLINE_EXCEEDED
    |-- Unauthenticated      no token, or not ours                          UNAUTHENTICATED
    |-- Unsupported          a demanded promise or trust can't be held here FAILED_PRECONDITION
    |-- Unavailable          our part is down or starting; retry            UNAVAILABLE
    `-- Internal             our defect; a retry may or may not help        INTERNAL

They become a gRPC status in one place (`service.answer`) and come back out of one in another
(`assay.calls`). Messages name the thing, what was expected and what was found.
"""

from __future__ import annotations


class Fault(Exception):
    """Something that is not the submission's doing.

    `retry`: whether the same call may succeed later.
    """

    code = "INTERNAL"
    retry = False

    def __init__(self, message: str, *, retry_after_s: float | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.retry_after_s = retry_after_s
        """Seconds after which to try again; None: the caller's own backoff."""


class InvalidTask(Fault):
    """The request is malformed. `field` is the path of the field at fault, in proto names."""

    code = "INVALID_ARGUMENT"

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field


class UnknownTask(Fault):
    """No task is registered under this digest by this client: register it again."""

    code = "NOT_FOUND"


class Overloaded(Fault):
    """No room. Try again after `retry_after_s`."""

    code = "RESOURCE_EXHAUSTED"
    retry = True


class DeadlineExceeded(Fault):
    """The caller's deadline passed before there was an answer."""

    code = "DEADLINE_EXCEEDED"
    retry = True


class Unauthenticated(Fault):
    """The call carried no token, or a wrong one."""

    code = "UNAUTHENTICATED"


class Unsupported(Fault):
    """The task demands a promise that this deployment can't hold."""

    code = "FAILED_PRECONDITION"


class Unavailable(Fault):
    """A part of ours is down, starting or draining."""

    code = "UNAVAILABLE"
    retry = True


class Internal(Fault):
    """A defect of ours."""

    code = "INTERNAL"
    retry = True
