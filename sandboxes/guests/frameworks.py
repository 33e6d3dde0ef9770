"""Room 4, inside the sandbox: test programs that are run by unittest or by pytest.

Loaded beforehand in the runtimes that have them: inside a sandbox there is no file of ours.
"""

from __future__ import annotations

import os
import sys
import unittest
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

from sandboxes.guests.accounts import PROGRAM_NAME
from sandboxes.guests.crossing import text_of
from sandboxes.guests.runners import Explain, Heard, run_script

try:
    from sandboxes.guests import pytest_plugin
except ImportError:  # pytest is optional
    pytest_plugin = None  # type: ignore[assignment]

# ---------------------------------------------------------------- unittest


class _Results(unittest.TestResult):
    """Notes each test's outcome, and the first failure with its frames still there."""

    def __init__(self, heard: Heard, explain: Explain) -> None:
        super().__init__()
        self._heard = heard
        self._explain = explain

    def _note(self, test: Any, outcome: str, exc: BaseException | None, message: str) -> None:
        if exc is not None and self._heard.exc is None:
            self._heard.exc, self._heard.explained = exc, self._explain(exc)
        self._heard.item(str(test.id()), outcome, message)

    def addSuccess(self, test: Any) -> None:
        self._note(test, "passed", None, "")

    def addFailure(self, test: Any, err: Any) -> None:
        super().addFailure(test, err)
        self._note(test, "failed", err[1], text_of(err[1]))

    def addError(self, test: Any, err: Any) -> None:
        super().addError(test, err)
        self._note(test, "error", err[1], text_of(err[1]))

    def addSkip(self, test: Any, reason: str) -> None:
        super().addSkip(test, reason)
        self._note(test, "skipped", None, reason)

    def addExpectedFailure(self, test: Any, err: Any) -> None:
        super().addExpectedFailure(test, err)
        self._note(test, "skipped", None, "expected to fail")

    def addUnexpectedSuccess(self, test: Any) -> None:
        super().addUnexpectedSuccess(test)
        self._note(test, "failed", None, "expected to fail")

    def addSubTest(self, test: Any, subtest: Any, err: Any) -> None:
        super().addSubTest(test, subtest, err)
        if err is not None:
            outcome = "failed" if issubclass(err[0], test.failureException) else "error"
            self._note(subtest, outcome, err[1], text_of(err[1]))


_NOTED = (
    *("addSuccess", "addFailure", "addError", "addSkip"),
    *("addExpectedFailure", "addUnexpectedSuccess", "addSubTest"),
)


def run_listening(code: CodeType, namespace: dict[str, Any], explain: Explain) -> Heard:
    """Execute a script that may run test cases itself, by `unittest.main()` or otherwise.

    Each of them must pass, whatever the script makes of it: `main(exit=False)` and a runner's
    `run` only give back what failed.
    """
    heard = Heard()
    with _overheard(_Results(heard, explain)):
        return run_script(code, namespace, heard)


@contextmanager
def _overheard(ear: _Results) -> Generator[None, None, None]:
    """Meanwhile `ear` notes what any TestResult is told."""
    kept = {name: getattr(unittest.TestResult, name) for name in _NOTED}
    for name, method in kept.items():
        setattr(unittest.TestResult, name, _told_twice(name, method, ear))
    try:
        yield
    finally:
        for name, method in kept.items():
            setattr(unittest.TestResult, name, method)


def _told_twice(name: str, method: Callable[..., None], ear: _Results) -> Callable[..., None]:
    def told(self: unittest.TestResult, *args: Any) -> None:
        method(self, *args)
        if self is not ear:
            getattr(ear, name)(*args)

    return told


@contextmanager
def _main_ignored() -> Generator[None, None, None]:
    """Meanwhile `unittest.main()` does nothing: its tests are found and run without it."""
    kept = unittest.main
    unittest.main = lambda *args, **kwargs: None  # type: ignore[assignment]  # pyright: ignore
    try:
        yield
    finally:
        unittest.main = kept


def run_unittest(code: CodeType, module: ModuleType, explain: Explain) -> Heard:
    """Run every TestCase that the program defines."""
    with _main_ignored():
        heard = run_script(code, module.__dict__)
    if not heard.is_passed():
        return heard
    suite = unittest.defaultTestLoader.loadTestsFromModule(module)
    planned, results = suite.countTestCases(), _Results(heard, explain)
    try:
        suite.run(results)
    except BaseException as exc:
        heard.exc = heard.exc or exc
    if planned == 0 or results.testsRun != planned:
        heard.complaint = heard.complaint or f"{results.testsRun} of {planned} tests were run"
    return heard


# ---------------------------------------------------------------- pytest


def run_pytest(program: str, namespace: Mapping[str, object], explain: Explain) -> Heard:
    """Run every test that pytest collects from the program, written to a file in the cwd.

    `namespace` is there before the program's own lines, as module globals.
    """
    if pytest_plugin is None:
        return Heard(complaint="pytest is not installed in this runtime")
    path = Path.cwd() / PROGRAM_NAME
    path.write_text(program, encoding="utf-8", errors="surrogatepass")
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    os.environ.pop("PYTEST_ADDOPTS", None)
    sys.dont_write_bytecode = True
    heard = Heard()
    listener = pytest_plugin.Listener(heard, program, namespace, explain)
    options = ["-q", "--noconftest", "-p", "no:cacheprovider", "-p", "no:faulthandler"]
    settings = path.with_name("pytest.ini")
    settings.write_text("[pytest]\n")  # or pytest looks for one in the folders above
    options += ["-c", str(settings), f"--rootdir={path.parent}", str(path)]
    with _main_ignored():
        code = pytest_plugin.main(options, plugins=[listener])
    if listener.planned == 0 or listener.ended != listener.planned or code != 0:
        heard.complaint = heard.complaint or f"pytest ended with {int(code)}"
    return heard
