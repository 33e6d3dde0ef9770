"""Room 4, inside the sandbox: a test program is run, and what became of it is heard.

Here is the plain way; unittest and pytest are in `sandboxes.guests.frameworks`.

A test that was skipped, expected to fail, or not run is not passed, and neither is a program
without any test.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from types import CodeType
from typing import Any

_MAX_ITEMS = 1000
_TEXT = 500


@dataclass(slots=True)
class Heard:
    """What became of a program: its items, and the first exception that speaks against it."""

    items: list[dict[str, str]] = field(default_factory=list[dict[str, str]])
    exc: BaseException | None = None
    complaint: str = ""
    """Why it isn't passed, where no exception says so."""
    explained: dict[str, object] | None = None
    """What `explain` made of the first exception, at once: frames do not last."""

    def is_passed(self) -> bool:
        """Whether nothing speaks against it."""
        return self.exc is None and not self.complaint

    def item(self, name: str, outcome: str, message: str = "") -> None:
        """Note one test's outcome: passed, failed, error or skipped."""
        if len(self.items) < _MAX_ITEMS:
            shown = {"name": name[:200], "outcome": outcome, "message": message[:_TEXT]}
            self.items.append(shown)
        if outcome != "passed" and not self.complaint:
            self.complaint = f"{name} {outcome}"[:_TEXT]


Explain = Callable[[BaseException], dict[str, object]]


def run_script(code: CodeType, namespace: dict[str, Any], heard: Heard | None = None) -> Heard:
    """Execute from top to bottom; passed if it ends without an exception, or exits with 0.

    `heard`: what is noted meanwhile by somebody else; what it holds first stays the first.
    """
    heard = heard or Heard()
    try:
        exec(code, namespace)
    except SystemExit as exc:  # the program's own: none crosses from a candidate
        if exc.code not in (None, 0):
            heard.exc = heard.exc or exc
    except BaseException as exc:
        heard.exc = heard.exc or exc
    return heard
