"""Rooms 1, 2 and 8: how the values of `assay.types` cross the wire, in both directions.

`x_to_pb` makes a message, `x_from_pb` reads one. Readers of a request are strict: they raise
InvalidTask with the path of the field at fault (from the task on: `code.tests[2].weight`). Readers
of an answer raise Internal for what this client is too old to understand, so that it never becomes
a reward. Writers of an answer never fail on account of a candidate's text or numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from assay import faults, ranges, values
from assay.faults import Fault, Internal, InvalidTask
from assay.types import (
    AsMultiset,
    AsSet,
    Call,
    CheckDetail,
    Checker,
    CheckerProgram,
    CheckOutcome,
    CodeTask,
    Diagnostic,
    Exact,
    FeedbackLevel,
    Floats,
    Frame,
    Graded,
    JsonEqual,
    Limits,
    Program,
    ProgramRunner,
    Report,
    Reward,
    Shaping,
    Stdio,
    StopRule,
    Submission,
    Task,
    Test,
    Tokens,
    Trust,
    UnorderedLines,
    Usage,
    Verdict,
)
from assay.v1 import report_pb2, task_pb2

if TYPE_CHECKING:
    from google.protobuf.message import Message

W = TypeVar("W", bound=StrEnum)

FAULT_KEY = "assay-fault-bin"
"""The key of trailing metadata under which a call's status carries a serialised `Fault`."""


# ---------------------------------------------------------------- enums


def _numbers(words: type[W], message: Any, prefix: str) -> dict[W, Any]:
    """The wire's number of each word; a word without one is a defect found at import."""
    return {word: message.Value(f"{prefix}_{word.name}") for word in words}


_VERDICTS = _numbers(Verdict, report_pb2.Verdict, "VERDICT")
_TRUSTS = _numbers(Trust, task_pb2.Trust, "TRUST")
_LEVELS = _numbers(FeedbackLevel, task_pb2.FeedbackLevel, "FEEDBACK_LEVEL")
_STOPS = _numbers(StopRule, task_pb2.StopRule, "STOP_RULE")
_RUNNERS = _numbers(ProgramRunner, task_pb2.ProgramRunner, "PROGRAM_RUNNER")
_SEVERITIES: dict[str, Any] = {
    word: report_pb2.Severity.Value(f"SEVERITY_{word.upper()}")
    for word in ("error", "warning", "note")
}


def _asked(words: Mapping[W, int], number: int, path: str) -> W | None:
    """The word that a request means by `number`; None: unspecified."""
    if number == 0:
        return None
    for word, its_number in words.items():
        if its_number == number:
            return word
    raise InvalidTask(path, f"{number} is not a value that this version knows")


def _told(words: Mapping[W, int], number: int) -> W:
    """The word that an answer means by `number`."""
    for word, its_number in words.items():
        if its_number == number:
            return word
    kind = type(next(iter(words))).__name__
    raise Internal(
        f"the service answered with {kind} {number}, which this client is too old to know"
    )


# ---------------------------------------------------------------- tasks


def task_to_pb(task: Task) -> task_pb2.Task:
    """The task as a message. Raises InvalidTask for what is out of range or not plain data."""
    ranges.check_task(task)
    return task_pb2.Task(
        id=task.id,
        code=_code_to_pb(task.code),
        limits=limits_to_pb(task.limits),
        feedback=_LEVELS[task.feedback],
        shaping=shaping_to_pb(task.shaping),
        require_trust=_TRUSTS[task.require_trust]
        if task.require_trust
        else task_pb2.TRUST_UNSPECIFIED,
    )


def task_from_pb(message: task_pb2.Task) -> Task:
    """The task of a message, every default filled in. Raises InvalidTask."""
    if message.WhichOneof("grader") != "code":
        raise InvalidTask("code", "no grader's part is set; this version has `code`")
    task = Task(
        id=message.id,
        code=_code_from_pb(message.code),
        limits=limits_from_pb(message.limits),
        feedback=feedback_from_pb(message.feedback) or FeedbackLevel.FULL,
        shaping=shaping_from_pb(message.shaping),
        require_trust=_asked(_TRUSTS, message.require_trust, "require_trust"),
    )
    ranges.check_task(task)
    return task


