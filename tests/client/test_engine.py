"""The embedded engine: found beside the package, one per user, ended with its last client."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

import assay
from assay import engine
from assay.faults import Unavailable, Unsupported
from assay.types import Task

ROOT = Path(engine.__file__).parents[1]


@pytest.fixture(autouse=True)
def runtime(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A runtime folder of this test's own, so that it never meets a user's engine.

    Not `tmp_path`: with a long test's name that is too long for a socket.
    """
    with tempfile.TemporaryDirectory(prefix="as-", dir="/tmp") as folder:
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        monkeypatch.delenv("ASSAY_ADDRESS", raising=False)
        yield Path(folder) / "assay"


@pytest.fixture
def no_extras(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine's packages count as installed: the engine is not ours here."""
    monkeypatch.setattr(engine, "_EXTRAS", ())


def wait_until(happens: Callable[[], bool], within_s: float = 20.0) -> bool:
    """Whether it happens in time."""
    give_up = time.monotonic() + within_s
    while time.monotonic() < give_up:
        if happens():
            return True
        time.sleep(0.01)
    return False


def engines(runtime: Path) -> list[psutil.Process]:
    """The services that listen in the runtime folder."""
    found: list[psutil.Process] = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):  # it ended while we looked
            is_ours = any(str(runtime) in word for word in process.cmdline())
            if is_ours and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
    return found


# ---------------------------------------------------------------- without an engine


def test_importing_assay_is_light() -> None:
    """`import assay` and `assay.values` load no third party and no client: guests import them."""
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); import assay, assay.values; "
        "heavy = {'grpc', 'google', 'numpy', 'rich', 'asyncio', 'assay.client', 'assay.types'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    line = [sys.executable, "-I", "-c", program, str(ROOT)]
    assert subprocess.check_output(line, text=True).strip() == "[]"


def test_every_public_name_is_there() -> None:
    """Each name of `assay.__all__` loads, is listed by `dir`, and no other is made up."""
    for name in assay.__all__:
        assert getattr(assay, name) is not None
    assert dir(assay) == sorted(assay.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        assay.nothing  # noqa: B018  # type: ignore[attr-defined]


def test_the_bundle_is_found_beside_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a checkout the bundle is its root, whatever directory or PYTHONPATH say."""
    monkeypatch.chdir("/")
    monkeypatch.setenv("PYTHONPATH", "/nowhere")
    assert engine.find_bundle() == ROOT


def test_a_missing_bundle_names_both_places(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a bundle the error names the two places where it could be; a packed one wins."""
    package = tmp_path / "assay"
    package.mkdir()
    monkeypatch.setattr(engine, "__file__", str(package / "engine.py"))
    with pytest.raises(Unsupported, match=r"_engine nor .*corridor\.py"):
        engine.find_bundle()
    (tmp_path / "worker").mkdir()
    (tmp_path / "worker" / "corridor.py").touch()
    assert engine.find_bundle() == tmp_path
    (package / "_engine").mkdir()
    assert engine.find_bundle() == package / "_engine"


def test_a_module_of_the_bundle_wins_over_the_working_directory(tmp_path: Path) -> None:
    """A folder of the same name where the process stands, or on PYTHONPATH, is never run."""
    (tmp_path / "sandboxes").mkdir()
    (tmp_path / "sandboxes" / "contract.py").write_text("raise SystemExit('not ours')")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    line = engine.command("sandboxes.contract")
    assert subprocess.run(line, cwd=tmp_path, env=environment, check=False).returncode == 0


def test_missing_extras_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra `engine` the error says what to install."""
    monkeypatch.setattr(engine, "_EXTRAS", ("json", "no_such_package"))
    with pytest.raises(Unsupported, match=r"needs no_such_package: pip install 'assay\[engine\]'"):
        engine.start_embedded()


@pytest.mark.usefixtures("no_extras")
def test_a_planted_folder_is_refused(runtime: Path, tmp_path: Path) -> None:
    """A symbolic link in the place of the runtime folder could lead to another's engine."""
    (tmp_path / "elsewhere").mkdir()
    runtime.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Unsupported, match="is not a folder of user"):
        engine.start_embedded()


