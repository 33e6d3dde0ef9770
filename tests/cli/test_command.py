"""The `assay` command as a process: with its own engine, a server, and the engine's commands."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from assay import engine
from assay.cli.main import main
from assay.convert import FORMATS

ROOT = Path(engine.__file__).parents[1]
SAMPLES = Path(__file__).parents[1] / "data" / "convert"


@pytest.fixture
def environment() -> Iterator[dict[str, str]]:
    """An environment with a short runtime folder of its own, and the checkout to import from."""
    with tempfile.TemporaryDirectory(prefix="as-", dir="/tmp") as folder:
        path = str(ROOT)
        yield {**os.environ, "XDG_RUNTIME_DIR": folder, "PYTHONPATH": path, "ASSAY_ADDRESS": ""}


def command(*arguments: object) -> list[str]:
    """The command line of `assay`."""
    return [sys.executable, "-m", "assay", *map(str, arguments)]


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    """`assay --help` lists the commands and the exit codes; usage errors are exit code 2."""
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    shown = capsys.readouterr().out
    for name in ("serve", "grade", "doctor", "convert", "shape", "--version"):
        assert name in shown
    for wrong in ([], ["nothing"], ["grade"], ["convert", "csv", "a", "b"]):
        with pytest.raises(SystemExit) as ended:
            main(wrong)
        assert ended.value.code == 2


@pytest.mark.sandbox
@pytest.mark.slow
@pytest.mark.parametrize("kind", FORMATS)
def test_converted_solutions_are_accepted(
    kind: str, tmp_path: Path, environment: dict[str, str]
) -> None:
    """Each format's sample, converted: the real engine accepts all of its own solutions."""
    tasks, submissions, out = tmp_path / "t", tmp_path / "s", tmp_path / "o"
    source = SAMPLES / f"{kind}.jsonl"
    assert main(["convert", kind, str(source), str(tasks), "--submissions", str(submissions)]) == 0
    if kind == "livecodebench":  # its files hold no solutions
        lines = [
            {"id": "s", "task_id": "own_1", "text": "print(input())"},
            {
                "id": "s",
                "task_id": "own_2",
                "text": "class Solution:\n    def pair(self, a, b):\n        return a, b\n",
            },
        ]
        submissions.write_text("".join(json.dumps(line) + "\n" for line in lines))
    files = ["--tasks", tasks, "--submissions", submissions, "--out", out]
    line = command("grade", *files, "--fail-under", "1.0")
    done = subprocess.run(line, env=environment, cwd="/", capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr + out.read_text()
    assert len(out.read_text().splitlines()) == len(submissions.read_text().splitlines()) > 0


@pytest.mark.sandbox
@pytest.mark.slow
def test_a_server_and_a_client_of_it(tmp_path: Path, environment: dict[str, str]) -> None:
    """`assay serve` says where it listens; `grade --server` uses it; SIGTERM ends it with 0."""
    serve = command("serve", "--listen", f"unix:{environment['XDG_RUNTIME_DIR']}/s")
    server = subprocess.Popen(serve, env=environment, cwd="/", stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    try:
        said = server.stdout.readline()
        assert said.startswith("assay: listening on unix:")
        tasks, submissions, out = tmp_path / "t", tmp_path / "s", tmp_path / "o"
        source = SAMPLES / "mbpp.jsonl"
        main(["convert", "mbpp", str(source), str(tasks), "--submissions", str(submissions)])
        files = ["--tasks", str(tasks), "--submissions", str(submissions), "--out", str(out)]
        assert main(["grade", *files, "--server", said.split()[-1]]) == 0
    finally:
        server.send_signal(signal.SIGTERM)
        server.communicate(timeout=30)
    assert server.returncode == 0


@pytest.mark.sandbox
@pytest.mark.slow
def test_doctor_tells_what_holds(environment: dict[str, str]) -> None:
    """`assay doctor --json` runs the engine's doctor; its exit code says whether it is usable."""
    line = command("doctor", "--json")
    done = subprocess.run(line, env=environment, cwd="/", capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)