def limits_to_pb(limits: Limits) -> task_pb2.Limits:
    """All limits, none absent."""
    return task_pb2.Limits(**{name: getattr(limits, name) for name in ranges.LIMITS})


def limits_from_pb(message: task_pb2.Limits) -> Limits:
    """The limits that are set, the others' defaults; their ranges are not checked here."""
    return Limits(**_present(message, ranges.LIMITS))


def shaping_to_pb(shaping: Shaping) -> task_pb2.Shaping:
    """All of a shaping, nothing absent."""
    return task_pb2.Shaping(
        profile=shaping.profile,
        time_penalty=shaping.time_penalty,
        length_penalty=shaping.length_penalty,
        length_limit=shaping.length_limit,
    )


def shaping_from_pb(message: task_pb2.Shaping, path: str = "shaping") -> Shaping:
    """The fields that are set, the others' defaults. Raises InvalidTask for one out of range."""
    names = ("profile", "time_penalty", "length_penalty", "length_limit")
    shaping = Shaping(**_present(message, names))
    ranges.check_shaping(shaping, path)
    return shaping


def feedback_to_pb(level: FeedbackLevel | None) -> task_pb2.FeedbackLevel.ValueType:
    """The level's number; None: unspecified."""
    return _LEVELS[level] if level else task_pb2.FEEDBACK_LEVEL_UNSPECIFIED


def feedback_from_pb(number: int, path: str = "feedback") -> FeedbackLevel | None:
    """The level; None: unspecified. Raises InvalidTask for a number that is not known."""
    return _asked(_LEVELS, number, path)


def _present(message: Message, names: Iterable[str]) -> dict[str, Any]:
    """Those of the optional fields that are set."""
    return {name: getattr(message, name) for name in names if message.HasField(name)}


def _code_to_pb(code: CodeTask) -> task_pb2.CodeTask:
    return task_pb2.CodeTask(
        language=code.language,
        tests=[_test_to_pb(test, f"code.tests[{i}]") for i, test in enumerate(code.tests)],
        entry_point=code.entry_point,
        prelude=code.prelude,
        prefix=code.prefix,
        module=code.module,
        checker=checker_to_pb(code.checker),
        stop=_STOPS[code.stop],
        reference=code.reference,
        allow_shared=code.allow_shared,
        plain_answers=code.plain_answers,
    )


def _code_from_pb(message: task_pb2.CodeTask) -> CodeTask:
    return CodeTask(
        language=message.language,
        tests=tuple(
            _test_from_pb(test, f"code.tests[{i}]") for i, test in enumerate(message.tests)
        ),
        prelude=message.prelude,
        prefix=message.prefix,
        checker=_checker_of(message, "code.checker"),
        stop=_asked(_STOPS, message.stop, "code.stop") or StopRule.FIRST_FAILURE,
        allow_shared=message.allow_shared,
        plain_answers=message.plain_answers,
        **_present(message, ("entry_point", "module", "reference")),
    )


def _test_to_pb(test: Test, path: str) -> task_pb2.Test:
    message = task_pb2.Test(
        id=test.id, hidden=test.hidden, weight=test.weight, checker=checker_to_pb(test.checker)
    )
    match test.body:
        case Stdio(stdin, stdout):
            message.stdio.CopyFrom(task_pb2.Stdio(stdin=stdin, stdout=stdout))
        case Call():
            message.call.CopyFrom(_call_to_pb(test.body, f"{path}.call"))
        case Program(source, runner):
            number = _RUNNERS[runner] if runner else task_pb2.PROGRAM_RUNNER_UNSPECIFIED
            message.program.CopyFrom(task_pb2.Program(source=source, runner=number))
    return message


def _test_from_pb(message: task_pb2.Test, path: str) -> Test:
    return Test(
        id=message.id,
        body=_body_from_pb(message, path),
        hidden=message.hidden,
        weight=message.weight if message.HasField("weight") else 1.0,
        checker=_checker_of(message, f"{path}.checker"),
    )


def _body_from_pb(message: task_pb2.Test, path: str) -> Stdio | Call | Program:
    match message.WhichOneof("body"):
        case "stdio":
            return Stdio(message.stdio.stdin, message.stdio.stdout)
        case "call":
            return _call_from_pb(message.call, f"{path}.call")
        case "program":
            runner = _asked(_RUNNERS, message.program.runner, f"{path}.program.runner")
            return Program(message.program.source, runner)
        case _:
            raise InvalidTask(path, "expected one of stdio, call, program, found none")


