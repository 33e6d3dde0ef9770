"""Room 4, inside the examiner's process: a trusted test program, run against a candidate.

The testimony is written once, at the very end: a process that ends earlier has given none.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from types import ModuleType
from typing import Any

from sandboxes.guests import runners
from sandboxes.guests.accounts import PRELUDE_NAME, PROGRAM_NAME, keep_source
from sandboxes.guests.channel import Channel
from sandboxes.guests.checks import check_outputs
from sandboxes.guests.failure import explain
from sandboxes.guests.fds import Fds, write_json
from sandboxes.guests.module import CandidateModule
from sandboxes.guests.session import Session


def main(job: Mapping[str, Any], fds: Fds) -> int:
    """Do a job of an examiner or a checker. 0 once the testimony is written."""
    if job["kind"] == "CheckOutputs":
        write_json(fds.out, check_outputs(job))
    else:
        session = Session(Channel(fds.channel), plain_answers=job["plain_answers"])
        write_json(fds.out, examine(job, session))
    return 0


def examine(job: Mapping[str, Any], session: Session) -> dict[str, object]:
    """Run the program of an `Examine` job; gives the testimony."""
    names: list[str] = list(job["names"])
    session.start_bind(names)  # the candidate loads its code while the program is compiled
    missing = dict.fromkeys(names)
    bench = Bench(job, lambda exc: explain(exc, job["program"], session))
    bound = session.end_bind(names)
    for name in bound:
        missing.pop(name)
    sys.modules[job["module"]] = CandidateModule(job["module"], session, bound, missing)
    heard = bench.run(bound)
    testimony = bench.testimony(heard)
    testimony |= {"touched": session.is_touched, "missing": list(missing)}
    if session.has_exceptions and type(heard.exc) is TypeError and testimony["origin"] == "test":
        session.refusal = session.refusal or "a class of exceptions that the candidate defines"
    if session.refusal is not None:
        # Even of a program that ended well: `raises(TypeError)` must not take our word for the
        # candidate's.
        testimony |= {"outcome": "refused", "message": session.refusal}
    if session.not_plain is not None:
        testimony |= {"outcome": "not_plain", "message": session.not_plain}
    session.is_over = True
    return testimony


class Bench:
    """A program made ready to run: compiled, with its prelude executed."""

    def __init__(self, job: Mapping[str, Any], explain: runners.Explain) -> None:
        self._job = job
        self._program: str = job["program"]
        self._explain = explain
        self._exc: BaseException | None = None
        is_script = job["runner"] == "script"
        self._module = ModuleType("__main__" if is_script else "test_program")
        try:
            self._prepare()
        except BaseException as exc:
            self._exc = exc

    def _prepare(self) -> None:
        keep_source(PRELUDE_NAME, self._job["prelude"])
        keep_source(PROGRAM_NAME, self._program)
        self._code = compile(self._program, PROGRAM_NAME, "exec", dont_inherit=True)
        module = self._module
        sys.modules[module.__name__] = module
        module.__file__ = PROGRAM_NAME
        sys.argv = [PROGRAM_NAME]
        if self._job["prelude"]:
            prelude = compile(self._job["prelude"], PRELUDE_NAME, "exec", dont_inherit=True)
            exec(prelude, module.__dict__)

    def run(self, bound: Mapping[str, object]) -> runners.Heard:
        """Run the program; what is trusted wins over a candidate's name."""
        if self._exc is not None:
            return runners.Heard(exc=self._exc)
        namespace = self._module.__dict__
        for name, value in bound.items():
            namespace.setdefault(name, value)
        runner = self._job["runner"]
        if runner == "script" and "unittest" not in self._program + self._job["prelude"]:
            return runners.run_script(self._code, namespace)
        from sandboxes.guests import frameworks  # only in the runtimes that have them

        if runner == "script":
            return frameworks.run_listening(self._code, namespace, self._explain)
        if runner == "unittest":
            return frameworks.run_unittest(self._code, self._module, self._explain)
        return frameworks.run_pytest(self._program, namespace, self._explain)

    def testimony(self, heard: runners.Heard) -> dict[str, object]:
        """The testimony about a program that has ended, but for what a session knows."""
        fields: dict[str, object] = {
            "test_id": self._job["test_id"],
            "outcome": "passed",
            "touched": True,
            "missing": [],
            "items": heard.items,
        }
        if heard.is_passed():
            return fields
        fields["outcome"] = "failed"
        fields["message"] = heard.complaint
        if heard.exc is not None:
            fields |= heard.explained or self._explain(heard.exc)
            fields["outcome"] = "failed" if isinstance(heard.exc, AssertionError) else "error"
        return fields
