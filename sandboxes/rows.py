"""Room 4: runtimes (languages) as data, read from `sandboxes/runtimes/*.toml`.

A row says what a language's sandbox holds and how its programs are made and started. What a
language needs besides is listed in CONTRIBUTING.md.
"""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, cast

from assay.faults import InvalidTask


@dataclass(frozen=True, slots=True)
class Runtime:
    """One row."""

    name: str
    family: str
    """`python`: runs in the warm interpreter itself; `native`: compiled, then executed."""
    title: str
    aliases: tuple[str, ...] = ()
    """Other names of the language, as found on fenced code blocks."""
    examines: bool = False
    """True: for test and checker programs; no task may name it as its language."""
    source: str = "solution.py"
    """The file name that diagnostics show."""
    mounts: tuple[str, ...] = ()
    """Host paths that the sandbox sees, read-only; those that don't exist here are left out."""
    programs: tuple[str, ...] = ()
    """Executables that the sandbox sees in /usr/bin; each must exist."""
    packages: tuple[str, ...] = ()
    """Python packages (top-level names) that must be installed beside the engine."""
    optional_packages: tuple[str, ...] = ()
    """Python packages that are taken if they are installed."""
    warm: tuple[str, ...] = ()
    """Modules that are imported once, before any run."""
    compile: tuple[str, ...] = ()
    """Compiler command; `{source}` and `{artifact}` are replaced."""
    version: tuple[str, ...] = ()
    """Command whose first line of output names the compiler's version."""
    digest: str = ""
    """SHA-256 of the row's file, hexadecimal."""


@cache
def runtimes() -> dict[str, Runtime]:
    """All rows by name."""
    folder = resources.files("sandboxes").joinpath("runtimes")
    files = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".toml"))
    rows = [_read(folder.joinpath(name).read_bytes()) for name in files]
    return {row.name: row for row in rows}


def runtime(name: str) -> Runtime:
    """The row called `name` or one of its aliases; InvalidTask if there is none."""
    known = runtimes()
    if name in known:
        return known[name]
    for row in known.values():
        if name in row.aliases:
            return row
    languages = ", ".join(name for name, row in sorted(known.items()) if not row.examines)
    raise InvalidTask("code.language", f"unknown language {name!r}; this service has {languages}")


def _read(content: bytes) -> Runtime:
    cells: dict[str, Any] = tomllib.loads(content.decode("utf-8"))
    values: dict[str, Any] = {
        key: tuple(cast("list[str]", v)) if isinstance(v, list) else v for key, v in cells.items()
    }
    return Runtime(**values, digest=hashlib.sha256(content).hexdigest())