def _call_to_pb(call: Call, path: str) -> task_pb2.Call:
    return task_pb2.Call(
        args=[value_to_pb(value, f"{path}.args[{i}]") for i, value in enumerate(call.args)],
        expected=value_to_pb(call.expected, f"{path}.expected"),
        kwargs=[
            task_pb2.Keyword(name=name, value=value_to_pb(value, f"{path}.kwargs[{i}].value"))
            for i, (name, value) in enumerate(call.kwargs.items())
        ],
        entry_point=call.entry_point,
    )


def _call_from_pb(message: task_pb2.Call, path: str) -> Call:
    if not message.HasField("expected"):
        raise InvalidTask(f"{path}.expected", "expected a value, found none")
    kwargs: dict[str, object] = {}
    for i, keyword in enumerate(message.kwargs):
        if keyword.name in kwargs:
            raise InvalidTask(f"{path}.kwargs[{i}].name", f"{keyword.name!r:.80} is there twice")
        kwargs[keyword.name] = value_from_pb(keyword.value, f"{path}.kwargs[{i}].value")
    return Call(
        args=tuple(
            value_from_pb(value, f"{path}.args[{i}]") for i, value in enumerate(message.args)
        ),
        expected=value_from_pb(message.expected, f"{path}.expected"),
        kwargs=kwargs,
        **_present(message, ("entry_point",)),
    )


def value_to_pb(value: object, path: str) -> task_pb2.PyValue:
    """A Python value as a message. Raises InvalidTask for what is not plain data."""
    try:
        return task_pb2.PyValue(json=values.encode(value))
    except values.NotPlain as error:
        raise InvalidTask(path, str(error)) from error


def value_from_pb(message: task_pb2.PyValue, path: str) -> object:
    """The value of a message, decoded within bounds. Raises InvalidTask."""
    try:
        return values.decode(message.json)
    except values.BadEncoding as error:
        raise InvalidTask(f"{path}.json", str(error)) from error


# ---------------------------------------------------------------- checkers

_PLAIN_CHECKERS: dict[str, tuple[Any, Any]] = {
    "exact": (Exact, task_pb2.Exact),
    "tokens": (Tokens, task_pb2.Tokens),
    "unordered_lines": (UnorderedLines, task_pb2.UnorderedLines),
    "as_set": (AsSet, task_pb2.AsSet),
    "as_multiset": (AsMultiset, task_pb2.AsMultiset),
    "json_equal": (JsonEqual, task_pb2.JsonEqual),
}
"""Checkers without settings by the name of their field: the type, and the message."""


def checker_to_pb(checker: Checker | None) -> task_pb2.Checker | None:
    """The checker as a message; None stays absent."""
    match checker:
        case None:
            return None
        case Floats(absolute, relative):
            return task_pb2.Checker(floats=task_pb2.Floats(absolute=absolute, relative=relative))
        case CheckerProgram(source):
            return task_pb2.Checker(program=task_pb2.CheckerProgram(source=source))
        case _:
            name, (_, message) = next(
                item for item in _PLAIN_CHECKERS.items() if isinstance(checker, item[1][0])
            )
            return task_pb2.Checker(**{name: message()})


def checker_from_pb(message: task_pb2.Checker, path: str) -> Checker:
    """The checker of a message. Raises InvalidTask if none is set."""
    match message.WhichOneof("kind"):
        case None:
            raise InvalidTask(path, "no kind of checker is set")
        case "floats":
            return Floats(**_present(message.floats, ("absolute", "relative")))
        case "program":
            return CheckerProgram(message.program.source)
        case name:
            checker: Checker = _PLAIN_CHECKERS[name][0]()
            return checker


def _checker_of(message: task_pb2.CodeTask | task_pb2.Test, path: str) -> Checker | None:
    return checker_from_pb(message.checker, path) if message.HasField("checker") else None


# ---------------------------------------------------------------- submissions


def submission_to_pb(submission_id: str, text: str) -> task_pb2.Submission:
    """A submission as a message; unpaired surrogates, which UTF-8 lacks, become U+FFFD."""
    return task_pb2.Submission(id=_text(submission_id), text=_text(text))


