"""Room 4: what holds on this machine, and what to do about what doesn't.

`python -P -m sandboxes.doctor [--json]`; `assay doctor` runs it. Exit code 0: the default backend
can be used; 1: it can't.
"""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import asdict, dataclass

from assay.faults import Fault
from sandboxes import rows
from sandboxes.contract import Promise, Standing
from sandboxes.local import LocalBackend


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the table."""

    subject: str
    """A promise's or a runtime's name."""
    says: str
    """The promise, or what was found of the runtime."""
    holds: bool
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was found out about one backend."""

    backend: str
    is_usable: bool
    reason: str
    """Why it is not usable; empty if it is."""
    promises: tuple[Finding, ...] = ()
    runtimes: tuple[Finding, ...] = ()


async def examine(backend: LocalBackend) -> Findings:
    """Starts the backend and asks it."""
    try:
        await backend.start()
    except Fault as fault:
        return Findings(backend.name, False, fault.message)
    try:
        promises = tuple(_promise(p, s) for p, s in backend.standings().items())
        return Findings(backend.name, True, "", promises, tuple(_runtimes(backend)))
    finally:
        await backend.close()


def _promise(promise: Promise, standing: Standing) -> Finding:
    return Finding(promise.name.lower(), promise.value, standing.holds, standing.remedy)


def _runtimes(backend: LocalBackend) -> list[Finding]:
    findings: list[Finding] = []
    for name, row in rows.runtimes().items():
        try:
            findings.append(Finding(name, f"{row.title}: {backend.version(name)}", True))
        except Fault as fault:
            findings.append(Finding(name, row.title, False, fault.message))
    return findings


def render(findings: Findings) -> str:
    """The table as text, a line for each finding and one for each remedy."""
    lines = [f"backend {findings.backend}: {'usable' if findings.is_usable else findings.reason}"]
    for finding in (*findings.promises, *findings.runtimes):
        lines.append(f"  {'ok' if finding.holds else '--'}  {finding.subject:<16} {finding.says}")
        if finding.remedy:
            lines.append(f"      {'':<16} {finding.remedy}")
    return "\n".join(lines)


def main(argv: list[str]) -> int:
    """Prints what was found."""
    findings = asyncio.run(examine(LocalBackend()))
    print(json.dumps(asdict(findings), indent=2) if "--json" in argv else render(findings))
    return 0 if findings.is_usable else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