@pytest.mark.usefixtures("no_extras")
def test_the_folder_is_closed_to_others(runtime: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody else may enter the runtime folder, even if it was open before."""
    runtime.mkdir(mode=0o777)
    line = [sys.executable, "-c", "print('I am not well'); raise SystemExit(1)"]
    monkeypatch.setattr(engine, "command", lambda *_: line)
    with pytest.raises(Unavailable):
        engine.start_embedded()
    assert runtime.stat().st_mode & 0o777 == 0o700


@pytest.mark.usefixtures("no_extras")
def test_an_engine_that_ends_while_starting(monkeypatch: pytest.MonkeyPatch, task: Task) -> None:
    """The engine's own words are in the fault, and a client doesn't try again."""
    line = [sys.executable, "-c", "print('I am not well'); raise SystemExit(1)"]
    monkeypatch.setattr(engine, "command", lambda *_: line)
    with assay.Client() as client, pytest.raises(Unavailable, match="I am not well"):
        client.grade(task, ["x"])


@pytest.mark.usefixtures("no_extras")
def test_an_engine_that_never_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine that isn't ready in time is ended, and the fault says so."""
    monkeypatch.setattr(engine, "command", lambda *_: [sys.executable, "-c", "input()"])
    with pytest.raises(Unavailable, match="did not get ready in time"):
        engine.start_embedded(wait_s=0.0)


def test_a_long_runtime_path_is_passed_over(runtime: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A unix socket's address holds 107 bytes: a longer folder is not used."""
    short = runtime.parent
    long = short / ("x" * 100)
    long.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(long))
    monkeypatch.setattr(tempfile, "tempdir", str(short))
    assert engine._stem().parent == short / f"assay-{os.getuid()}"


# ---------------------------------------------------------------- with the real engine


@pytest.fixture
def client() -> Iterator[assay.Client]:
    """A client with an embedded engine."""
    with assay.Client() as client:
        yield client


RIGHT = "def double(x):\n    return 2 * x\n"
WRONG = "def double(x):\n    return x\n"


@pytest.mark.sandbox
@pytest.mark.slow
def test_one_engine_for_all_ended_with_the_last(runtime: Path, task: Task) -> None:
    """Clients of one user share one engine; it ends when the last of them is closed."""
    with assay.Client() as one:
        assert one.rewards(task, [RIGHT, WRONG]) == [1.0, 0.0]
        with assay.Client() as other:
            assert other.rewards(task, [RIGHT]) == [1.0]
            assert len(engines(runtime)) == 1
        assert one.rewards(task, [WRONG]) == [0.0]
    assert wait_until(lambda: not engines(runtime))
    assert not list(runtime.glob("*.sock*"))


@pytest.mark.sandbox
@pytest.mark.slow
def test_eight_ranks_share_one_engine(runtime: Path) -> None:
    """Processes that start at the same moment get one engine between them."""
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); from assay.engine import start_embedded; "
        "print(start_embedded().address, flush=True); input()"
    )
    line = [sys.executable, "-c", program, str(ROOT)]
    ranks = [
        subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(8)
    ]
    addresses = {rank.stdout.readline() for rank in ranks if rank.stdout}
    assert len(addresses) == 1
    assert len(engines(runtime)) == 1
    for rank in ranks:
        rank.kill()  # however a client ends, its lease ends with it
        rank.communicate()
    assert wait_until(lambda: not engines(runtime))


@pytest.mark.sandbox
@pytest.mark.slow
def test_a_killed_engine_is_started_again(client: assay.Client, runtime: Path, task: Task) -> None:
    """When the engine is killed, the next call starts another, and the caller gets rewards."""
    assert client.rewards(task, [RIGHT]) == [1.0]
    [process] = engines(runtime)
    process.send_signal(signal.SIGKILL)
    assert wait_until(lambda: not engines(runtime))
    assert client.rewards(task, [RIGHT, WRONG]) == [1.0, 0.0]
    assert len(list(runtime.glob("*.sock"))) == 1, "what the dead one left is cleared away"


FORKING = f"""
import os, sys

sys.path.insert(0, sys.argv[1])
import assay

body = assay.Call(args=(21,), expected=42)
test = assay.Test(id="t", body=body)
task = assay.Task(id="t", code=assay.CodeTask("python", (test,), entry_point="double"))
client = assay.Client()
assert client.rewards(task, [{RIGHT!r}]) == [1.0]
child = os.fork()
if not child:
    assert client.rewards(task, [{WRONG!r}, {RIGHT!r}]) == [0.0, 1.0]
    print(client._client._link._engine.address)
    sys.exit()
assert os.waitpid(child, 0)[1] == 0
print(client._client._link._engine.address)
"""


@pytest.mark.sandbox
@pytest.mark.slow
def test_a_forked_child_shares_the_engine(runtime: Path) -> None:
    """A child of fork has a lease of its own on the same engine, which ends with the last."""
    line = [sys.executable, "-c", FORKING, str(ROOT)]
    addresses = subprocess.check_output(line, text=True, timeout=60).split()
    assert len(addresses) == 2
    assert len(set(addresses)) == 1
    assert wait_until(lambda: not engines(runtime))


@pytest.mark.sandbox
@pytest.mark.slow
def test_the_engine_hears_no_interrupt_of_the_terminal(
    client: assay.Client, runtime: Path, task: Task
) -> None:
    """The engine is in a session of its own: Ctrl-C in one rank must not end it for the others."""
    client.rewards(task, [RIGHT])
    [process] = engines(runtime)
    assert os.getsid(process.pid) != os.getsid(0)
