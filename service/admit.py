"""Room 2, admit: a request becomes submissions, or the caller is told why not.

parse       bytes to a message                              InvalidTask
Room.enter  is there place for it, in count and bytes?      Overloaded, with when to return
admit       its task is checked, its limits are in bounds   InvalidTask, Unsupported, UnknownTask
"""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from typing import TypeVar

from google.protobuf.message import DecodeError, Message

from assay.faults import DeadlineExceeded, InvalidTask, Overloaded, Unavailable, Unsupported
from assay.types import FeedbackLevel, Limits, Shaping, Task
from assay.v1 import grading_pb2
from assay.wire import feedback_from_pb, shaping_from_pb, submission_from_pb
from service.dispatch import Order
from service.tasks import CheckedTask, Tasks, submission_key

M = TypeVar("M", bound=Message)

CEILING = Limits(
    wall_s=600.0,
    cpu_s=3600.0,
    memory_bytes=64 * 1024**3,
    output_bytes=64 * 1024**2,
    disk_bytes=8 * 1024**3,
    files=1_000_000,
    processes=4096,
    total_wall_s=3600.0,
)
"""No task gets more than this: `Unsupported` says so."""

_MARGIN = 0.05
_LEAST_MARGIN_S, _MOST_MARGIN_S = 0.02, 0.5


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, and until when."""

    client: str
    request_id: str
    ends_at: float | None
    """The event loop's time of the deadline; None: no deadline."""


@dataclass(frozen=True, slots=True)
class Admitted:
    """A request that will be graded."""

    task: CheckedTask
    orders: tuple[Order, ...]
    shaping: Shaping
    feedback: FeedbackLevel
    answers_at: float | None
    """The event loop's time at which it is answered with what there is; None: no deadline."""


def parse(kind: type[M], body: bytes) -> M:
    """The message in these bytes. Raises `InvalidTask`: truncated, or text that isn't UTF-8.

    protobuf has one exception for that and for want of memory, which is `Unavailable`.
    """
    message = kind()
    try:
        message.ParseFromString(body)
    except (DecodeError, UnicodeDecodeError) as exc:
        if "alloc" in str(exc):  # "Arena alloc failed"; it never quotes the message
            raise Unavailable("the service has no memory for the request") from exc
        told = f"is no {kind.DESCRIPTOR.full_name} (is every string in it valid UTF-8?)"
        raise InvalidTask("request", told) from exc
    return message


async def admit(
    request: grading_pb2.GradeRequest, caller: Caller, tasks: Tasks, now: float
) -> Admitted:
    """The request as orders: its task checked, its limits fixed, its deadline set."""
    if not request.submissions:
        raise InvalidTask("submissions", "at least one is needed")
    if caller.ends_at is not None and caller.ends_at <= now:
        raise DeadlineExceeded("the deadline had passed before the request was read")
    checked = await _task(request, caller, tasks)
    task = checked.task
    shaping = shaping_from_pb(request.shaping) if request.HasField("shaping") else task.shaping
    return Admitted(
        checked,
        tuple(_orders(request, caller.client, checked)),
        shaping,
        feedback_from_pb(request.feedback) or task.feedback,
        answers_at(caller.ends_at, now),
    )


async def _task(request: grading_pb2.GradeRequest, caller: Caller, tasks: Tasks) -> CheckedTask:
    which = request.WhichOneof("task_ref")
    if which == "task":
        return await tasks.sent(request.task)
    if which == "task_digest":
        return tasks.named(caller.client, request.task_digest)
    raise InvalidTask("task", "either task or task_digest is needed")


def _orders(
    request: grading_pb2.GradeRequest, client: str, checked: CheckedTask
) -> Iterator[Order]:
    for index, given in enumerate(request.submissions):
        submission = submission_from_pb(given, checked.task, f"submissions[{index}]")
        key = None if request.bypass_cache else submission_key(checked, submission.text)
        yield Order(submission, client, key)


