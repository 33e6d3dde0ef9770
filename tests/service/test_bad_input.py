"""Requests as they should not be, to a real service with real sandboxes.

Each is answered with a clear status or verdict; the next honest program is accepted, and nothing
is held that was not held before. Ten thousand calls at once: `test_crowd.py`.
"""

from __future__ import annotations

import math
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import cast

import grpc
import pytest

from assay.types import Call, Program, Stdio, Task, Test
from assay.v1 import grading_pb2, report_pb2, task_pb2
from assay.wire import submission_to_pb, task_to_pb
from tests.service.live import (
    BIG,
    CALL,
    HONEST,
    SERVICE,
    TASK,
    Live,
    live,
    request,
    status,
    unlike,
)

pytestmark = [pytest.mark.sandbox, pytest.mark.slow]

Code = grpc.StatusCode
GRADE = f"/{SERVICE}/Grade"
MIB = 1024 * 1024
FIFTY_MB = 50_000_000


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """One service for all of them: what one leaves behind, the others meet."""
    with live(tmp_path_factory.mktemp("service")) as started:
        yield started


def refused(call: Callable[[], object]) -> tuple[grpc.StatusCode, str]:
    """The status and words of a call that fails."""
    with pytest.raises(grpc.RpcError) as caught:
        call()
    error = cast("grpc.Call", caught.value)
    return error.code(), str(error.details())


def raw(
    service: Live,
    body: bytes,
    method: str = GRADE,
    metadata: Sequence[tuple[str, str]] = (),
    timeout: float = 30,
) -> bytes:
    """The response's bytes to these bytes, on a connection of their own."""
    with grpc.insecure_channel(service.address, options=BIG) as channel:
        call = channel.unary_unary(method)
        return bytes(call(body, timeout=timeout, metadata=tuple(metadata)))


def of(*tests: Test, **changes: object) -> Task:
    """The task with these tests."""
    return replace(TASK, code=replace(TASK.code, tests=tests, **changes))  # type: ignore[arg-type]


def program(source: str) -> Test:
    """A test program."""
    return Test("t", Program(source))


# ---------------------------------------------------------------- submissions


