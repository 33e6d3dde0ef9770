"""The contract's core as an ordinary user: no root, no control groups, one id for everything."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.sandboxes.ordinary import CHECKS

pytestmark = pytest.mark.sandbox

_ROOT = Path(__file__).resolve().parents[2]
_NOBODY = 65534
_PROGRAM = "from tests.sandboxes.ordinary import *; json.dump(asyncio.run(main()), sys.stdout)"
_PROBE = (
    "import subprocess, sys, sandboxes.local.backend; assert sys.version_info >= (3, 11); "
    "subprocess.run([sys.executable, '-c', ''], check=True)"
)


def _as_nobody(python: str, program: str) -> list[str]:
    user = ["setpriv", f"--reuid={_NOBODY}", f"--regid={_NOBODY}", "--clear-groups"]
    return [*(user if os.geteuid() == 0 else []), python, "-B", "-c", program]


def _run(python: str, program: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "PYTHONPATH": str(_ROOT)}
    return subprocess.run(
        _as_nobody(python, program),
        env=environment,
        cwd="/",
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@cache
def _told() -> dict[str, str] | str:
    """What each check said, or the reason why none could be made."""
    if os.geteuid() == 0 and shutil.which("setpriv") is None:
        return "this is root, and there is no setpriv to become somebody else"
    found = [sys.executable, *filter(None, map(shutil.which, ("python3.13", "python3.12")))]
    for python in [*found, "/usr/bin/python3.11", "/usr/bin/python3"]:
        if os.path.exists(python) and _run(python, _PROBE).returncode == 0:
            ran = _run(python, _PROGRAM)
            if "can't be made" in ran.stderr:
                return f"an ordinary user can't isolate here: {ran.stderr.splitlines()[-1]}"
            assert ran.returncode == 0, ran.stderr
            return dict(json.loads(ran.stdout))
    return "no Python 3.11 or later that an ordinary user may run can read these sources"


@pytest.mark.parametrize("name", [*CHECKS, "closing_leaves_nothing"])
def test_it_holds_for_an_ordinary_user(name: str) -> None:
    """Each check of `ordinary.py`, all made by one process of that user."""
    told = _told()
    if isinstance(told, str):
        pytest.skip(told)
    assert told[name] == ""
