"""Rooms 1 and 8: tasks, submissions and answers as JSON, one object a line.

What `assay grade` reads and writes, and what a ledger keeps. The form is described in
`proto/assay/v1/task.proto` and `report.proto`: the proto's field names, verdicts and levels as
lower-case words, Python values standing as themselves, no integer ever a string.

Readers are strict: a field that is not known, missing, or of another type raises InvalidTask with
its path. `loads` reads a line; it raises ValueError for what is not JSON, or not exactly so.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields
from enum import StrEnum
from typing import Any, NamedTuple, cast

from assay import faults, ranges, values
from assay.faults import Fault, InvalidTask
from assay.strictjson import (
    Members,
    array,
    dumps,
    flag,
    loads,
    number,
    text,
    text_or_null,
    whole,
    word,
)
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
    Task,
    Test,
    Tokens,
    Trust,
    UnorderedLines,
    Usage,
    Verdict,
)

__all__ = [
    "AnswerLine",
    "SubmissionLine",
    "answer_from_json",
    "answer_to_json",
    "dumps",
    "fault_from_json",
    "fault_to_json",
    "graded_from_json",
    "graded_to_json",
    "loads",
    "reward_to_json",
    "submission_from_json",
    "submission_to_json",
    "task_from_json",
    "task_to_json",
    "value_to_json",
]


class SubmissionLine(NamedTuple):
    """One line of `submissions.jsonl`. `task_id` says which task it answers."""

    id: str
    task_id: str
    text: str


class AnswerLine(NamedTuple):
    """One line of what `assay grade` writes."""

    task_id: str
    submission_id: str
    outcome: Graded | Fault


# ---------------------------------------------------------------- values


def _value(value: object, path: str) -> object:
    """The Python value that a JSON value stands for."""
    try:
        return values.decode(json.dumps(value))
    except RecursionError:
        raise InvalidTask(path, "nested too deeply") from None
    except values.BadEncoding as error:
        raise InvalidTask(path, str(error)) from error


def _values(value: object, path: str) -> dict[str, object]:
    fields_ = Members(value, path)
    return fields_.some(dict.fromkeys(cast("dict[str, object]", value), _value))


# ---------------------------------------------------------------- tasks


def task_from_json(obj: object) -> Task:
    """The task that an object describes, every default filled in. Raises InvalidTask."""
    fields_ = Members(obj, "")
    task = Task(
        id=fields_.need("id", text),
        code=fields_.one({"code": _code}),
        **fields_.some(
            {
                "limits": _limits,
                "feedback": word(FeedbackLevel),
                "shaping": _shaping,
                "require_trust": word(Trust),
            }
        ),
    )
    fields_.done()
    ranges.check_name("id", task.id, required=True)
    ranges.check_task(task)
    return task


def _code(value: object, path: str) -> CodeTask:
    fields_ = Members(value, path)
    code = CodeTask(
        language=fields_.need("language", text),
        tests=fields_.need("tests", array(_test)),
        **fields_.some(
            {
                "entry_point": text_or_null,
                "prelude": text,
                "prefix": text,
                "module": text,
                "checker": _checker,
                "stop": word(StopRule),
                "reference": text_or_null,
                "allow_shared": flag,
                "plain_answers": flag,
            }
        ),
    )
    fields_.done()
    return code


def _test(value: object, path: str) -> Test:
    fields_ = Members(value, path)
    bodies: dict[str, Callable[[object, str], Stdio | Call | Program]] = {
        "stdio": _stdio,
        "call": _call,
        "program": _program,
    }
    test = Test(
        id=fields_.need("id", text),
        **fields_.some({"hidden": flag, "weight": number, "checker": _checker}),
        body=fields_.one(bodies),
    )
    fields_.done()
    return test


def _stdio(value: object, path: str) -> Stdio:
    fields_ = Members(value, path)
    stdio = Stdio(stdin=fields_.need("stdin", text), stdout=fields_.need("stdout", text))
    fields_.done()
    return stdio


def _call(value: object, path: str) -> Call:
    fields_ = Members(value, path)
    call = Call(
        args=fields_.take("args", array(_value), ()),
        expected=fields_.need("expected", _value),
        **fields_.some({"kwargs": _values, "entry_point": text_or_null}),
    )
    fields_.done()
    return call


def _program(value: object, path: str) -> Program:
    fields_ = Members(value, path)
    program = Program(
        source=fields_.need("source", text), **fields_.some({"runner": word(ProgramRunner)})
    )
    fields_.done()
    return program


_PLAIN_CHECKERS: dict[str, Callable[[], Checker]] = {
    "exact": Exact,
    "tokens": Tokens,
    "unordered_lines": UnorderedLines,
    "as_set": AsSet,
    "as_multiset": AsMultiset,
    "json_equal": JsonEqual,
}


def _checker(value: object, path: str) -> Checker:
    """`{"floats": {"absolute": 1e-6}}`, or for a checker without settings `"tokens"`."""
    fields_ = Members({value: {}} if isinstance(value, str) else value, path)
    kinds: dict[str, Callable[[object, str], Checker]] = {
        name: _plain_checker(make) for name, make in _PLAIN_CHECKERS.items()
    }
    checker = fields_.one({**kinds, "floats": _floats, "program": _checker_program})
    fields_.done()
    return checker


def _plain_checker(make: Callable[[], Checker]) -> Callable[[object, str], Checker]:
    def read(value: object, path: str) -> Checker:
        Members(value, path).done()
        return make()

    return read


def _floats(value: object, path: str) -> Checker:
    fields_ = Members(value, path)
    floats = Floats(**fields_.some({"absolute": number, "relative": number}))
    fields_.done()
    return floats


def _checker_program(value: object, path: str) -> Checker:
    fields_ = Members(value, path)
    program = CheckerProgram(fields_.need("source", text))
    fields_.done()
    return program


def _limits(value: object, path: str) -> Limits:
    fields_ = Members(value, path)
    readers = {name: number if name.endswith("_s") else whole for name in ranges.LIMITS}
    limits = Limits(**fields_.some(readers))
    fields_.done()
    return limits


def _shaping(value: object, path: str) -> Shaping:
    fields_ = Members(value, path)
    shaping = Shaping(
        **fields_.some(
            {
                "profile": text,
                "time_penalty": number,
                "length_penalty": number,
                "length_limit": whole,
            }
        )
    )
    fields_.done()
    return shaping


def task_to_json(task: Task) -> dict[str, object]:
    """The object that describes a task; what has its default is left out.

    Raises InvalidTask for what is out of range or not plain data.
    """
    ranges.check_name("id", task.id, required=True)
    ranges.check_task(task)
    code = _unusual(task.code, CodeTask("", ()), ("language", "tests", "checker"))
    form: dict[str, object] = {"id": task.id, "code": {"language": task.code.language, **code}}
    inner = cast("dict[str, object]", form["code"])
    if task.code.checker is not None:
        inner["checker"] = _checker_to_json(task.code.checker)
    tests = enumerate(task.code.tests)
    inner["tests"] = [_test_to_json(test, f"code.tests[{index}]") for index, test in tests]
    for name, default in (("limits", Limits()), ("shaping", Shaping())):
        if unusual := _unusual(getattr(task, name), default):
            form[name] = unusual
    if task.feedback is not FeedbackLevel.FULL:
        form["feedback"] = task.feedback.value
    if task.require_trust is not None:
        form["require_trust"] = task.require_trust.value
    return form


def _unusual(value: object, default: object, without: tuple[str, ...] = ()) -> dict[str, object]:
    """The fields of a dataclass that differ from those of `default`, enums as their words."""
    names = [field.name for field in fields(cast("Any", default)) if field.name not in without]
    return {
        name: _bare(getattr(value, name))
        for name in names
        if getattr(value, name) != getattr(default, name)
    }


def _bare(value: object) -> object:
    return value.value if isinstance(value, StrEnum) else value


def _test_to_json(test: Test, path: str) -> dict[str, object]:
    form: dict[str, object] = {"id": test.id}
    if test.hidden:
        form["hidden"] = True
    if test.weight != 1.0:
        form["weight"] = test.weight
    if test.checker is not None:
        form["checker"] = _checker_to_json(test.checker)
    match test.body:
        case Stdio(stdin, stdout):
            form["stdio"] = {"stdin": stdin, "stdout": stdout}
        case Program(source):
            form["program"] = {"source": source, **_unusual(test.body, Program(source))}
        case Call():
            form["call"] = _call_to_json(test.body, f"{path}.call")
    return form


def _call_to_json(call: Call, path: str) -> dict[str, object]:
    args = enumerate(call.args)
    form: dict[str, object] = {
        "args": [value_to_json(arg, f"{path}.args[{index}]") for index, arg in args]
    }
    if call.kwargs:
        form["kwargs"] = {
            name: value_to_json(arg, f"{path}.kwargs.{name}") for name, arg in call.kwargs.items()
        }
    form["expected"] = value_to_json(call.expected, f"{path}.expected")
    if call.entry_point is not None:
        form["entry_point"] = call.entry_point
    return form


def value_to_json(value: object, path: str) -> object:
    """The JSON value that stands for a Python value. Raises InvalidTask if it is not plain data."""
    try:
        form: object = json.loads(values.encode(value))
    except values.NotPlain as error:
        raise InvalidTask(path, str(error)) from error
    return form


def _checker_to_json(checker: Checker) -> object:
    match checker:
        case Floats(absolute, relative):
            return {"floats": {"absolute": absolute, "relative": relative}}
        case CheckerProgram(source):
            return {"program": {"source": source}}
        case _:
            return next(name for name, make in _PLAIN_CHECKERS.items() if make is type(checker))


# ---------------------------------------------------------------- submissions


def submission_from_json(obj: object) -> SubmissionLine:
    """The submission that an object holds. Raises InvalidTask."""
    fields_ = Members(obj, "")
    line = SubmissionLine(
        id=fields_.need("id", text),
        task_id=fields_.need("task_id", text),
        text=fields_.need("text", text),
    )
    fields_.done()
    for name in ("id", "task_id"):
        ranges.check_name(name, getattr(line, name), required=True)
    return line


def submission_to_json(submission_id: str, task_id: str, text: str) -> dict[str, object]:
    """The object that holds a submission."""
    return {"id": submission_id, "task_id": task_id, "text": text}


# ---------------------------------------------------------------- answers


def answer_to_json(task_id: str, submission_id: str, outcome: Graded | Fault) -> dict[str, object]:
    """One line of the output: a graded submission, or a fault."""
    if isinstance(outcome, Graded):
        return graded_to_json(outcome)
    return {"task_id": task_id, "submission_id": submission_id, "fault": fault_to_json(outcome)}


def answer_from_json(obj: object) -> AnswerLine:
    """What a line of the output says. Raises InvalidTask if it is not one."""
    fields_ = Members(obj, "")
    if "fault" not in fields_:
        graded = graded_from_json(obj)
        return AnswerLine(graded.task_id, graded.submission_id, graded)
    line = AnswerLine(
        fields_.need("task_id", text),
        fields_.need("submission_id", text),
        fields_.need("fault", fault_from_json),
    )
    fields_.done()
    return line


def graded_to_json(graded: Graded) -> dict[str, object]:
    """The flat form: ids, the report's fields, and the reward."""
    report = graded.report
    return {
        "task_id": graded.task_id,
        "submission_id": graded.submission_id,
        "verdict": report.verdict.value,
        "trust": report.trust.value,
        "reward": reward_to_json(graded.reward),
        "checks": [_check_to_json(check) for check in report.checks],
        "diagnostics": [_diagnostic_to_json(diagnostic) for diagnostic in report.diagnostics],
        "usage": _all_of(report.usage),
        "limits": _all_of(report.limits),
        "code_chars": report.code_chars,
        "is_cached": report.is_cached,
    }


