"""How values cross the wire: what goes in comes out, and what can't be meant is named."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given

from assay import faults, wire
from assay.digest import task_digest
from assay.faults import Fault, InvalidTask
from assay.types import (
    Call,
    CheckOutcome,
    Diagnostic,
    Floats,
    Graded,
    Limits,
    Program,
    Report,
    Reward,
    Shaping,
    Task,
    Test,
    Trust,
    Verdict,
)
from assay.v1 import report_pb2, task_pb2
from tests.assay import made


@given(made.tasks)
def test_a_task_comes_back_as_it_went(task: Task) -> None:
    """Every task that is in range crosses the wire unchanged, values and their types included."""
    sent = wire.task_to_pb(task).SerializeToString()
    got = wire.task_from_pb(task_pb2.Task.FromString(sent))
    assert got == task
    assert task_digest(got) == task_digest(task)  # which tells 1, 1.0 and True apart


@given(made.gradeds)
def test_an_answer_comes_back_as_it_went(graded: Graded) -> None:
    """Every report and reward crosses the wire unchanged."""
    sent = wire.answer_to_pb("s1", graded).SerializeToString()
    assert wire.answer_from_pb(report_pb2.Answer.FromString(sent)) == graded


def test_keyword_order_is_kept() -> None:
    """Keyword arguments arrive in the order of the task: a `**kwargs` function can see it."""
    call = Call((), 1, kwargs={"z": 1, "a": 2})
    got = wire.task_from_pb(wire.task_to_pb(made.call_task(tests=(Test("t", call),))))
    body = got.code.tests[0].body
    assert isinstance(body, Call)
    assert list(body.kwargs) == ["z", "a"]


def test_absence_means_the_default() -> None:
    """A task that sets nothing optional has the defaults of `assay.types`."""
    message = task_pb2.Task(
        code=task_pb2.CodeTask(
            language="python", tests=[task_pb2.Test(id="t", stdio=task_pb2.Stdio())]
        )
    )
    task = wire.task_from_pb(message)
    assert task == Task("", replace(task.code, module="solution"), Limits(), shaping=Shaping())
    assert task.code.tests[0].weight == 1.0


def test_an_explicit_zero_is_not_absence() -> None:
    """A weight of 0 and a tolerance of 0 are kept, not replaced by their defaults."""
    tests = (Test("a", Call((), 1), weight=0.0, checker=Floats(0.0, 0.0)), Test("b", Call((), 1)))
    got = wire.task_from_pb(wire.task_to_pb(made.call_task(tests=tests)))
    assert got.code.tests == tests


def _pb() -> task_pb2.Task:
    return wire.task_to_pb(made.call_task())


def _limits(**limits: float) -> Callable[[task_pb2.Task], None]:
    return lambda pb: pb.limits.MergeFrom(task_pb2.Limits(**limits))  # type: ignore[arg-type]


TWICE = [task_pb2.Keyword(name="k", value=task_pb2.PyValue(json="1"))] * 2

MALFORMED: list[tuple[str, Callable[[task_pb2.Task], object]]] = [
    ("code", lambda pb: pb.ClearField("code")),
    ("id", lambda pb: setattr(pb, "id", "x" * 1025)),
    ("limits.wall_s", _limits(wall_s=-1.0)),
    ("limits.wall_s", _limits(wall_s=math.nan)),
    ("limits.cpu_s", _limits(cpu_s=math.inf)),
    ("limits.memory_bytes", _limits(memory_bytes=-5)),
    ("limits.memory_bytes", _limits(memory_bytes=2**60)),
    ("limits.files", _limits(files=0)),
    ("limits.processes", _limits(processes=0)),
    ("limits.total_wall_s", _limits(total_wall_s=0.0)),
    ("shaping.profile", lambda pb: setattr(pb.shaping, "profile", "generous")),
    ("shaping.time_penalty", lambda pb: setattr(pb.shaping, "time_penalty", -0.5)),
    ("shaping.length_penalty", lambda pb: setattr(pb.shaping, "length_penalty", math.nan)),
    ("shaping.length_limit", lambda pb: setattr(pb.shaping, "length_limit", 0)),
    ("feedback", lambda pb: setattr(pb, "feedback", 99)),
    ("require_trust", lambda pb: setattr(pb, "require_trust", 99)),
    ("code.language", lambda pb: setattr(pb.code, "language", "")),
    ("code.module", lambda pb: setattr(pb.code, "module", "")),
    ("code.stop", lambda pb: setattr(pb.code, "stop", 99)),
    ("code.tests", lambda pb: pb.code.ClearField("tests")),
    ("code.tests", lambda pb: setattr(pb.code.tests[0], "weight", 0.0)),
    ("code.checker", lambda pb: pb.code.checker.SetInParent()),
    ("code.checker.floats.absolute", lambda pb: setattr(pb.code.checker.floats, "absolute", -1)),
    ("code.tests[0]", lambda pb: pb.code.tests[0].ClearField("call")),
    ("code.tests[0].id", lambda pb: setattr(pb.code.tests[0], "id", "")),
    ("code.tests[0].weight", lambda pb: setattr(pb.code.tests[0], "weight", -1.0)),
    ("code.tests[0].weight", lambda pb: setattr(pb.code.tests[0], "weight", math.nan)),
    ("code.tests[0].checker", lambda pb: pb.code.tests[0].checker.SetInParent()),
    ("code.tests[0].call.expected", lambda pb: pb.code.tests[0].call.ClearField("expected")),
    ("code.tests[0].call.entry_point", lambda pb: pb.code.ClearField("entry_point")),
    ("code.tests[0].call.args[1].json", lambda pb: setattr(_arg(pb), "json", "")),
    ("code.tests[0].call.args[1].json", lambda pb: setattr(_arg(pb), "json", '{"$no": 1}')),
    ("code.tests[0].call.args[1].json", lambda pb: setattr(_arg(pb), "json", "[" * 10**5)),
    ("code.tests[0].call.kwargs[1].name", lambda pb: pb.code.tests[0].call.kwargs.extend(TWICE)),
    ("code.tests[0].program.runner", lambda pb: setattr(_program(pb), "runner", 99)),
]


def _arg(pb: task_pb2.Task) -> task_pb2.PyValue:
    return pb.code.tests[0].call.args[1]


def _program(pb: task_pb2.Task) -> task_pb2.Program:
    return pb.code.tests[0].program


@pytest.mark.parametrize(("path", "spoil"), MALFORMED)
def test_a_malformed_task_names_its_field(
    path: str, spoil: Callable[[task_pb2.Task], object]
) -> None:
    """What is missing, unknown or out of range raises InvalidTask with the field's path."""
    message = _pb()
    spoil(message)
    with pytest.raises(InvalidTask) as caught:
        wire.task_from_pb(message)
    assert caught.value.field == path


