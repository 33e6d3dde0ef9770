"""Room 4, local backend: what identifies a runtime's outcomes, for digests and caches."""

from __future__ import annotations

import hashlib
import importlib.metadata
import platform
import subprocess
from functools import cache
from importlib import resources

from assay.faults import Unsupported
from sandboxes.rows import Runtime

_BACKEND = "local-1"


@cache
def version(row: Runtime) -> str:
    """Backend, architecture, interpreter or compiler, packages, row, and our guests' own code."""
    parts = [_BACKEND, platform.machine(), f"cpython-{platform.python_version()}"]
    parts += [f"{name}-{_package(name)}" for name in (*row.packages, *row.optional_packages)]
    if row.version:
        parts.append(_first_line(row))
    parts += [f"row-{row.digest[:16]}", f"guests-{_guests_digest()}"]
    return " ".join(parts)


def _package(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return "absent"


def _first_line(row: Runtime) -> str:
    try:
        done = subprocess.run(row.version, capture_output=True, text=True, timeout=20, check=True)
    except (OSError, subprocess.SubprocessError) as error:
        raise Unsupported(f"{row.title} is not installed here: {error}") from error
    return done.stdout.splitlines()[0].strip().replace(" ", "_")


@cache
def _guests_digest() -> str:
    folder = resources.files("sandboxes").joinpath("guests")
    digest = hashlib.sha256()
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".py"):
            digest.update(entry.read_bytes())
    return digest.hexdigest()[:16]
