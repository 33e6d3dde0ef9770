"""Room 4, inside the sandbox: test program and candidate in one process, for `shared` trust.

Whatever this testifies, the candidate may have written it: it shares the process.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandboxes.guests import frameworks
from sandboxes.guests.candidate import load, or_failed
from sandboxes.guests.examiner import Bench
from sandboxes.guests.failure import explain
from sandboxes.guests.fds import Fds, write_json

__all__ = ["frameworks", "main"]


def main(job: Mapping[str, Any], fds: Fds) -> int:
    """Does a RunTogether job; gives the exit code of its process."""
    return int(or_failed(run_together)(job, fds))


def run_together(job: Mapping[str, Any], fds: Fds) -> int:
    """Runs the test program beside the candidate's code, and writes its testimony."""
    names = load(job, fds).__dict__
    bench = Bench(job, lambda exc: explain(exc, job["program"], None))
    heard = bench.run({name: value for name, value in names.items() if name[:2] != "__"})
    write_json(fds.out, bench.testimony(heard))
    return 0
