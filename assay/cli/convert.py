"""Turns a data set's file into tasks, and its solutions into submissions.

Formats: humaneval, mbpp, apps, livecodebench. IN is JSON lines or a JSON array, `.gz` too.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from assay.cli.files import BadInput, whole_file
from assay.convert import FORMATS, Converted, Refused, convert_file
from assay.jsonform import dumps, submission_to_json, task_to_json


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`FORMAT IN OUT [--submissions OUT2] [--skip-bad]`."""
    parser.add_argument("format", choices=FORMATS, metavar="FORMAT", help=", ".join(FORMATS))
    parser.add_argument("input", type=Path, metavar="IN", help="the data set's file")
    parser.add_argument("output", type=Path, metavar="OUT", help="tasks, a JSON object a line")
    parser.add_argument(
        "--submissions", type=Path, metavar="OUT2", help="also write its solutions there"
    )
    parser.add_argument(
        "--skip-bad", action="store_true", help="leave out rows that can't be converted"
    )


def run(args: argparse.Namespace) -> int:
    """0; `BadInput` if a row is refused, and then nothing is written."""
    kept, refused = _sorted_out(args.format, args.input)
    problems = [f"{args.input}:{row.line}: {row.reason}" for row in refused]
    if problems and not args.skip_bad:
        raise BadInput(problems)
    with whole_file(args.output) as out:
        out.writelines(dumps(task_to_json(row.task)) + "\n" for row in kept)
    if args.submissions is not None:
        with whole_file(args.submissions) as out:
            out.writelines(_submission_lines(kept))
    for problem in problems:
        print(f"skipped {problem}", file=sys.stderr)
    print(f"{len(kept)} tasks in {args.output}", file=sys.stderr)
    return 0


def _sorted_out(kind: str, path: Path) -> tuple[list[Converted], list[Refused]]:
    try:
        rows = list(convert_file(kind, path))
    except (OSError, EOFError) as error:
        raise BadInput([f"{path}: {error}"]) from error
    kept = [row for row in rows if isinstance(row, Converted)]
    return kept, [row for row in rows if isinstance(row, Refused)]


def _submission_lines(rows: list[Converted]) -> Iterator[str]:
    for row in rows:
        for submission_id, text in row.solutions:
            yield dumps(submission_to_json(submission_id, row.task.id, text)) + "\n"
