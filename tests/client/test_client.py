"""`assay.Client`: answers in order, retries by the contract, faults that are never rewards."""

from __future__ import annotations

import asyncio
import logging
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import grpc
import pytest

import assay
from assay import calls, wire
from assay.faults import Fault, Internal, InvalidTask, Overloaded, Unavailable
from assay.types import FeedbackLevel, Shaping, Task
from assay.v1 import grading_pb2


@pytest.fixture
def client(service: Any) -> Iterator[assay.Client]:
    """A client of the fake service."""
    with assay.Client(service.address, timeout_s=20) as client:
        yield client


def values(answers: list[Any]) -> list[float | None]:
    """The rewards, None for faults."""
    return [None if isinstance(a, Fault) else a.reward.value for a in answers]


def test_one_group_is_one_call_with_answers_in_order(
    client: assay.Client, service: Any, task: Task
) -> None:
    """A group of rollouts is one call, and answers come in the order of the completions."""
    assert client.rewards(task, ["right", "wrong", "right"]) == [1.0, 0.0, 1.0]
    assert len(service.requests) == 1
    assert [s.id for s in service.requests[0].submissions] == ["0", "1", "2"]


def test_nothing_asked_is_nothing_answered(client: assay.Client, service: Any, task: Task) -> None:
    """No completions, no call."""
    assert client.grade(task, []) == []
    assert client.grade_many([]) == []
    assert not service.requests


def test_ids_are_the_callers(client: assay.Client, task: Task) -> None:
    """The ids given are those of the answers; a number of ids that does not fit is refused."""
    [answer] = client.grade(task, ["right"], ids=["s9"])
    assert isinstance(answer, assay.Graded)
    assert (answer.task_id, answer.submission_id) == ("double", "s9")
    with pytest.raises(ValueError, match="2 completions, but 1 ids"):
        client.grade(task, ["a", "b"], ids=["x"])


def test_a_fault_stands_in_its_own_place(client: assay.Client, task: Task) -> None:
    """One submission's fault costs the others nothing, and is None among rewards."""
    answers = client.grade(task, ["right", "fault", "right"])
    assert values(answers) == [1.0, None, 1.0]
    assert isinstance(answers[1], Internal)
    assert client.rewards(task, ["fault", "right"]) == [None, 1.0]


@pytest.mark.parametrize(
    "fault",
    [Unavailable("draining"), Overloaded("full", retry_after_s=0.001), grpc.StatusCode.UNAVAILABLE],
)
def test_asks_again_when_it_may_help(
    client: assay.Client, service: Any, task: Task, fault: Any
) -> None:
    """UNAVAILABLE and RESOURCE_EXHAUSTED with a fault are asked again until they are answered."""
    service.first.extend([fault] * 5)
    assert client.rewards(task, ["right"]) == [1.0]
    assert len(service.requests) == 6


def test_a_defect_is_asked_again_once(client: assay.Client, service: Any, task: Task) -> None:
    """INTERNAL is asked again once, and then raised."""
    service.first.extend([Internal("first"), Internal("second"), Internal("third")])
    with pytest.raises(Internal, match="second"):
        client.grade(task, ["right"])
    assert len(service.requests) == 2


def test_a_broken_task_is_raised_at_once(client: assay.Client, service: Any, task: Task) -> None:
    """INVALID_ARGUMENT is never asked again, and keeps the path of the field."""
    service.first.append(InvalidTask("task.code.tests[0]", "no source"))
    with pytest.raises(InvalidTask, match="no source") as caught:
        client.grade(task, ["right", "wrong"])
    assert caught.value.field == "task.code.tests[0]"
    assert len(service.requests) == 1


def test_only_the_unanswered_are_asked_again(
    client: assay.Client, service: Any, task: Task
) -> None:
    """Of a group, only the submissions with a fault that a retry may cure travel again."""
    seen: set[str] = set()

    def script(request: grading_pb2.GradeRequest) -> grading_pb2.GradeResponse:
        response = grading_pb2.GradeResponse()
        for submission in request.submissions:
            fresh = submission.text == "flaky" and submission.id not in seen
            seen.add(submission.id)
            outcome = Unavailable("a worker died") if fresh else _answer(submission.id)
            response.answers.append(wire.answer_to_pb(submission.id, outcome))
        return response

    service.script = script
    assert client.rewards(task, ["right", "flaky", "right", "flaky"]) == [1.0] * 4
    assert [[s.id for s in r.submissions] for r in service.requests] == [
        ["0", "1", "2", "3"],
        ["1", "3"],
    ]


