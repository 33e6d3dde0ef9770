"""`assay doctor`: which promises of isolation hold on this machine, and how to make more hold."""

from __future__ import annotations

import os
from collections.abc import Sequence

from assay.engine import command


def run(arguments: Sequence[str]) -> int:
    """Does not return: the engine's doctor takes this process's place."""
    line = command("sandboxes.doctor", arguments)
    os.execv(line[0], line)
