"""Makes the stubs in `assay/v1/` out of the contract in `proto/`, always with the same tools.

    python proto/generate.py            write them
    python proto/generate.py --check    change nothing; exit 1 naming each stub that is out of date

The tools are pinned below and live in an environment of their own, `.venv-proto`, which this makes
where it is missing. They are the oldest that we support on purpose: generated code works with the
runtime that it was made for and with newer ones, never with older ones, and trainers pin theirs.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROTOS = ("assay/v1/task.proto", "assay/v1/report.proto", "assay/v1/grading.proto")
SERVICES = ("assay/v1/grading.proto",)
"""Those with a service in them: only these get a `_pb2_grpc` module."""

TOOLS = (
    "grpcio-tools==1.62.3",  # protoc 25: for protobuf 4.25 and newer, grpcio 1.62 and newer
    "protobuf==4.25.9",
    "mypy-protobuf==3.6.0",  # .pyi files that carry the contract's comments, sync and async
    "setuptools<81",  # grpcio-tools 1.62 imports pkg_resources
)
PYTHONS = ((3, 11), (3, 12))
"""Versions of Python for which the pinned grpcio-tools has wheels."""

PACKAGE = '"""The wire, generated from `proto/` by `proto/generate.py`: not to be edited."""\n'


def tools_python() -> Path:
    """The Python of the tools' environment, which is made if it is missing or has other tools."""
    home = ROOT / ".venv-proto"
    python, stamp = home / "bin" / "python", home / "tools.txt"
    wanted = "\n".join(TOOLS)
    if not stamp.is_file() or stamp.read_text() != wanted:
        shutil.rmtree(home, ignore_errors=True)
        subprocess.run([base_python(), "-m", "venv", home], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *TOOLS], check=True)
        stamp.write_text(wanted)
    return python


def base_python() -> str:
    """A Python that the tools have wheels for: this one, else the first found on the path."""
    if sys.version_info[:2] in PYTHONS:
        return sys.executable
    for major, minor in PYTHONS:
        found = shutil.which(f"python{major}.{minor}")
        if found and subprocess.run([found, "-c", ""], check=False).returncode == 0:
            return found
    sys.exit("proto/generate.py: the generator's wheels need Python 3.11 or 3.12 on the path")


def generate(out: Path) -> None:
    """Writes every stub under `out`, which then holds `assay/v1/`."""
    python = tools_python()
    protoc: list[str | Path] = [python, "-m", "grpc_tools.protoc", "-I", ROOT / "proto"]
    plugin = python.parent / "protoc-gen-mypy"
    subprocess.run(
        [
            *protoc,
            f"--plugin=protoc-gen-mypy={plugin}",
            f"--python_out={out}",
            f"--mypy_out=quiet:{out}",
            *PROTOS,
        ],
        check=True,
    )
    subprocess.run(
        [
            *protoc,
            f"--plugin=protoc-gen-mypy_grpc={plugin}_grpc",
            f"--grpc_python_out={out}",
            f"--mypy_grpc_out=quiet:{out}",
            *SERVICES,
        ],
        check=True,
    )
    (out / "assay/v1/__init__.py").write_text(PACKAGE)


def stale(made: Path, kept: Path) -> list[str]:
    """The names of files that differ, are missing from `kept`, or that nothing makes any more."""
    names = {path.name for folder in (made, kept) for path in folder.glob("*.py*")}

    def text(path: Path) -> str | None:
        return path.read_text() if path.is_file() else None

    return sorted(name for name in names if text(made / name) != text(kept / name))


def main(argv: list[str] | None = None) -> int:
    """0, or with --check 1 when a stub is not what the contract makes."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument(
        "--check", action="store_true", help="change nothing; exit 1 if out of date"
    )
    check: bool = parser.parse_args(argv).check
    kept = ROOT / "assay" / "v1"
    with tempfile.TemporaryDirectory() as scratch:
        generate(Path(scratch))
        made = Path(scratch) / "assay" / "v1"
        names = stale(made, kept)
        for name in names:
            print(f"assay/v1/{name}: " + ("out of date, run `make proto`" if check else "written"))
            if not check:
                replace(made / name, kept / name)
    return 1 if check and names else 0


def replace(made: Path, kept: Path) -> None:
    """Puts `made` where `kept` is, or removes `kept` when there is no such file any more."""
    if made.is_file():
        kept.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(made, kept)
    else:
        kept.unlink()


if __name__ == "__main__":
    raise SystemExit(main())