def _answer(submission_id: str) -> assay.Graded:
    report = assay.Report(verdict=assay.Verdict.ACCEPTED, trust=assay.Trust.SEPARATED)
    return assay.Graded("double", submission_id, report, assay.Reward(value=1.0))


def test_time_is_up(client: assay.Client, service: Any, task: Task) -> None:
    """A service that stays away is raised as what it is when the client's time is up."""
    service.script = lambda _: Unavailable("down")
    with pytest.raises(Unavailable, match="down"):
        client.grade(task, ["right"], timeout_s=0.05)


def test_a_deadline_is_not_tried_twice(client: assay.Client, service: Any, task: Task) -> None:
    """DEADLINE_EXCEEDED is raised: a second try would have less time than the first."""
    service.hold.clear()
    with pytest.raises(assay.DeadlineExceeded):
        client.grade(task, ["right"], timeout_s=0.2)
    assert len(service.requests) == 1


def test_a_wait_longer_than_the_time_left_is_not_begun(
    client: assay.Client, service: Any, task: Task
) -> None:
    """Told to come back after the deadline, the client gives up at once."""
    service.first.append(Overloaded("full", retry_after_s=3600))
    with pytest.raises(Overloaded, match="full"):
        client.grade(task, ["right"])


def test_a_missing_answer_is_a_fault(client: assay.Client, service: Any, task: Task) -> None:
    """Fewer answers than submissions can't be matched: no verdict is made up."""
    service.script = lambda _: grading_pb2.GradeResponse()
    with pytest.raises(Internal, match="0 answers to 2 submissions"):
        client.grade(task, ["right", "wrong"])


def test_an_answer_from_the_future_is_a_fault(
    client: assay.Client, service: Any, task: Task
) -> None:
    """A verdict that this client does not know is a fault, never a reward of 0."""

    def script(request: grading_pb2.GradeRequest) -> grading_pb2.GradeResponse:
        response = grading_pb2.GradeResponse()
        response.answers.append(wire.answer_to_pb("0", _answer("0")))
        response.answers[0].graded.report.verdict = 99  # type: ignore[assignment]
        response.answers.add(submission_id="1")
        return response

    service.script = script
    answers = client.grade(task, ["right", "right"])
    assert [type(a) for a in answers] == [Internal, Internal]