def submission_from_pb(
    message: task_pb2.Submission, task: Task, path: str = "submission"
) -> Submission:
    """The submission of a message, to `task`. Raises InvalidTask for an id that is too long."""
    ranges.check_name(f"{path}.id", message.id)
    return Submission(id=message.id, task=task, text=message.text)


def _text(text: str) -> str:
    """The text as UTF-8 can carry it. A policy must not be able to make a message fail."""
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


# ---------------------------------------------------------------- reports


def report_to_pb(report: Report) -> report_pb2.Report:
    """The report as a message."""
    return report_pb2.Report(
        verdict=_VERDICTS[report.verdict],
        trust=_TRUSTS[report.trust],
        checks=[_check_to_pb(check) for check in report.checks],
        diagnostics=[_diagnostic_to_pb(diagnostic) for diagnostic in report.diagnostics],
        usage=report_pb2.Usage(
            wall_s=report.usage.wall_s,
            cpu_s=report.usage.cpu_s,
            memory_bytes=report.usage.memory_bytes,
        ),
        limits=limits_to_pb(report.limits),
        code_chars=report.code_chars,
        is_cached=report.is_cached,
    )


def report_from_pb(message: report_pb2.Report) -> Report:
    """The report of a message. Raises Internal for words that this version does not know."""
    usage = message.usage
    return Report(
        verdict=_told(_VERDICTS, message.verdict),
        trust=_told(_TRUSTS, message.trust),
        checks=tuple(_check_from_pb(check) for check in message.checks),
        diagnostics=tuple(_diagnostic_from_pb(diagnostic) for diagnostic in message.diagnostics),
        usage=Usage(wall_s=usage.wall_s, cpu_s=usage.cpu_s, memory_bytes=usage.memory_bytes),
        limits=limits_from_pb(message.limits),
        code_chars=message.code_chars,
        is_cached=message.is_cached,
    )


_DETAILS = ("input", "expected", "actual", "diff")


def _check_to_pb(check: CheckOutcome) -> report_pb2.CheckOutcome:
    seen = check.detail
    texts = {name: _maybe(getattr(seen, name)) for name in _DETAILS} if seen else {}
    return report_pb2.CheckOutcome(
        id=_text(check.id),
        verdict=_VERDICTS[check.verdict],
        weight=check.weight,
        hidden=check.hidden,
        detail=report_pb2.CheckDetail(**texts) if seen else None,
    )


def _check_from_pb(message: report_pb2.CheckOutcome) -> CheckOutcome:
    return CheckOutcome(
        id=message.id,
        verdict=_told(_VERDICTS, message.verdict),
        weight=message.weight if message.HasField("weight") else 1.0,
        hidden=message.hidden,
        detail=CheckDetail(**_present(message.detail, _DETAILS))
        if message.HasField("detail")
        else None,
    )


def _diagnostic_to_pb(diagnostic: Diagnostic) -> report_pb2.Diagnostic:
    return report_pb2.Diagnostic(
        severity=_SEVERITIES[diagnostic.severity],
        kind=_text(diagnostic.kind),
        message=_text(diagnostic.message),
        line=_position(diagnostic.line),
        column=_position(diagnostic.column),
        source=_maybe(diagnostic.source),
        frames=[
            report_pb2.Frame(
                line=_position(frame.line) or 0,
                function=_text(frame.function),
                text=_text(frame.text),
            )
            for frame in diagnostic.frames
        ],
        test_id=_maybe(diagnostic.test_id),
    )


def _diagnostic_from_pb(message: report_pb2.Diagnostic) -> Diagnostic:
    severity = next((w for w, number in _SEVERITIES.items() if number == message.severity), "error")
    return Diagnostic(
        severity=severity,
        kind=message.kind,
        message=message.message,
        frames=tuple(Frame(frame.line, frame.function, frame.text) for frame in message.frames),
        **_present(message, ("line", "column", "source", "test_id")),
    )


def _maybe(text: str | None) -> str | None:
    return None if text is None else _text(text)


def _position(number: int | None) -> int | None:
    """A line or a column; None for one that no text of ours can have, whoever made it up."""
    return number if number is not None and 0 < number < 2**31 else None


# ---------------------------------------------------------------- answers


def reward_to_pb(reward: Reward) -> report_pb2.Reward:
    """The reward as a message."""
    return report_pb2.Reward(
        value=reward.value, parts=dict(reward.parts), steps=reward.steps, text=_text(reward.text)
    )