def answers_at(ends_at: float | None, now: float) -> float | None:
    """When to answer with what there is: so long before the deadline that it still arrives."""
    if ends_at is None:
        return None
    margin = min(max((ends_at - now) * _MARGIN, _LEAST_MARGIN_S), _MOST_MARGIN_S)
    return ends_at - min(margin, (ends_at - now) / 2)


def check_limits(task: Task) -> None:
    """Raises `Unsupported` for a limit above the service's ceiling."""
    for limit in fields(Limits):
        asked, most = getattr(task.limits, limit.name), getattr(CEILING, limit.name)
        if asked > most:
            raise Unsupported(f"limits.{limit.name} is {asked}; the most here is {most}")


class Room:
    """How much may wait or run at once, in submissions and in bytes; the rest is refused.

    A client may take as much as what is then still free (Choudhury and Hahne's dynamic
    thresholds, IEEE/ACM Transactions on Networking 6:2, 1998): one alone gets half of all, two
    get a third each, and whoever comes next always finds something.
    """

    def __init__(self, most: int, most_bytes: int) -> None:
        self._most = most
        self._most_bytes = most_bytes
        self.count = 0
        self.bytes = 0
        self._held: dict[str, tuple[int, int]] = {}
        self._drain = Drain()
        self.is_closed = False

    @contextmanager
    def entered(self, client: str, count: int, size: int) -> Generator[None]:
        """Holds place for a request's submissions. Raises `Overloaded` or `Unavailable`."""
        self.enter(client, count, size)
        try:
            yield
        finally:
            self.leave(client, count, size)

    def enter(self, client: str, count: int, size: int) -> None:
        """Takes place for `count` submissions of `size` bytes together."""
        if self.is_closed:
            raise Unavailable("the service is draining")
        if 2 * count > self._most or 2 * size > self._most_bytes:
            told = f"{self._most // 2} submissions and {self._most_bytes // 2} bytes"
            raise InvalidTask("submissions", f"a request holds at most {told}; split it")
        held, held_bytes = self._held.get(client, (0, 0))
        lacking = held + count - (self._most - self.count - count)
        lacking_bytes = held_bytes + size - (self._most_bytes - self.bytes - size)
        if lacking > 0 or lacking_bytes > 0:
            self._refuse(max(lacking, 1))
        self._held[client] = (held + count, held_bytes + size)
        self.count += count
        self.bytes += size

    def leave(self, client: str, count: int, size: int) -> None:
        """Gives the place back."""
        held, held_bytes = self._held[client]
        self._held[client] = (held - count, held_bytes - size)
        if held == count:
            del self._held[client]
        self.count -= count
        self.bytes -= size
        self._drain.add(count)

    def _refuse(self, lacking: int) -> None:
        raise Overloaded(
            f"{self.count} submissions ({self.bytes} bytes) wait already",
            retry_after_s=self._drain.seconds_for(lacking),
        )


class Drain:
    """How fast submissions leave, as a running mean over about the last `WINDOW_S` seconds."""

    WINDOW_S = 5.0
    LEAST_S, MOST_S = 0.05, 30.0

    def __init__(self) -> None:
        self._rate = 0.0
        self._since = time.monotonic()
        self._count = 0

    def add(self, count: int) -> None:
        """So many have left just now."""
        self._count += count
        now = time.monotonic()
        passed = now - self._since
        if passed >= self.WINDOW_S / 10:
            weight = min(1.0, passed / self.WINDOW_S) if self._rate else 1.0
            self._rate += weight * (self._count / passed - self._rate)
            self._since, self._count = now, 0

    def seconds_for(self, count: int) -> float:
        """After how many seconds so many more will have left; 1 if nothing has left yet."""
        if not self._rate:
            return 1.0
        return min(max(count / self._rate, self.LEAST_S), self.MOST_S)