def test_large_calls_are_split_by_bytes(
    client: assay.Client, service: Any, task: Task, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What does not fit one message travels in several; what never fits is its own fault."""
    monkeypatch.setattr(calls, "REQUEST_BYTES", 1000)
    texts = ["right" + "x" * 300] * 7 + ["y" * 2000] + ["wrong"]
    answers = client.grade(task, texts)
    assert values(answers) == [1.0] * 7 + [None, 0.0]
    assert isinstance(answers[7], InvalidTask)
    assert answers[7].field == "submissions[7].text"
    assert len(service.requests) == 4


def test_a_task_that_never_fits_is_refused(
    client: assay.Client, task: Task, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A task larger than a message is INVALID_ARGUMENT before anything is sent."""
    monkeypatch.setattr(calls, "REQUEST_BYTES", 10)
    with pytest.raises(InvalidTask, match="larger than a message"):
        client.grade(task, ["right"])
    [answer] = client.grade_many([(task, "right")])
    assert isinstance(answer, InvalidTask)


def test_large_calls_are_split_by_count(client: assay.Client, service: Any, task: Task) -> None:
    """A crowd of submissions comes in calls of a bounded number; each answer finds its place."""
    texts = ["right" if i % 3 else "wrong" for i in range(1000)]
    assert client.rewards(task, texts) == [float(bool(i % 3)) for i in range(1000)]
    assert max(len(r.submissions) for r in service.requests) <= calls.CALL_SUBMISSIONS


def test_an_answer_too_large_for_a_message_halves_the_call(
    client: assay.Client, service: Any, task: Task
) -> None:
    """RESOURCE_EXHAUSTED that gRPC itself made means fewer submissions in a call."""
    service.first.extend([grpc.StatusCode.RESOURCE_EXHAUSTED] * 2)
    assert client.rewards(task, ["right"] * 8) == [1.0] * 8
    assert [len(r.submissions) for r in service.requests] == [8, 4, 2, 2, 2, 2]


def test_many_tasks_are_pipelined_and_keep_their_places(
    client: assay.Client, service: Any, task: Task
) -> None:
    """Pairs of one task travel together, whatever their order; the answers are in the pairs'."""
    other = Task(id="other", code=task.code)
    pairs = [(task, "right"), (other, "wrong"), (task, "fault"), (other, "right")]
    answers = client.grade_many(pairs)
    assert values(answers) == [1.0, 0.0, None, 1.0]
    assert len(service.requests) == 2
    assert [a.task_id for a in answers if isinstance(a, assay.Graded)] == [
        "double",
        "other",
        "other",
    ]


def test_many_never_raises(client: assay.Client, service: Any, task: Task) -> None:
    """A fault of a whole call stands in each of its places; the other calls are answered."""
    broken = Task(id="broken", code=task.code)

    def script(request: grading_pb2.GradeRequest) -> Any:
        if request.task.id == "broken":
            return InvalidTask("task", "broken")
        response = grading_pb2.GradeResponse()
        for submission in request.submissions:
            response.answers.append(wire.answer_to_pb(submission.id, _answer(submission.id)))
        return response

    service.script = script
    answers = client.grade_many([(broken, "a"), (task, "b"), (broken, "c")])
    assert values(answers) == [None, 1.0, None]


def test_each_gives_every_place_once(client: assay.Client, task: Task) -> None:
    """`grade_each` yields each place exactly once; stopping early is no error."""
    pairs = [(task, "right")] * 100
    assert sorted(place for place, _ in client.grade_each(pairs)) == list(range(100))
    for _ in client.grade_each(pairs):
        break
    assert client.rewards(task, ["right"]) == [1.0]


def test_a_registered_task_travels_by_name(client: assay.Client, service: Any, task: Task) -> None:
    """After `register`, calls carry the digest only."""
    digest = client.register(task)
    assert client.rewards(digest, ["right", "wrong"]) == [1.0, 0.0]
    assert service.requests[0].task_digest == digest
    assert not service.requests[0].HasField("task")


def test_a_forgotten_task_is_registered_again(
    client: assay.Client, service: Any, task: Task
) -> None:
    """When the service has forgotten a task, the caller doesn't notice."""
    digest = client.register(task)
    service.registered.clear()
    assert client.rewards(digest, ["right"]) == [1.0]
    assert digest in service.registered


def test_an_unknown_digest_is_raised(client: assay.Client, task: Task) -> None:
    """A digest that this client did not register can't be cured, and is raised."""
    with pytest.raises(assay.UnknownTask):
        client.grade("sha256:" + "0" * 64, ["right"])


def test_registering_a_broken_task_raises(client: assay.Client, service: Any, task: Task) -> None:
    """`register` raises what the service says of the task, after the retries that may help."""
    service.first.extend([Unavailable("starting"), InvalidTask("task.code", "broken")])
    with pytest.raises(InvalidTask, match="broken"):
        client.register(task)


def test_overrides_and_token_travel(service: Any, task: Task) -> None:
    """Shaping, feedback, the cache flag and the token arrive as they were given."""
    with assay.Client(service.address, token="secret") as client:
        client.grade(
            task,
            ["right"],
            shaping=Shaping(profile="fraction"),
            feedback=FeedbackLevel.NONE,
            bypass_cache=True,
        )
        client.grade(task, ["right"])
    first, second = service.requests
    assert first.shaping.profile == "fraction"
    assert wire.feedback_from_pb(first.feedback) is FeedbackLevel.NONE
    assert first.bypass_cache
    assert not second.HasField("shaping")
    assert not second.bypass_cache
    assert wire.feedback_from_pb(second.feedback) is None
    assert service.metadata[0]["authorization"] == "Bearer secret"


def test_unpaired_surrogates_are_replaced(client: assay.Client, service: Any, task: Task) -> None:
    """Text that UTF-8 can't carry arrives with U+FFFD in its place; pairs are joined."""
    assert client.rewards(task, ["right \ud83d \ud83d\ude00 é"]) == [1.0]
    assert service.requests[0].submissions[0].text == "right \ufffd \U0001f600 é"


def test_a_pickled_client_works(client: assay.Client, service: Any, task: Task) -> None:
    """A copy by pickle connects by itself and knows what was registered."""
    digest = client.register(task)
    service.registered.clear()
    copy = pickle.loads(pickle.dumps(client))
    assert copy.rewards(digest, ["right"]) == [1.0]
    copy.close()


def test_a_client_in_a_running_loop(client: assay.Client, task: Task) -> None:
    """The blocking client works inside a running event loop, as trainers and notebooks have."""

    async def inside() -> list[float | None]:
        return client.rewards(task, ["right"])

    assert asyncio.run(inside()) == [1.0]


def test_an_async_client_in_many_loops(service: Any, task: Task) -> None:
    """One `AsyncClient` serves one event loop after another, and several at once."""
    client = assay.AsyncClient(service.address)
    got: list[Any] = []

    def loop() -> None:
        got.append(asyncio.run(client.rewards(task, ["right"])))

    for _ in range(2):
        loop()
    threads = [threading.Thread(target=loop) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got == [[1.0]] * 6
    asyncio.run(client.close())


async def test_the_async_client_has_the_same_names(service: Any, task: Task) -> None:
    """Everything that `Client` does, `AsyncClient` does under the same name."""
    async with assay.AsyncClient(service.address) as client:
        digest = await client.register(task)
        assert values(await client.grade(digest, ["right"])) == [1.0]
        assert await client.rewards(digest, ["wrong"]) == [0.0]
        assert values(await client.grade_many([(task, "right")] * 3)) == [1.0] * 3
        assert [place async for place, _ in client.grade_each([(task, "right")])] == [0]


async def test_cancelling_reaches_the_service(service: Any, task: Task) -> None:
    """A cancelled `grade` cancels its call, so that the service can stop the work."""
    service.hold.clear()
    async with assay.AsyncClient(service.address) as client:
        work = asyncio.create_task(client.grade(task, ["right"]))
        while not service.requests:
            await asyncio.sleep(0.001)
        work.cancel()
        with pytest.raises(asyncio.CancelledError):
            await work
        assert await asyncio.to_thread(service.cancelled.wait, 10)


def test_a_closed_client_says_so(service: Any, task: Task) -> None:
    """After `close` a call fails at once and with the reason."""
    client = assay.Client(service.address)
    client.rewards(task, ["right"])
    client.close()
    client.close()
    with pytest.raises(Unavailable, match="the client is closed"):
        client.grade(task, ["right"])


def test_a_service_that_starts_late_is_waited_for(
    service: Any, task: Task, caplog: pytest.LogCaptureFixture
) -> None:
    """Nobody at the address is UNAVAILABLE: tried again until the timeout, and said in the log."""
    client = assay.Client(service.address + "-nobody", timeout_s=0.3)
    with caplog.at_level(logging.WARNING, "assay.client"), pytest.raises(Unavailable):
        client.grade(task, ["right"])
    assert "UNAVAILABLE" in caplog.text


FORKING = """
import os, sys

sys.path.insert(0, sys.argv[1])
import assay

body = assay.Call(args=(21,), expected=42)
code = assay.CodeTask(language="python", entry_point="f", tests=(assay.Test(id="t", body=body),))
task, client = assay.Task(id="t", code=code), assay.Client(sys.argv[2], timeout_s=20)
assert client.rewards(task, ["right"]) == [1.0]
for _ in range(3):
    child = os.fork()
    if not child:
        assert client.rewards(task, ["wrong", "right"]) == [0.0, 1.0]
        grandchild = os.fork()
        if not grandchild:
            assert client.rewards(task, ["right"]) == [1.0]
            sys.exit()
        sys.exit(os.waitstatus_to_exitcode(os.waitpid(grandchild, 0)[1]))
    assert os.waitpid(child, 0)[1] == 0
assert client.rewards(task, ["right"]) == [1.0]
"""


def run_alone(program: str, service: Any, **environment: str) -> None:
    """Runs a client in a process of its own, because a gRPC server's process can't be forked."""
    inherited = {k: v for k, v in os.environ.items() if k != "GRPC_ENABLE_FORK_SUPPORT"}
    root = str(Path(assay.__file__).parents[1])
    line = [sys.executable, "-c", program, root, service.address]
    done = subprocess.run(
        line, env={**inherited, **environment}, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr


def test_forked_children_work(service: Any) -> None:
    """Children of fork use the same client with channels of their own; so does their parent."""
    run_alone(FORKING, service)


def test_a_fork_that_grpc_cannot_survive_is_a_fault(service: Any) -> None:
    """Where gRPC has no fork support, a child gets a fault that says so, and doesn't hang."""
    program = FORKING.replace(
        'assert client.rewards(task, ["wrong", "right"]) == [0.0, 1.0]',
        """try:
            client.rewards(task, ["right"])
        except assay.Unsupported as fault:
            os._exit("GRPC_ENABLE_FORK_SUPPORT=1" not in fault.message)""",
    )
    run_alone(program, service, GRPC_ENABLE_FORK_SUPPORT="0")
    run_alone("import grpc\n" + program, service)


def test_the_environment_names_the_service(
    service: Any, task: Task, monkeypatch: pytest.MonkeyPatch
) -> None:
    """ASSAY_ADDRESS and ASSAY_TOKEN stand in for what is not given."""
    monkeypatch.setenv("ASSAY_ADDRESS", service.address.removeprefix("unix:"))
    monkeypatch.setenv("ASSAY_TOKEN", "from the environment")
    with assay.Client() as client:
        assert client.rewards(task, ["right"]) == [1.0]
    assert service.metadata[0]["authorization"] == "Bearer from the environment"
