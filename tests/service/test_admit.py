"""What is let in, how much of it, and what the rest are told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assay.faults import DeadlineExceeded, InvalidTask, Overloaded, Unavailable, Unsupported
from assay.types import FeedbackLevel, Limits, Shaping, Task
from assay.v1 import grading_pb2, task_pb2
from assay.wire import shaping_to_pb, submission_to_pb, task_to_pb
from service.admit import Caller, Drain, Room, admit, answers_at, check_limits, parse
from service.tasks import Tasks
from tests.worker.fakes import task

CALLER = Caller("a", "r", None)


def tasks() -> Tasks:
    """A memory for tasks that refuses none."""
    return Tasks(lambda given: "1", 1_000_000)


def request(*texts: str, of: Task | None = None) -> grading_pb2.GradeRequest:
    """A request with these texts."""
    some = [submission_to_pb(f"s{n}", text) for n, text in enumerate(texts)]
    return grading_pb2.GradeRequest(task=task_to_pb(of or task()), submissions=some)


def test_parse_refuses_what_is_no_message() -> None:
    """Broken bytes, and text that is not UTF-8, are the caller's mistake and are told so."""
    assert parse(task_pb2.Submission, b"\x0a\x01s").id == "s"
    for body in (b"\xff\xff\xff", b"\x0a\x02\xff\xfe"):
        with pytest.raises(InvalidTask, match=r"assay\.v1\.Submission"):
            parse(task_pb2.Submission, body)


async def test_admit_makes_an_order_for_each_submission() -> None:
    """Orders are the submissions, in their order; equal texts have equal keys."""
    admitted = await admit(request("x", "y", "x"), CALLER, tasks(), 0.0)
    assert [order.submission.id for order in admitted.orders] == ["s0", "s1", "s2"]
    keys = [order.key for order in admitted.orders]
    assert keys[0] == keys[2] != keys[1]


async def test_what_no_report_depends_on_is_not_in_the_key() -> None:
    """Id, shaping and feedback level don't change a key; limits do."""
    base = task()
    alike = replace(base, id="other", feedback=FeedbackLevel.NONE, shaping=Shaping("fraction"))
    unlike = replace(base, limits=Limits(wall_s=1.0))
    keys = [
        (await admit(request("x", of=each), CALLER, tasks(), 0.0)).orders[0].key
        for each in (base, alike, unlike)
    ]
    assert keys[0] == keys[1] != keys[2]


async def test_bypass_has_no_key() -> None:
    """A request that bypasses the cache has nothing to look up or to keep under."""
    given = request("x")
    given.bypass_cache = True
    assert (await admit(given, CALLER, tasks(), 0.0)).orders[0].key is None


async def test_a_request_may_override_shaping_and_feedback() -> None:
    """The request's shaping and feedback level go before the task's."""
    given = request("x")
    given.shaping.CopyFrom(shaping_to_pb(Shaping("staged")))
    given.feedback = task_pb2.FEEDBACK_LEVEL_NONE
    admitted = await admit(given, CALLER, tasks(), 0.0)
    assert (admitted.shaping.profile, admitted.feedback) == ("staged", FeedbackLevel.NONE)
    plain = await admit(request("x"), CALLER, tasks(), 0.0)
    assert (plain.shaping.profile, plain.feedback) == ("binary", FeedbackLevel.FULL)


async def test_malformed_requests_name_the_field() -> None:
    """No task, no submissions: the field is named."""
    for given, field in (
        (grading_pb2.GradeRequest(task=task_to_pb(task())), "submissions"),
        (grading_pb2.GradeRequest(submissions=[submission_to_pb("s", "x")]), "task"),
    ):
        with pytest.raises(InvalidTask) as caught:
            await admit(given, CALLER, tasks(), 0.0)
        assert caught.value.field == field


async def test_a_past_deadline_is_not_begun() -> None:
    """What can't be answered in time is refused before anything is done for it."""
    with pytest.raises(DeadlineExceeded):
        await admit(request("x"), Caller("a", "r", 5.0), tasks(), 6.0)


@pytest.mark.parametrize("left_s", [0.001, 0.1, 1.0, 60.0, 3600.0])
def test_answers_go_out_before_the_deadline(left_s: float) -> None:
    """A margin is kept for the way back, never more than half of the time or half a second."""
    at = answers_at(100.0 + left_s, 100.0)
    assert at is not None
    assert 100.0 < at < 100.0 + left_s
    assert 100.0 + left_s - at <= 0.5 + 1e-9


def test_limits_have_a_ceiling() -> None:
    """A limit above the ceiling is Unsupported and named; the defaults are not."""
    check_limits(task())
    with pytest.raises(Unsupported, match=r"limits\.memory_bytes"):
        check_limits(replace(task(), limits=Limits(memory_bytes=2**50)))


def test_room_is_bounded_by_count_and_bytes() -> None:
    """What doesn't fit is Overloaded and told when to come back; leaving makes room again."""
    room = Room(100, 1000)
    room.enter("a", 50, 100)
    with pytest.raises(Overloaded) as caught:
        room.enter("a", 1, 1)
    assert caught.value.retry
    assert caught.value.retry_after_s is not None
    with pytest.raises(Overloaded):
        room.enter("b", 1, 500)
    room.leave("a", 50, 100)
    room.enter("a", 50, 100)


def test_room_keeps_some_for_others() -> None:
    """A client that took all it could leaves room for whoever comes next, and the next."""
    room = Room(100, 100_000)
    for client, share in (("a", 50), ("b", 25), ("c", 12), ("d", 6)):
        for _ in range(share):
            room.enter(client, 1, 1)
        with pytest.raises(Overloaded):
            room.enter(client, 1, 1)


def test_a_request_that_never_fits_is_malformed() -> None:
    """Retrying would not help, so it is told to split instead."""
    with pytest.raises(InvalidTask, match="split"):
        Room(100, 1000).enter("a", 51, 1)
    with pytest.raises(InvalidTask, match="split"):
        Room(100, 1000).enter("a", 1, 501)


def test_a_closed_room_lets_nobody_in() -> None:
    """A draining service is Unavailable, which a client retries elsewhere."""
    room = Room(10, 10)
    room.is_closed = True
    with pytest.raises(Unavailable), room.entered("a", 1, 1):
        pass
    assert room.count == 0


def test_room_is_empty_after_every_leaving() -> None:
    """Nothing adds up over time, also where a request failed."""
    room = Room(10, 10)
    with pytest.raises(ZeroDivisionError), room.entered("a", 2, 2):
        raise ZeroDivisionError
    assert (room.count, room.bytes) == (0, 0)


def test_retry_time_follows_the_drain() -> None:
    """Twice the backlog, twice the wait, within bounds; unknown rates give a second."""
    drain = Drain()
    assert drain.seconds_for(10) == 1.0
    drain._rate = 10.0
    assert drain.seconds_for(10) == pytest.approx(1.0)
    assert drain.seconds_for(20) == pytest.approx(2.0)
    assert drain.seconds_for(10**9) == Drain.MOST_S
    assert drain.seconds_for(0) == Drain.LEAST_S