def graded_from_json(obj: object) -> Graded:
    """The graded submission of a line, to be shaped again, say. Raises InvalidTask."""
    fields_ = Members(obj, "")
    graded = Graded(
        task_id=fields_.need("task_id", text),
        submission_id=fields_.need("submission_id", text),
        reward=fields_.need("reward", _reward),
        report=Report(
            verdict=fields_.need("verdict", word(Verdict)),
            trust=fields_.need("trust", word(Trust)),
            checks=fields_.need("checks", array(_check)),
            diagnostics=fields_.need("diagnostics", array(_diagnostic)),
            usage=fields_.need("usage", _usage),
            **fields_.some({"limits": _limits, "code_chars": whole, "is_cached": flag}),
        ),
    )
    fields_.done()
    return graded


def reward_to_json(reward: Reward) -> dict[str, object]:
    """All of a reward."""
    return {
        "value": reward.value,
        "parts": dict(reward.parts),
        "steps": list(reward.steps),
        "text": reward.text,
    }


def _reward(value: object, path: str) -> Reward:
    fields_ = Members(value, path)
    reward = Reward(
        value=fields_.need("value", number),
        parts=fields_.need("parts", _numbers),
        steps=fields_.need("steps", array(number)),
        text=fields_.need("text", text),
    )
    fields_.done()
    return reward


