"""The wheel rule: only `assay/` at the top of site-packages, the engine inside it.

A trainer installs the client; room folders named `worker` or `lean` at the top level would
overwrite packages of other people. So they travel under `assay/_engine/`, and `assay serve`
starts a process of its own with that folder first on its path. An editable install needs no
bundle: there the repository root is one (see `assay.engine`).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOMS = ("graders", "proto/assay", "sandboxes", "service", "worker")
"""`proto/assay` has no code: it is the contract's text, for clients in other languages."""


class CustomBuildHook(BuildHookInterface[BuilderConfig]):
    """Adds the rooms to a standard wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Maps each room folder into the bundle; a room that is missing fails the build."""
        if version != "standard":
            return
        for room in ROOMS:
            folder = Path(self.root, room)
            if not folder.is_dir():
                raise FileNotFoundError(f"the engine bundle needs the folder {room}/")
            build_data["force_include"][str(folder)] = f"assay/_engine/{room}"