def reward_from_pb(message: report_pb2.Reward) -> Reward:
    """The reward of a message."""
    return Reward(message.value, dict(message.parts), tuple(message.steps), message.text)


def graded_to_pb(graded: Graded) -> report_pb2.Graded:
    """One submission's report and reward as a message."""
    return report_pb2.Graded(
        task_id=_text(graded.task_id),
        submission_id=_text(graded.submission_id),
        report=report_to_pb(graded.report),
        reward=reward_to_pb(graded.reward),
    )


def graded_from_pb(message: report_pb2.Graded) -> Graded:
    """One submission's report and reward. Raises Internal for an answer without either."""
    if not (message.HasField("report") and message.HasField("reward")):
        raise Internal("the service answered without a report or a reward")
    return Graded(
        task_id=message.task_id,
        submission_id=message.submission_id,
        report=report_from_pb(message.report),
        reward=reward_from_pb(message.reward),
    )


def answer_to_pb(submission_id: str, outcome: Graded | Fault) -> report_pb2.Answer:
    """What became of one submission as a message."""
    if isinstance(outcome, Graded):
        return report_pb2.Answer(submission_id=_text(submission_id), graded=graded_to_pb(outcome))
    return report_pb2.Answer(submission_id=_text(submission_id), fault=fault_to_pb(outcome))


def answer_from_pb(message: report_pb2.Answer) -> Graded | Fault:
    """What became of one submission. A fault is given back, not raised, and so is an answer that
    this client can't read: one of them never costs the group the others."""
    match message.WhichOneof("outcome"):
        case "graded":
            try:
                return graded_from_pb(message.graded)
            except Internal as fault:
                return fault
        case "fault":
            return fault_from_pb(message.fault)
        case _:
            return Internal("the service answered with neither a reward nor a fault")


# ---------------------------------------------------------------- faults

CODES: dict[str, int] = {
    "INVALID_ARGUMENT": 3,
    "DEADLINE_EXCEEDED": 4,
    "NOT_FOUND": 5,
    "RESOURCE_EXHAUSTED": 8,
    "FAILED_PRECONDITION": 9,
    "INTERNAL": 13,
    "UNAVAILABLE": 14,
    "UNAUTHENTICATED": 16,
}
"""The numbers of the gRPC status codes that faults have (google.rpc.Code)."""

_FAULTS: dict[int, type[Fault]] = {
    CODES[kind.code]: kind
    for kind in (
        faults.DeadlineExceeded,
        faults.UnknownTask,
        faults.Overloaded,
        faults.Unsupported,
        faults.Internal,
        faults.Unavailable,
        faults.Unauthenticated,
    )
}


def fault_to_pb(fault: Fault) -> report_pb2.Fault:
    """The fault as a message."""
    message = report_pb2.Fault(
        code=CODES[fault.code],
        message=_text(fault.message),
        retry=fault.retry,
        field=_text(fault.field) if isinstance(fault, InvalidTask) else "",
    )
    if fault.retry_after_s is not None:
        message.retry_after.FromNanoseconds(round(fault.retry_after_s * 1e9))
    return message


def fault_from_pb(message: report_pb2.Fault) -> Fault:
    """The fault of a message; one of a code that is not known is Internal. Never raises."""
    after = message.retry_after.ToNanoseconds() / 1e9 if message.HasField("retry_after") else None
    fault: Fault
    if message.code == CODES["INVALID_ARGUMENT"]:
        fault = InvalidTask(message.field, message.message.removeprefix(f"{message.field}: "))
    else:
        fault = _FAULTS.get(message.code, Internal)(message.message, retry_after_s=after)
    fault.retry = message.retry
    return fault


def fault_to_metadata(fault: Fault) -> tuple[str, bytes]:
    """The entry of a call's trailing metadata that tells its fault."""
    return FAULT_KEY, fault_to_pb(fault).SerializeToString()


def fault_from_metadata(metadata: Iterable[tuple[str, str | bytes]] | None) -> Fault | None:
    """The fault that a call's trailing metadata tells of; None: gRPC itself ended the call."""
    for key, value in metadata or ():
        if key == FAULT_KEY and isinstance(value, bytes):
            return fault_from_pb(report_pb2.Fault.FromString(value))
    return None