def test_what_is_not_plain_data_is_named() -> None:
    """A value that can't cross is an error of the task, found before anything is sent."""
    task = made.call_task(tests=(Test("t", Call(([1, object()],), 1)),))
    with pytest.raises(InvalidTask) as caught:
        wire.task_to_pb(task)
    assert caught.value.field == "code.tests[0].call.args[0]"


def test_a_checker_for_a_program_is_refused() -> None:
    """A test program compares for itself, so a checker on it can't be meant."""
    tests = (Test("t", Program("assert f(1)"), checker=Floats()),)
    with pytest.raises(InvalidTask, match=r"code\.tests\[0\]\.checker"):
        wire.task_to_pb(made.call_task(tests=tests))


def test_unpaired_surrogates_in_a_task_are_named() -> None:
    """Text that UTF-8 can't carry is InvalidTask, not an error of the wire's library."""
    with pytest.raises(InvalidTask, match=r"code\.prelude"):
        wire.task_to_pb(made.call_task(prelude="x = '\ud800'"))


def test_a_submission_never_fails_to_be_sent() -> None:
    """A policy's text is replaced where UTF-8 lacks it, so that no text is a fault."""
    message = wire.submission_to_pb("s\udfff", "a\ud800b\ud83d\ude00\0")
    assert message.text == "a\ufffdb\U0001f600\0"
    submission = wire.submission_from_pb(message, made.call_task())
    assert (submission.id, submission.text) == ("s\ufffd", message.text)


def test_a_report_never_fails_to_be_sent() -> None:
    """Whatever text or line number a candidate made up, its answer is one that can be sent."""
    wild = Diagnostic("error", "K\ud800", "m\udfff", line=10**30, column=-5, source="\ud83d")
    report = Report(
        Verdict.WRONG_ANSWER,
        Trust.SEPARATED,
        checks=(CheckOutcome("t\ud800", Verdict.WRONG_ANSWER),),
        diagnostics=(wild,),
    )
    graded = Graded("t", "s", report, Reward(0.0, text="\udc80"))
    got = wire.answer_from_pb(wire.answer_to_pb("s", graded))
    assert isinstance(got, Graded)
    assert got.report.diagnostics[0].line is None
    assert got.reward.text == "\ufffd"


def test_an_answer_of_a_newer_service_is_a_fault_not_a_zero() -> None:
    """A verdict that this client does not know makes its one answer a fault, and no reward."""
    report = Report(Verdict.ACCEPTED, Trust.SEPARATED)
    message = wire.answer_to_pb("s", Graded("t", "s", report, Reward(1.0)))
    message.graded.report.verdict = 15  # type: ignore[assignment]
    assert isinstance(wire.answer_from_pb(message), faults.Internal)
    assert isinstance(wire.answer_from_pb(report_pb2.Answer()), faults.Internal)


FAULTS: list[Fault] = [
    InvalidTask("code.tests[2].weight", "expected a number from 0 to 1, found -1"),
    faults.UnknownTask("no such task"),
    faults.Overloaded("full", retry_after_s=0.25),
    faults.DeadlineExceeded("too late"),
    faults.Unauthenticated("no token"),
    faults.Unsupported("no separated trust"),
    faults.Unavailable("draining", retry_after_s=3.0),
    faults.Internal("a defect"),
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.code)
def test_a_fault_comes_back_as_it_went(fault: Fault) -> None:
    """Kind, message, field, whether and when to retry survive, also as trailing metadata."""
    for got in (
        wire.answer_from_pb(wire.answer_to_pb("s", fault)),
        wire.fault_from_metadata([("x", "y"), wire.fault_to_metadata(fault)]),
    ):
        assert type(got) is type(fault)
        assert vars(got) == vars(fault) | {"retry": fault.retry}
        assert str(got) == str(fault)


def test_every_kind_of_fault_has_a_code() -> None:
    """A new kind of fault can't be forgotten on the wire."""
    assert {kind.code for kind in Fault.__subclasses__()} <= set(wire.CODES)
    assert {type(fault) for fault in FAULTS} == set(Fault.__subclasses__())


def test_no_metadata_is_no_fault_of_ours() -> None:
    """A status that gRPC itself made carries no fault."""
    assert wire.fault_from_metadata(None) is None
    assert wire.fault_from_metadata([("content-type", "application/grpc")]) is None
