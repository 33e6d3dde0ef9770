"""Room 5, judge: how a candidate's process ended, where it owed more than it gave.

Nothing here passes a test.
"""

from __future__ import annotations

import signal
from typing import NoReturn

from assay.faults import Unavailable
from assay.runs import Ended, ProcessRecord, StageRecord
from assay.types import Stdio, Test, Verdict
from graders import diagnosis
from graders.code.extract import family
from graders.code.ground import Finding, Ground, detail, own, raised, told
from graders.code.statements import read_failure

LIMIT_VERDICTS = {
    Ended.WALL_LIMIT: Verdict.TIME_LIMIT,
    Ended.CPU_LIMIT: Verdict.TIME_LIMIT,
    Ended.TOTAL_LIMIT: Verdict.TIME_LIMIT,
    Ended.MEMORY_LIMIT: Verdict.MEMORY_LIMIT,
    Ended.OUTPUT_LIMIT: Verdict.OUTPUT_LIMIT,
    Ended.DISK_LIMIT: Verdict.OUTPUT_LIMIT,
    Ended.FORBIDDEN: Verdict.FORBIDDEN,
}


def total_ran_out(record: StageRecord) -> bool:
    """Whether the submission's total wall clock ended this stage."""
    return any(process.ended is Ended.TOTAL_LIMIT for process in record.processes)


def compile_finding(on: Ground, record: StageRecord) -> Finding | None:
    """Why there is no artifact; None: there is one."""
    process = record.processes[0]
    if process.ended is Ended.EXITED and process.exit_code == 0:
        return None
    if process.ended is Ended.TOTAL_LIMIT:
        return ended_by_limit(on, None, process)
    if is_killed(process) or process.ended is Ended.DISMISSED:
        return unclear("the compiler was killed from outside")
    if process.ended in LIMIT_VERDICTS:
        spent = {Verdict.TIME_LIMIT: "time", Verdict.MEMORY_LIMIT: "memory"}
        what = spent.get(LIMIT_VERDICTS[process.ended], "room")
        words = (own("compile error", f"the compiler ran out of {what}"),)
        return Finding(Verdict.COMPILE_ERROR, words)
    file = f"solution.{family(on.submission.task.code.language)}"
    said = diagnosis.compiler_diagnostics(process.stderr, file, on.layout(is_main=True))
    if not said:
        tail = diagnosis.clean(process.stderr[-2000:], 500)
        said = (own("compile error", tail or "the compiler failed"),)
    return Finding(Verdict.COMPILE_ERROR, said)


def ended(on: Ground, test: Test, process: ProcessRecord, *, is_main: bool) -> Finding:
    """From how a candidate's process ended, where it owed more."""
    if process.ended in LIMIT_VERDICTS:
        return ended_by_limit(on, test, process)
    if process.ended is Ended.DISMISSED:
        return unclear(f"the process of test {test.id!r} was dismissed before it had answered")
    if is_killed(process):
        return unclear(f"the process of test {test.id!r} was killed from outside")
    failure = read_failure(process.account)
    if failure is not None:
        return raised(on, test, failure, is_main=is_main)
    if process.ended is Ended.SIGNALED:
        return _signaled(on, test, process)
    code = process.exit_code
    message = f"the program ended with exit code {code}"
    if not isinstance(test.body, Stdio):
        message = "the code ended its process before it had answered"
    return Finding(Verdict.RUNTIME_ERROR, told(test, "exit", message), detail(on, test))


def is_killed(process: ProcessRecord) -> bool:
    """By SIGKILL that the sandbox did not send: the machine's doing, or a child's."""
    return process.ended is Ended.SIGNALED and process.signal == signal.SIGKILL


def _signaled(on: Ground, test: Test, process: ProcessRecord) -> Finding:
    number = process.signal or 0
    known = {int(s): s.name for s in signal.Signals}
    name = known.get(number, f"signal {number}")
    words = {"SIGSEGV": "segmentation fault", "SIGABRT": "aborted", "SIGFPE": "arithmetic error"}
    tail = diagnosis.clean(process.stderr[-1000:], 400).strip()
    message = words.get(name, "killed by a signal") + (f": {tail}" if tail else "")
    is_memory = b"std::bad_alloc" in process.stderr[-1000:] and name == "SIGABRT"
    verdict = Verdict.MEMORY_LIMIT if is_memory else Verdict.RUNTIME_ERROR
    return Finding(verdict, told(test, name, message), detail(on, test))


def ended_by_limit(on: Ground, test: Test | None, process: ProcessRecord) -> Finding:
    """From a limit that a process met; `test`: None while compiling."""
    verdict, limits = LIMIT_VERDICTS[process.ended], on.limits
    # One text for each verdict: which of two limits is met first depends on the machine.
    messages = {
        Verdict.TIME_LIMIT: f"over the time limit ({limits.cpu_s:g} s of cpu "
        f"and {limits.wall_s:g} s of wall clock for a test, {limits.total_wall_s:g} s for all)",
        Verdict.MEMORY_LIMIT: f"over the memory limit ({limits.memory_bytes} bytes)",
        Verdict.OUTPUT_LIMIT: f"over the output limit ({limits.output_bytes} bytes printed, "
        f"{limits.disk_bytes} bytes on disk)",
        Verdict.FORBIDDEN: "the code tried what is not allowed here",
    }
    kind = verdict.value.replace("_", " ")
    if test is None:
        return Finding(verdict, (own(kind, messages[verdict]),))
    return Finding(verdict, told(test, kind, messages[verdict]), detail(on, test))


def unclear(why: str) -> NoReturn:
    """Nobody can tell from the record whose failure it is: it runs again, beside a canary."""
    raise Unavailable(why)