def _numbers(value: object, path: str) -> dict[str, float]:
    fields_ = Members(value, path)
    return fields_.some(dict.fromkeys(cast("dict[str, object]", value), number))


def _all_of(value: object) -> dict[str, object]:
    return {field.name: getattr(value, field.name) for field in fields(cast("Any", value))}


def _told(value: object) -> dict[str, object]:
    """The fields of a dataclass that are not None."""
    return {name: part for name, part in _all_of(value).items() if part is not None}


def _check_to_json(check: CheckOutcome) -> dict[str, object]:
    form: dict[str, object] = {
        "id": check.id,
        "verdict": check.verdict.value,
        "weight": check.weight,
        "hidden": check.hidden,
    }
    if check.detail is not None:
        form["detail"] = _told(check.detail)
    return form


def _check(value: object, path: str) -> CheckOutcome:
    fields_ = Members(value, path)
    check = CheckOutcome(
        id=fields_.need("id", text),
        verdict=fields_.need("verdict", word(Verdict)),
        **fields_.some({"weight": number, "hidden": flag, "detail": _detail}),
    )
    fields_.done()
    return check


def _detail(value: object, path: str) -> CheckDetail:
    fields_ = Members(value, path)
    names = ("input", "expected", "actual", "diff")
    detail = CheckDetail(**fields_.some(dict.fromkeys(names, text)))
    fields_.done()
    return detail