def statements() -> str:
    """50 MB of statements after an honest function."""
    return HONEST + "y = 1\n" * (FIFTY_MB // 6)


@pytest.mark.parametrize(
    ("make", "verdict"),
    [
        pytest.param(lambda: "", "malformed", id="empty"),
        pytest.param(lambda: " \n\t\n", "malformed", id="blank"),
        pytest.param(lambda: "so it is " * (FIFTY_MB // 9), "malformed", id="50 MB of prose"),
        pytest.param(statements, "malformed", id="50 MB of statements"),
        pytest.param(lambda: "f(" * (FIFTY_MB // 2), "malformed", id="50 MB of brackets"),
        pytest.param(lambda: "```python\n" * (FIFTY_MB // 10), "malformed", id="50 MB of fences"),
        pytest.param(lambda: HONEST + "\0", "compile_error", id="NUL after the code"),
        pytest.param(lambda: f"'a\0b'\n{HONEST}", "compile_error", id="NUL in a string"),
        pytest.param(lambda: "\0" * 1000, "malformed", id="nothing but NUL"),
    ],
)
def test_texts_that_hold_no_program(service: Live, make: Callable[[], str], verdict: str) -> None:
    """What a policy wrote, whatever it is, gets a verdict and words, never a fault."""
    with service.unharmed():
        answer = service.grade(make())[0]
        assert answer.WhichOneof("outcome") == "graded"
        assert answer.graded.report.verdict == report_verdict(verdict)
        assert answer.graded.reward.value == 0
        assert verdict.replace("_", " ") in answer.graded.reward.text
        assert len(answer.graded.reward.text) < 5000


def report_verdict(name: str) -> int:
    """The verdict's number."""
    return report_pb2.Verdict.Value(f"VERDICT_{name.upper()}")


def test_a_request_over_64_mib(service: Live) -> None:
    """gRPC refuses it before a byte of it is kept, and says what the limit is."""
    with service.unharmed():
        code, words = refused(lambda: service.grade(HONEST + "#" * (64 * MIB)))
        assert code is Code.RESOURCE_EXHAUSTED
        assert "larger than max" in words
        assert str(64 * MIB) in words


def test_the_same_id_twice(service: Live) -> None:
    """Ids of a group's submissions are the caller's own: answers come by place."""
    asked = request(HONEST, "def f(x): return 0")
    asked.submissions[1].id = asked.submissions[0].id
    with service.unharmed():
        answers = service.stub.Grade(asked, timeout=30).answers
        assert [answer.graded.reward.value for answer in answers] == [1, 0]


# ---------------------------------------------------------------- bytes


def spoiled(at: bytes) -> bytes:
    """An honest request with two bytes of it turned into what UTF-8 never holds."""
    body = request(f"{HONEST}# MARK").SerializeToString()
    assert body.count(at) == 1
    return body.replace(at, at[:-2] + b"\xff\xc3")


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"\xff" * 16, id="no protobuf"),
        pytest.param(request(HONEST).SerializeToString()[:-1], id="truncated"),
        pytest.param(b"\x0a\xff\xff\xff\xff\x0f", id="a length beyond the end"),
        pytest.param(b"\x0b" * 10_000, id="groups in groups"),
        pytest.param(spoiled(b"MARK"), id="a text that is not UTF-8"),
        pytest.param(spoiled(b"increment"), id="an id that is not UTF-8"),
        pytest.param(spoiled(b"assert f(41) == 42"), id="a test that is not UTF-8"),
    ],
)
def test_bytes_that_are_no_request(service: Live, body: bytes) -> None:
    """INVALID_ARGUMENT with the message's name, not gRPC's INTERNAL without a word."""
    with service.unharmed():
        code, words = refused(lambda: raw(service, body))
        assert code is Code.INVALID_ARGUMENT
        assert "assay.v1.GradeRequest" in words
        assert "UTF-8" in words


def test_unknown_calls(service: Live) -> None:
    """A call that isn't there is UNIMPLEMENTED."""
    with service.unharmed():
        for method in (f"/{SERVICE}/Nothing", "/no.such.Service/Grade"):
            assert refused(lambda: raw(service, b"", method))[0] is Code.UNIMPLEMENTED  # noqa: B023


def test_oversized_metadata(service: Live) -> None:
    """Metadata past the limit is refused in gRPC itself; much of it below that is no matter."""
    body = request(unlike(HONEST)).SerializeToString()
    many = [(f"x-{number}", "y" * 90) for number in range(1000)]
    with service.unharmed():
        for metadata in ([("x-one", "y" * 100_000)], many):
            code, words = refused(lambda: raw(service, body, metadata=metadata))  # noqa: B023
            assert code is Code.RESOURCE_EXHAUSTED
            assert "metadata" in words
        assert raw(service, body, metadata=[("x-one", "y" * 6000)])


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", id="HTTP/1"),
        pytest.param(b"\0" * 4096, id="nothing"),
        pytest.param(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + b"\xff" * 4096, id="no frames"),
    ],
)
def test_bytes_that_are_no_grpc(service: Live, sent: bytes) -> None:
    """A connection that speaks something else is closed; nobody else notices."""
    with service.unharmed(), socket.socket(socket.AF_UNIX) as talker:
        talker.settimeout(30)
        talker.connect(service.address.removeprefix("unix:"))
        talker.sendall(sent)
        with suppress(ConnectionResetError):
            while talker.recv(4096):
                pass


# ---------------------------------------------------------------- tasks


def task_of(change: Callable[[task_pb2.Task], object]) -> task_pb2.Task:
    """The honest task, changed on the wire."""
    message = task_to_pb(TASK)
    change(message)
    return message


def without_tests(message: task_pb2.Task) -> None:
    """Takes the tests away."""
    del message.code.tests[:]


TWICE = (Test("a", Call((1,), 2)), Test("b", Call((1,), 3)))
TASKS = {
    "empty": (task_pb2.Task(), "code"),
    "no tests": (task_of(without_tests), "code.tests: expected at least one"),
    "no language": (task_of(lambda m: m.code.ClearField("language")), "code.language: expected a"),
    "unknown language": (task_to_pb(of(CALL, language="cobol")), "this service has cpp, python"),
    "NUL in the language": (task_to_pb(of(CALL, language="python\0")), r"'python\x00'"),
    "the same test twice": (task_to_pb(of(CALL, CALL)), "code.tests[1].id: 'call'"),
    "calls that contradict": (task_to_pb(of(*TWICE)), "contradicts test 'a'"),
    "outputs that contradict": (
        task_to_pb(of(Test("a", Stdio("1", "2")), Test("b", Stdio("1", "3")))),
        "contradicts test 'a'",
    ),
    "a program that is no Python": (task_to_pb(of(program("f(1 =="))), "is not Python: line 1"),
    "NUL in a program": (task_to_pb(of(program("f(1)\0"))), "is not Python: source code"),
    "a program that fails without a candidate": (
        task_to_pb(of(program("import nowhere\nassert f(1) == 2\n"))),
        "fails before it uses the candidate's code (line 1): ModuleNotFoundError",
    ),
    "a program that tests nothing": (task_to_pb(of(program("assert 1 == 2\n"))), "code.tests[0]"),
    "a program that the reference fails": (
        task_to_pb(of(program("assert f(1) == 3\n"), reference=HONEST)),
        "code.reference: the reference is not accepted by test 't'",
    ),
    "a reference that is no program": (
        task_to_pb(of(CALL, reference="def f(x) x")),
        "code.reference: the reference is not accepted",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TASKS)
def test_tasks_that_can_not_be_graded(service: Live, name: str) -> None:
    """INVALID_ARGUMENT that names the field: the task's author is told, no candidate is judged."""
    task, told = TASKS[name]
    some = [submission_to_pb("s", unlike(HONEST))]
    with service.unharmed():
        asked = grading_pb2.GradeRequest(task=task, submissions=some)
        code, words = refused(lambda: service.stub.Grade(asked, timeout=60))
        assert code is Code.INVALID_ARGUMENT
        assert told in words


def test_no_task_and_no_submissions(service: Live) -> None:
    """A request without its parts says which one is missing."""
    lone = grading_pb2.GradeRequest(submissions=[submission_to_pb("s", HONEST)])
    with service.unharmed():
        for asked, told in ((lone, "task: "), (request(), "submissions: ")):
            code, words = refused(lambda: service.stub.Grade(asked))  # noqa: B023
            assert code is Code.INVALID_ARGUMENT
            assert words.startswith(told)


def test_a_program_that_breaks_on_what_the_candidate_returned(service: Live) -> None:
    """That is the candidate's doing: a verdict, with and without a reference to compare with."""
    adds = program("assert f(1) + 1 == 3\n")
    with service.unharmed():
        for task in (of(adds), of(adds, reference=HONEST)):
            assert service.verdict(unlike("def f(x): return None\n"), task) == "wrong_answer"
            assert service.verdict(unlike(HONEST), task) == "accepted"


@pytest.mark.parametrize("name", [field.name for field in task_pb2.Limits.DESCRIPTOR.fields])
@pytest.mark.parametrize("value", [-1, 0, math.nan, math.inf, 2**31 - 1, 1e300])
def test_limits_out_of_range(service: Live, name: str, value: float) -> None:
    """A limit that is negative, nothing, no number or absurd is refused by its name."""
    asked = request(unlike(HONEST))
    try:
        setattr(asked.task.limits, name, value)
    except (TypeError, ValueError):
        return  # the wire can't carry it
    if name.endswith("bytes") and value > 0:
        value *= 2**31  # a limit in bytes is absurd from a petabyte on
        setattr(asked.task.limits, name, int(value))
    code, words = refused(lambda: service.stub.Grade(asked, timeout=30))
    assert code is Code.INVALID_ARGUMENT
    assert words.startswith(f"limits.{name}: expected a number from ")


def test_limits_that_are_only_too_much_for_this_service(service: Live) -> None:
    """Within the contract and above the service's ceiling: FAILED_PRECONDITION, by its name."""
    asked = request(unlike(HONEST))
    asked.task.limits.wall_s = 3000
    with service.unharmed():
        code, words = refused(lambda: service.stub.Grade(asked, timeout=30))
        assert code is Code.FAILED_PRECONDITION
        assert "limits.wall_s is 3000" in words


# ---------------------------------------------------------------- time


@pytest.mark.parametrize("timeout", [-5, 0, 1e-9, 1e-4])
def test_deadlines_that_have_passed(service: Live, timeout: float) -> None:
    """DEADLINE_EXCEEDED, of the call or of each answer; nothing is run for nobody."""
    with service.unharmed():
        try:
            answers = service.grade(unlike(HONEST), timeout=timeout)
        except grpc.RpcError as error:
            codes = [status(error).value[0]]
        else:
            codes = [answer.fault.code for answer in answers]
        assert codes == [Code.DEADLINE_EXCEEDED.value[0]]


# ---------------------------------------------------------------- streams


def item(name: str, **parts: float) -> grading_pb2.GradeStreamRequest:
    """An honest request of a stream."""
    return grading_pb2.GradeStreamRequest(id=name, request=request(unlike(HONEST)), **parts)


def stream(service: Live, *items: grading_pb2.GradeStreamRequest) -> dict[str, str]:
    """By id: `right`, or the fault's words."""
    answers = service.stub.GradeStream(iter(items), timeout=60)
    return {
        answer.id: answer.fault.message
        or ("right" if answer.response.answers[0].graded.reward.value == 1 else "wrong")
        for answer in answers
    }


@pytest.mark.parametrize("ids", [("a", "a"), ("",), ("a" * 1025,)])
def test_ids_that_name_no_request_of_a_stream(service: Live, ids: tuple[str, ...]) -> None:
    """The same id twice, none, or one too long: no answer could be told apart, so it ends."""
    with service.unharmed():
        code, words = refused(lambda: stream(service, *(item(name) for name in ids)))
        assert code is Code.INVALID_ARGUMENT
        assert words.startswith("id: ")


@pytest.mark.parametrize("timeout", [-1, 0, math.nan])
def test_timeouts_of_a_stream_that_are_none(service: Live, timeout: float) -> None:
    """One request's impossible timeout is that request's fault; the stream goes on."""
    with service.unharmed():
        told = stream(service, item("a", timeout_s=timeout), item("b"))
        refusal = f"timeout_s: expected more than 0, found {float(timeout)}"
        assert told == {"a": refusal, "b": "right"}


def test_timeouts_of_a_stream_beyond_all_time(service: Live) -> None:
    """A timeout of more seconds than there are is no timeout."""
    with service.unharmed():
        told = stream(service, item("a", timeout_s=math.inf), item("b", timeout_s=1e300))
        assert told == {"a": "right", "b": "right"}


def test_a_half_closed_stream(service: Live) -> None:
    """Who has sent all and only listens gets every answer; who sent nothing, none and OK."""
    with service.unharmed():
        assert stream(service) == {}
        told = stream(service, *(item(str(number)) for number in range(20)))
        assert set(told.values()) == {"right"}
        assert len(told) == 20


def test_a_stream_that_breaks_off_in_the_middle(service: Live) -> None:
    """Bytes that are no request end the stream by INVALID_ARGUMENT, and all of its runs."""
    with service.unharmed(), grpc.insecure_channel(service.address) as channel:
        call = channel.stream_stream(f"/{SERVICE}/GradeStream")
        slow = item("a")
        slow.request.submissions[0].text = unlike("while True: pass\n" + HONEST)
        began = time.monotonic()
        sent = iter([slow.SerializeToString(), b"\xff\xff"])
        code, words = refused(lambda: list(call(sent, timeout=60)))
        assert code is Code.INVALID_ARGUMENT
        assert "assay.v1.GradeStreamRequest" in words
        assert time.monotonic() - began < 5


# ---------------------------------------------------------------- tokens


def test_wrong_tokens(tmp_path: Path) -> None:
    """Who shows none, a wrong one, or rubbish is UNAUTHENTICATED; others go on at full speed."""
    tokens = tmp_path / "tokens"
    tokens.write_text("trainer 0123456789abcdef\n")
    body = request(HONEST).SerializeToString()
    right = (("authorization", "Bearer 0123456789abcdef"),)
    shown = ["", "Bearer", "Bearer x", "Basic 0123456789abcdef", "Bearer " + "0" * 6000]
    with live(tmp_path, "--token-file", str(tokens), metadata=right) as service:
        with service.unharmed():
            for text in shown:
                metadata = [("authorization", text)] if text else []
                code, words = refused(lambda: raw(service, body, metadata=metadata))  # noqa: B023
                assert code is Code.UNAUTHENTICATED
                assert "authorization" in words
                assert "0000" not in words
        with service.unharmed(), ThreadPoolExecutor(8) as pool:
            codes = list(pool.map(lambda _: refused(lambda: raw(service, body))[0], range(200)))
            assert set(codes) == {Code.UNAUTHENTICATED}
