"""Room 4, inside the checker's process: a task's own checker program, over finished outputs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any, cast

from assay.values import BadEncoding, decode
from sandboxes.guests.accounts import PRELUDE_NAME, keep_source
from sandboxes.guests.crossing import text_of

CHECKER_NAME = "checker.py"

_TEXT = 2000


class BadWord(TypeError):
    """A checker returned neither a bool nor a (bool, message) pair."""


def check_outputs(job: Mapping[str, Any]) -> dict[str, object]:
    """The testimony of a `CheckOutputs` job: a line for each case, in order."""
    cases: list[Mapping[str, str]] = job["cases"]
    try:
        check = _loaded(job["prelude"], job["checker"])
    except BaseException as exc:
        failed = {"error": _told(exc), "broken": True}
        return {"cases": [{"test_id": case["test_id"], **failed} for case in cases]}
    return {"cases": [_checked(check, case) for case in cases]}


def _loaded(prelude: str, checker: str) -> Callable[..., object]:
    module = ModuleType("checker")
    for name, source in ((PRELUDE_NAME, prelude), (CHECKER_NAME, checker)):
        keep_source(name, source)
        exec(compile(source, name, "exec", dont_inherit=True), module.__dict__)
    return cast("Callable[..., object]", module.__dict__["check"])


def _checked(check: Callable[..., object], case: Mapping[str, str]) -> dict[str, object]:
    said: dict[str, object] = {"test_id": case["test_id"]}
    try:
        actual = decode(case["actual"], widens=True)
    except BadEncoding as exc:
        return {**said, "ok": False, "message": f"not a plain value: {exc}"}
    try:
        ok, message = _word(check(decode(case["input"]), decode(case["expected"]), actual))
    except BaseException as exc:
        return {**said, "error": _told(exc), "broken": _is_broken(check, case)}
    return {**said, "ok": ok, "message": message[:_TEXT]}


def _is_broken(check: Callable[..., object], case: Mapping[str, str]) -> bool:
    """Whether it also raises when the expected value itself is put before it.

    Of a task that expects nothing in particular that tells nothing: what is printed would choose
    whether the task is at fault.
    """
    try:
        expected = decode(case["expected"])
        if expected is None or expected == "":
            return False
        _word(check(decode(case["input"]), decode(case["expected"]), expected))
    except BaseException:
        return True
    return False


def _word(said: Any) -> tuple[bool, str]:
    ok, message = said if type(said) in (tuple, list) and len(said) == 2 else (said, "")
    if type(ok).__name__ in ("bool_", "bool") and type(ok).__module__ == "numpy":
        ok = bool(ok)
    if type(ok) is not bool or not isinstance(message, str | type(None)):
        raise BadWord(f"check returned {type(said).__name__}, not a bool or (bool, message)")
    return ok, message or ""


def _told(exc: BaseException) -> dict[str, object]:
    line, tb = getattr(exc, "lineno", None), exc.__traceback__
    while tb is not None:
        if tb.tb_frame.f_code.co_filename == CHECKER_NAME:
            line = tb.tb_lineno
        tb = tb.tb_next
    return {"type": type(exc).__name__[:200], "message": text_of(exc), "line": line}
