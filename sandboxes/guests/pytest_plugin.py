"""Room 4, inside the sandbox: how pytest is given a test program, and listened to.

Imported only where a program is to be run by pytest.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest
from _pytest.assertion.rewrite import rewrite_asserts

from sandboxes.guests.accounts import PROGRAM_NAME
from sandboxes.guests.crossing import text_of

main = pytest.main

if TYPE_CHECKING:
    from sandboxes.guests.runners import Explain, Heard

MODULE = "test_program"


class _Program(pytest.Module):
    """The program as a module of its own making, so that names can be there beforehand."""

    source: str
    namespace: Mapping[str, object]

    def _getobj(self) -> ModuleType:
        module = ModuleType(MODULE)
        module.__file__ = str(self.path)
        module.__dict__.update(self.namespace)
        sys.modules[MODULE] = module
        tree = ast.parse(self.source, PROGRAM_NAME)
        rewrite_asserts(tree, self.source.encode("utf-8", "surrogatepass"), PROGRAM_NAME)
        exec(compile(tree, PROGRAM_NAME, "exec", dont_inherit=True), module.__dict__)
        return module


class Listener:
    """A pytest plugin that notes each test's outcome, and the first failure."""

    def __init__(
        self, heard: Heard, source: str, namespace: Mapping[str, object], explain: Explain
    ) -> None:
        self._heard = heard
        self._source = source
        self._namespace = namespace
        self._explain = explain
        self._outcomes: dict[str, tuple[str, str]] = {}
        self.planned = 0
        self.ended = 0

    def pytest_pycollect_makemodule(self, module_path: Path, parent: Any) -> pytest.Module:
        """Collect the program from its text."""
        kind: Any = _Program
        program: _Program = kind.from_parent(parent, path=module_path)
        program.source, program.namespace = self._source, self._namespace
        return program

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Note how many tests there are."""
        self.planned = len(session.items)

    def pytest_exception_interact(self, call: pytest.CallInfo[Any]) -> None:
        """Explain the first exception while its frames are there; also one of collecting."""
        if call.excinfo is not None and self._heard.exc is None:
            exc = call.excinfo.value
            exc = exc.__cause__ or exc.__context__ or exc if _is_collecting(exc) else exc
            self._heard.exc, self._heard.explained = exc, self._explain(exc)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Put the phases of a test together: it passed if each of them did."""
        outcome, message = self._outcomes.get(report.nodeid, ("passed", ""))
        if outcome == "passed" and (not report.passed or hasattr(report, "wasxfail")):
            outcome = (
                "skipped" if report.skipped else "failed" if report.when == "call" else "error"
            )
            message = str(getattr(getattr(report.longrepr, "reprcrash", None), "message", ""))
        self._outcomes[report.nodeid] = (outcome, message)
        if report.when == "teardown":
            self.ended += 1
            self._heard.item(report.nodeid.rpartition("::")[2], outcome, message)

    def pytest_internalerror(self, excinfo: pytest.ExceptionInfo[BaseException]) -> None:
        """An exception that pytest itself did not expect."""
        self._heard.complaint = self._heard.complaint or text_of(excinfo.value) or "internal error"


def _is_collecting(exc: BaseException) -> bool:
    return isinstance(exc, pytest.Collector.CollectError)
