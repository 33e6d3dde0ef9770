"""What the service opens rooms 3 to 5 with: the graders and the sandboxes that are installed.

The service knows both through this door only.
"""

from __future__ import annotations

from collections.abc import Mapping

from assay.faults import InvalidTask
from graders.code import CodeGrader
from sandboxes.contract import Backend, Promise, Sandbox, Standing
from sandboxes.local import LocalBackend
from worker.corridor import Corridor, Grader

__all__ = [
    "Backend",
    "Corridor",
    "Grader",
    "Promise",
    "Sandbox",
    "Standing",
    "graders",
    "local",
    "runtimes",
    "task_version",
]

EXAMINERS = ("examiner", "examiner-tools")
"""The runtimes that test and checker programs run in."""

LANGUAGES = ("cpp", "python", "python-numpy")
"""The runtimes that a task may name, in order; which of them are there is the backend's word."""


def graders() -> Mapping[str, Grader]:
    """Every grader, by the name of its field in a task."""
    return {"code": CodeGrader()}


def local(slots: int | None) -> Backend:
    """The sandbox on this machine. `slots`: how many stages run at once; None: its own choice."""
    return LocalBackend(slots)


def runtimes(backend: Backend) -> Mapping[str, str]:
    """The version of each language that this backend has, by name, in order of name."""
    found: dict[str, str] = {}
    for name in LANGUAGES:
        try:
            found[name] = backend.version(name)
        except InvalidTask:
            continue
    return found


def task_version(backend: Backend, grader: Grader, language: str) -> str:
    """What identifies the outcomes of a task's submissions, beside the task and their texts.

    Raises `InvalidTask` if the backend doesn't have the language.
    """
    examiners = (backend.version(name) for name in EXAMINERS)
    return "\n".join((grader.name, grader.version, backend.version(language), *examiners))
