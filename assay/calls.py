"""Room 1 (ask): what goes into one call, how long a client is patient, and what a status means.

A `Part` is a set of submissions to one task on their way through as few calls as will do. It
holds no channel and never waits, so that all of this can be read, and tested, by itself:

    while not part.is_done:
        part.take(response) or part.fail(fault)     what a call gave
        part.pause_s(now, deadline)                  when to make the next; None: no more

What is asked again, and when, is what `proto/assay/v1/grading.proto` says under each status.
"""

from __future__ import annotations

from assay import forking as forking  # first: it must come before grpc

# isort: split

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

import grpc

from assay import wire
from assay.faults import (
    DeadlineExceeded,
    Fault,
    Internal,
    InvalidTask,
    Overloaded,
    Unauthenticated,
    Unavailable,
    UnknownTask,
    Unsupported,
)
from assay.types import FeedbackLevel, Graded, Shaping
from assay.v1 import grading_pb2, report_pb2, task_pb2

MESSAGE_BYTES = 64 * 1024 * 1024
"""The largest message that a service takes, and that this client takes back."""

REQUEST_BYTES = MESSAGE_BYTES - 1024 * 1024
"""What a request may hold of texts and task; the rest is left for its framing."""

SUBMISSION_OVERHEAD_BYTES = 32
"""Tags and lengths of a submission's fields and of itself, rounded up."""

CALL_SUBMISSIONS = 256
"""Submissions of one call. A group of rollouts fits; a larger crowd comes in turns, so that
answers and the service's room come in turns too."""

FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.1, 10.0
"""Where backoff starts and where it stops growing."""

Answer = Graded | Fault


@dataclass(frozen=True, slots=True)
class Options:
    """What a caller wants otherwise than the task says. None: as the task says."""

    shaping: Shaping | None = None
    feedback: FeedbackLevel | None = None
    bypass_cache: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """One submission of a call: its place in the caller's order, its id and its text."""

    place: int
    id: str
    text: str

    @property
    def wire_bytes(self) -> int:
        """At most this many bytes of a request."""
        size = len(self.text) if self.text.isascii() else len(self.text.encode())
        return size + 4 * len(self.id) + SUBMISSION_OVERHEAD_BYTES


def whole_text(text: str) -> str:
    """The text with surrogate pairs joined and unpaired ones replaced by U+FFFD: it fits UTF-8."""
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


# ---------------------------------------------------------------- parts


@dataclass(slots=True)
class Part:
    """Submissions to one task, and what became of them so far."""

    task: task_pb2.Task | None
    """The task, to be sent along; None: it is registered."""
    digest: str
    """What names it if it is registered; else empty."""
    waiting: list[Candidate]
    """Those that have no final answer yet, in order."""
    options: Options = field(default_factory=Options)
    limit: int = CALL_SUBMISSIONS
    """Submissions of the next call; halved when an answer was too large for a message."""
    answers: dict[int, Answer] = field(default_factory=dict[int, Answer])
    """By place."""
    call_fault: Fault | None = None
    """Set if no call was ever answered: nothing was graded, for this reason."""
    tries: int = 0
    """Calls in a row that brought no answer."""
    _asked: list[Candidate] = field(default_factory=list[Candidate])
    _pause: Fault | None = None
    _had_defect: bool = False
    _was_answered: bool = False

    @property
    def is_done(self) -> bool:
        """Whether every submission has its final answer."""
        return not self.waiting

    def request(self) -> grading_pb2.GradeRequest:
        """The next call's request: as many of those that wait as fit."""
        self._asked = self._next_batch()
        options = self.options
        request = grading_pb2.GradeRequest(
            task=self.task,
            submissions=[task_pb2.Submission(id=c.id, text=c.text) for c in self._asked],
            shaping=None if options.shaping is None else wire.shaping_to_pb(options.shaping),
            bypass_cache=options.bypass_cache,
        )
        if self.task is None:
            request.task_digest = self.digest
        if options.feedback is not None:
            request.feedback = wire.feedback_to_pb(options.feedback)
        return request

    def _next_batch(self) -> list[Candidate]:
        room = REQUEST_BYTES - (0 if self.task is None else self.task.ByteSize())
        batch: list[Candidate] = []
        for candidate in self.waiting[: self.limit]:
            room -= candidate.wire_bytes
            if room < 0 and batch:
                break
            batch.append(candidate)
        return batch

    def take(self, response: grading_pb2.GradeResponse) -> None:
        """Keeps the answers; those that may be asked for again go on waiting."""
        if len(response.answers) != len(self._asked):
            self.fail(
                Internal(
                    f"the service gave {len(response.answers)} answers to "
                    f"{len(self._asked)} submissions"
                )
            )
            return
        self._pause, self._was_answered = None, True
        again: list[Candidate] = []
        for candidate, pb in zip(self._asked, response.answers, strict=True):
            answer = _answer_of(pb)
            self.answers[candidate.place] = answer
            if isinstance(answer, Fault) and self._may_retry(answer):
                again.append(candidate)
                self._pause = _longer(self._pause, answer)
        self._had_defect |= any(isinstance(self.answers[c.place], Internal) for c in again)
        self.tries = 0 if len(again) < len(self._asked) else self.tries + 1
        # Those that have not been asked about yet come first: their answers are worth more.
        self.waiting = self.waiting[len(self._asked) :] + again

    def fail(self, fault: Fault) -> None:
        """Notes that a call failed as a whole."""
        self.tries += 1
        if isinstance(fault, DeadlineExceeded) and self._pause is not None:
            # Why there was no answer in time says more than that there was none.
            self.give_up(self._pause)
            return
        self._pause = fault
        if isinstance(fault, _TooLarge) and len(self._asked) > 1:
            self.limit = len(self._asked) // 2
            self._pause = None
        elif self._may_retry(fault):
            self._had_defect |= isinstance(fault, Internal)
        else:
            self.give_up(fault)

    def give_up(self, fault: Fault | None = None) -> None:
        """Ends it: what still waits gets the fault; None: the last one that it met."""
        last = fault or self._pause or DeadlineExceeded("the client's time is up")
        for candidate in self.waiting:
            if fault is not None or candidate.place not in self.answers:
                self.answers[candidate.place] = last
        if not self._was_answered:
            self.call_fault = last
        self.waiting = []

    def pause_s(self, now: float, deadline: float) -> float | None:
        """Seconds until the next call; None: no more calls (it is done, or time is up).

        At least as long as the service said, with jitter on top, so that a crowd that was
        turned away together does not come back together.
        """
        if self.is_done:
            return None
        if self._pause is None:
            return 0.0
        backoff = min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2 ** min(self.tries, 10))
        least = self._pause.retry_after_s
        if least is not None:
            backoff = min(backoff, max(least, FIRST_PAUSE_S))
        pause = (least or 0.0) + backoff * random.uniform(0.5, 1.0)
        return pause if now + pause < deadline else None

    def _may_retry(self, fault: Fault) -> bool:
        # A deadline is the caller's own, and a second try has less time than the first. A defect
        # of the service is tried once more and no oftener: it is most often deterministic.
        if isinstance(fault, DeadlineExceeded) or (
            isinstance(fault, Internal) and self._had_defect
        ):
            return False
        return fault.retry


