"""Room 4, inside the candidate's process: its code, loaded and then run, called or served.

Nothing that is written here is believed anywhere: not the exit code, the replies, the account.
"""

from __future__ import annotations

import atexit
import json
import os
import sys
import threading
import traceback
from collections.abc import Callable, Mapping
from types import FunctionType, ModuleType
from typing import Any

from assay.values import NotPlain, decode, encode
from sandboxes.guests.accounts import (
    PRELUDE_NAME,
    SOURCE_NAME,
    account,
    keep_source,
    own_traceback,
)
from sandboxes.guests.channel import Channel
from sandboxes.guests.crossing import class_name
from sandboxes.guests.fds import Fds, write_account, write_all
from sandboxes.guests.serving import Server


def main(job: Mapping[str, Any], fds: Fds) -> int:
    """Do a candidate's job; gives the exit code of its process."""
    return _JOBS[job["kind"]](job, fds)


# ---------------------------------------------------------------- loading


class NotLoaded(Exception):
    """The code raised while it was compiled or first executed; the account is written."""


def load(job: Mapping[str, Any], fds: Fds) -> ModuleType:
    """The candidate's module, its prelude executed first in the same namespace."""
    module = ModuleType(job.get("module") or "solution")
    module.__file__ = SOURCE_NAME
    sys.modules[module.__name__] = module
    sys.argv = [SOURCE_NAME]
    phase = "compile"
    try:
        sources = [(PRELUDE_NAME, job["prelude"])] if job["prelude"] else []
        for name, source in [*sources, (SOURCE_NAME, job["source"])]:
            keep_source(name, source)
            code, phase = compile(source, name, "exec", dont_inherit=True), "load"
            exec(code, module.__dict__)
            phase = "compile"
    except BaseException as exc:
        write_account(fds.account, account(phase, exc))
        print_own(exc)
        raise NotLoaded from exc
    return module


def print_own(exc: BaseException) -> None:
    """Print a traceback that begins at the candidate's own first frame."""
    hook = sys.excepthook
    try:
        if hook is not sys.__excepthook__:
            hook(type(exc), exc, own_traceback(exc))
        else:
            traceback.print_exception(type(exc), exc, own_traceback(exc))
    except BaseException:
        print(class_name(type(exc)), file=sys.__stderr__)


# ---------------------------------------------------------------- RunSource


def run_source(job: Mapping[str, Any], fds: Fds) -> int:
    """Run the code as `python solution.py` would; gives that command's exit code."""
    module = ModuleType("__main__")
    module.__file__ = SOURCE_NAME
    sys.modules["__main__"] = module
    sys.argv = [SOURCE_NAME]
    sys.path.insert(0, os.getcwd())
    code = _run_main(job["source"], module, fds)
    threading._shutdown()  # type: ignore[attr-defined]  # pyright: ignore
    atexit._run_exitfuncs()  # pyright: ignore[reportPrivateUsage]
    return code


def _run_main(source: str, module: ModuleType, fds: Fds) -> int:
    phase = "compile"
    try:
        keep_source(SOURCE_NAME, source)
        code, phase = compile(source, SOURCE_NAME, "exec", dont_inherit=True), "run"
        exec(code, module.__dict__)
    except SystemExit as exc:
        return _exit_code(exc.code)
    except BaseException as exc:
        write_account(fds.account, account(phase, exc))
        print_own(exc)
        return 130 if issubclass(type(exc), KeyboardInterrupt) else 1
    return 0


def _exit_code(code: object) -> int:
    if code is None:
        return 0
    if isinstance(code, int):
        return int(code) & 0xFF
    print(code, file=sys.stderr)
    return 1


# ---------------------------------------------------------------- AnswerCalls


def answer_calls(job: Mapping[str, Any], fds: Fds) -> int:
    """Answer each call with one line, in order, as soon as it is known."""
    names = load(job, fds).__dict__
    for index, call in enumerate(job["calls"]):
        value: object = None
        try:
            args: Any = decode(call["args"])
            kwargs: Any = decode(call["kwargs"])
            value = _awaited(_found(names, call["entry_point"])(*args, **kwargs))
            line = f'{{"value":{encode(value)}}}\n'.encode()
        except NotPlain as exc:
            line = _error(index, exc, _advice(value, exc))
        except BaseException as exc:
            line = _error(index, exc)
        write_all(fds.out, line)
    return 0


def _found(names: Mapping[str, object], entry_point: str) -> Callable[..., object]:
    """The function that a dotted name means; a method is bound to a fresh instance."""
    first, *rest = entry_point.split(".")
    if first not in names:
        raise NameError(f"name {first!r} is not defined")
    found: Any = names[first]
    for name in rest:
        is_method = isinstance(found, type) and type(_raw(found, name)) is FunctionType
        found = getattr(found() if is_method else found, name)
    return found  # type: ignore[no-any-return]


def _raw(cls: type, name: str) -> object:
    return next((c.__dict__[name] for c in cls.__mro__ if name in c.__dict__), None)


def _awaited(value: Any) -> object:
    if type(value).__name__ != "coroutine":
        return value
    import asyncio  # rare, and slow to import

    return asyncio.run(value)


def _advice(value: object, exc: NotPlain) -> str:
    kind = class_name(type(value))
    if hasattr(type(value), "__next__"):
        return f"returned a {kind}; return a list"
    return f"returned {exc}"


def _error(index: int, exc: BaseException, message: str | None = None) -> bytes:
    told = account("call", exc, index)
    if message is not None:
        told |= {"message": message[:2000], "line": None, "column": None, "source": None}
    return json.dumps({"error": told}, separators=(",", ":")).encode() + b"\n"


# ---------------------------------------------------------------- ServeModule


def serve_module(job: Mapping[str, Any], fds: Fds) -> int:
    """Serve the examiner at the other end of the channel until it is gone."""
    channel = Channel(fds.channel)
    Server(channel, load(job, fds).__dict__).serve()
    return 0


def or_failed(run: Callable[[Mapping[str, Any], Fds], int]) -> Callable[..., int]:
    """The same job, where a module that can't be loaded gives exit code 1."""

    def guarded(job: Mapping[str, Any], fds: Fds) -> int:
        try:
            return run(job, fds)
        except NotLoaded:
            return 1

    return guarded


_JOBS: dict[str, Callable[[Mapping[str, Any], Fds], int]] = {
    "RunSource": run_source,
    "AnswerCalls": or_failed(answer_calls),
    "ServeModule": or_failed(serve_module),
}
