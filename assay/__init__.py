"""Candidate code in, reward out: what a trainer imports.

    import assay

    client = assay.Client()
    graded = client.grade(task, completions)

Names are loaded when they are first used. `import assay` alone costs next to nothing and needs
no third party, because the guests of a sandbox import `assay.values` through here too.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assay.client import AsyncClient, Client
    from assay.faults import (
        DeadlineExceeded,
        Fault,
        Internal,
        InvalidTask,
        Overloaded,
        Unauthenticated,
        Unavailable,
        UnknownTask,
        Unsupported,
    )
    from assay.types import (
        AsMultiset,
        AsSet,
        Call,
        CheckDetail,
        CheckerProgram,
        CheckOutcome,
        CodeTask,
        Diagnostic,
        Exact,
        FeedbackLevel,
        Floats,
        Frame,
        Graded,
        JsonEqual,
        Limits,
        Program,
        ProgramRunner,
        Report,
        Reward,
        Shaping,
        Stdio,
        StopRule,
        Submission,
        Task,
        Test,
        Tokens,
        Trust,
        UnorderedLines,
        Usage,
        Verdict,
    )

__version__ = "0.1.0"

_ROOMS = {
    "assay.client": "AsyncClient Client",
    "assay.faults": "DeadlineExceeded Fault Internal InvalidTask Overloaded Unauthenticated "
    "Unavailable UnknownTask Unsupported",
    "assay.types": "AsMultiset AsSet Call CheckDetail CheckerProgram CheckOutcome CodeTask "
    "Diagnostic Exact FeedbackLevel Floats Frame Graded JsonEqual Limits Program ProgramRunner "
    "Report Reward Shaping Stdio StopRule Submission Task Test Tokens Trust UnorderedLines Usage "
    "Verdict",
}
_HOMES = {name: module for module, names in _ROOMS.items() for name in names.split()}

__all__ = [
    "AsMultiset",
    "AsSet",
    "AsyncClient",
    "Call",
    "CheckDetail",
    "CheckOutcome",
    "CheckerProgram",
    "Client",
    "CodeTask",
    "DeadlineExceeded",
    "Diagnostic",
    "Exact",
    "Fault",
    "FeedbackLevel",
    "Floats",
    "Frame",
    "Graded",
    "Internal",
    "InvalidTask",
    "JsonEqual",
    "Limits",
    "Overloaded",
    "Program",
    "ProgramRunner",
    "Report",
    "Reward",
    "Shaping",
    "Stdio",
    "StopRule",
    "Submission",
    "Task",
    "Test",
    "Tokens",
    "Trust",
    "Unauthenticated",
    "Unavailable",
    "UnknownTask",
    "UnorderedLines",
    "Unsupported",
    "Usage",
    "Verdict",
    "__version__",
]


def __getattr__(name: str) -> object:
    """The public name, from the module that defines it."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'assay' has no attribute {name!r}")
    value: object = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