def _longer(one: Fault | None, other: Fault) -> Fault:
    """Of two reasons to wait, the one that asks for the longer wait."""
    if one is None or (other.retry_after_s or 0.0) > (one.retry_after_s or 0.0):
        return other
    return one


def _answer_of(answer: report_pb2.Answer) -> Answer:
    """What the service said of one submission. What can't be read is a fault, never a verdict."""
    which = answer.WhichOneof("outcome")
    try:
        if which == "graded":
            return wire.graded_from_pb(answer.graded)
        if which == "fault":
            return wire.fault_from_pb(answer.fault)
    except Fault as fault:
        return Internal(f"an answer that this client can't read: {fault.message}")
    return Internal("an answer without an outcome: the service is newer than this client")


def parts_of(
    task: task_pb2.Task | None,
    digest: str,
    candidates: Sequence[Candidate],
    options: Options,
    *,
    each: int = CALL_SUBMISSIONS,
) -> list[Part]:
    """The submissions in parts of at most `each`, and of what fits one message.

    Raises `InvalidTask` when the task alone is too large. A submission that is too large by
    itself is its own part, already answered with that fault.
    """
    room = REQUEST_BYTES - (0 if task is None else task.ByteSize())
    if room <= 0:
        raise InvalidTask("task", f"is larger than a message of {MESSAGE_BYTES} bytes may hold")
    parts: list[Part] = []
    free, batch = room, list[Candidate]()
    for candidate in candidates:
        size = candidate.wire_bytes
        if size > room:
            parts.append(_too_large(digest, candidate, room, options))
            continue
        if batch and (size > free or len(batch) == each):
            parts.append(Part(task, digest, batch, options))
            free, batch = room, []
        batch.append(candidate)
        free -= size
    return [*parts, Part(task, digest, batch, options)] if batch else parts


def _too_large(digest: str, candidate: Candidate, room: int, options: Options) -> Part:
    fault = InvalidTask(
        f"submissions[{candidate.place}].text",
        f"{candidate.wire_bytes} bytes, but a call has room for {room}",
    )
    return Part(None, digest, [], options, answers={candidate.place: fault})


def in_order(parts: Iterable[Part]) -> list[Answer]:
    """All parts' answers in the order of their places."""
    answers: dict[int, Answer] = {}
    for part in parts:
        answers.update(part.answers)
    return [answers[place] for place in sorted(answers)]


# ---------------------------------------------------------------- statuses


class _TooLarge(Overloaded):
    """gRPC itself refused a message for its size: fewer submissions may pass."""

    retry = False


_FAULTS: Mapping[grpc.StatusCode, type[Fault]] = {
    grpc.StatusCode.NOT_FOUND: UnknownTask,
    grpc.StatusCode.RESOURCE_EXHAUSTED: _TooLarge,
    grpc.StatusCode.DEADLINE_EXCEEDED: DeadlineExceeded,
    grpc.StatusCode.UNAUTHENTICATED: Unauthenticated,
    grpc.StatusCode.PERMISSION_DENIED: Unauthenticated,
    grpc.StatusCode.FAILED_PRECONDITION: Unsupported,
    grpc.StatusCode.UNIMPLEMENTED: Unsupported,
    grpc.StatusCode.UNAVAILABLE: Unavailable,
    grpc.StatusCode.CANCELLED: Unavailable,
}
"""What a status means when no `Fault` came with it: gRPC made it, or a proxy did."""


def fault_of(error: grpc.RpcError) -> Fault:
    """What a failed call means. This is the one place where a status becomes a fault again."""
    if not isinstance(error, grpc.Call):
        return Internal(f"a call failed without a status: {error}")
    metadata = cast("Iterable[tuple[str, str | bytes]] | None", error.trailing_metadata())
    try:
        told = wire.fault_from_metadata(metadata)
    except Exception:  # a broken trailer, perhaps a proxy's: the plain status still speaks
        told = None
    if told is not None:
        return told
    code, details = error.code(), error.details() or "no details"
    if code is grpc.StatusCode.INVALID_ARGUMENT:
        return InvalidTask("request", details)
    return _FAULTS.get(code, Internal)(details)