def _diagnostic_to_json(diagnostic: Diagnostic) -> dict[str, object]:
    form = _told(diagnostic)
    if diagnostic.frames:
        form["frames"] = [_all_of(frame) for frame in diagnostic.frames]
    else:
        del form["frames"]
    return form


def _diagnostic(value: object, path: str) -> Diagnostic:
    fields_ = Members(value, path)
    diagnostic = Diagnostic(
        severity=fields_.need("severity", text),
        kind=fields_.need("kind", text),
        message=fields_.need("message", text),
        **fields_.some(
            {
                "line": whole,
                "column": whole,
                "source": text,
                "frames": array(_frame),
                "test_id": text,
            }
        ),
    )
    fields_.done()
    return diagnostic


def _frame(value: object, path: str) -> Frame:
    fields_ = Members(value, path)
    frame = Frame(
        line=fields_.need("line", whole),
        function=fields_.need("function", text),
        text=fields_.need("text", text),
    )
    fields_.done()
    return frame


def _usage(value: object, path: str) -> Usage:
    fields_ = Members(value, path)
    readers = {"wall_s": number, "cpu_s": number, "memory_bytes": whole}
    usage = Usage(**fields_.some(readers))
    fields_.done()
    return usage


# ---------------------------------------------------------------- faults


_FAULTS: dict[str, type[Fault]] = {
    kind.code: kind
    for kind in (
        faults.UnknownTask,
        faults.Overloaded,
        faults.DeadlineExceeded,
        faults.Unauthenticated,
        faults.Unsupported,
        faults.Unavailable,
        faults.Internal,
    )
}


def fault_to_json(fault: Fault) -> dict[str, object]:
    """A fault: code, message, retry; and where there are any `retry_after_s` and `field`."""
    form: dict[str, object] = {"code": fault.code, "message": fault.message, "retry": fault.retry}
    if fault.retry_after_s is not None:
        form["retry_after_s"] = fault.retry_after_s
    if isinstance(fault, InvalidTask):
        form["field"] = fault.field
    return form


def fault_from_json(obj: object, path: str = "fault") -> Fault:
    """The fault that an object describes. Raises InvalidTask if it describes none."""
    fields_ = Members(obj, path)
    code, message = fields_.need("code", text), fields_.need("message", text)
    retry = fields_.need("retry", flag)
    after = fields_.take("retry_after_s", _seconds, None)
    field = fields_.take("field", text, "")
    fields_.done()
    fault: Fault
    if code == InvalidTask.code:
        fault = InvalidTask(field, message.removeprefix(f"{field}: "))
    elif code in _FAULTS:
        fault = _FAULTS[code](message, retry_after_s=after)
    else:
        raise InvalidTask(f"{path}.code", f"expected a fault's code, found {code!r:.40}")
    fault.retry = retry
    return fault


def _seconds(value: object, path: str) -> float | None:
    return number(value, path)
