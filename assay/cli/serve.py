"""`assay serve`: this process becomes the service. `assay serve --help` lists its arguments."""

from __future__ import annotations

import os
from collections.abc import Sequence

from assay.engine import check_extras, command


def run(arguments: Sequence[str]) -> int:
    """Does not return: the service takes this process's place, so signals reach it directly."""
    check_extras()
    line = command("service.app", arguments)
    os.execv(line[0], line)
