"""The `assay` command's front door: finds the subcommand and hands on to its module.

Exit codes: 0 done; 1 a `--fail-under` was not met; 2 bad input or usage, nothing was graded;
3 some submissions ended in faults, or nothing could be graded; 130 interrupted.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

import assay
from assay.cli.files import BadInput
from assay.faults import Fault

BAD_INPUT, FAULTS, INTERRUPTED = 2, 3, 130

_ENGINE_COMMANDS = {
    "serve": "run the service (Linux)",
    "doctor": "say what isolation holds on this machine (Linux)",
}
"""Commands that are a module of the engine, in a process of its own: it reads the arguments."""

_CLIENT_COMMANDS = {
    "grade": "grade a file of submissions",
    "convert": "turn a data set's file into tasks",
    "shape": "make rewards anew from graded answers, without grading again",
}


def main(argv: Sequence[str] | None = None) -> int:
    """The command's exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        if arguments and arguments[0] in _ENGINE_COMMANDS:
            return _hand_over(arguments[0], arguments[1:])
        args = _parser().parse_args(arguments)
        code: int = import_module(f"assay.cli.{args.command}").run(args)
        return code
    except BadInput as bad:
        print(bad, file=sys.stderr)
        return BAD_INPUT
    except Fault as fault:
        print(f"assay: {fault.code}: {fault.message}", file=sys.stderr)
        return FAULTS
    except KeyboardInterrupt:
        print("assay: interrupted", file=sys.stderr)
        return INTERRUPTED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="assay",
        description="Tells how good a model's output is, and why.",
        epilog=(__doc__ or "").partition("\n\n")[2],
    )
    parser.add_argument("--version", action="version", version=f"assay {assay.__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, what in _CLIENT_COMMANDS.items():
        module = import_module(f"assay.cli.{name}")
        module.add_arguments(commands.add_parser(name, help=what, description=module.__doc__))
    for name, what in _ENGINE_COMMANDS.items():
        commands.add_parser(name, help=what, add_help=False)
    return parser


def _hand_over(name: str, arguments: Sequence[str]) -> int:
    """Becomes the engine's process, so that signals and the exit code are its own."""
    code: int = import_module(f"assay.cli.{name}").run(arguments)
    return code
