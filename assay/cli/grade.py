"""Grades submissions.jsonl against tasks.jsonl; one answer a line.

Exit codes: 0 everything was graded; 1 the mean reward is below --fail-under; 2 bad input, named
with file and line, and nothing was graded; 3 some submissions ended in faults.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from assay.cli.files import BadInput, Entry, Placed, read_submissions, read_tasks
from assay.cli.ledger import Ledger, Tally
from assay.cli.screen import progress, show_summary
from assay.client import Client, TaskRef
from assay.faults import Fault, InvalidTask, Overloaded
from assay.ranges import PROFILES
from assay.types import FeedbackLevel, Shaping

BELOW, FAULTS, INTERRUPTED = 1, 3, 130


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The files, the service, and what is asked otherwise than the tasks say."""
    parser.add_argument("--tasks", type=Path, required=True, metavar="T.jsonl")
    parser.add_argument("--submissions", type=Path, required=True, metavar="S.jsonl")
    parser.add_argument("--out", type=Path, required=True, metavar="O.jsonl")
    parser.add_argument(
        "--resume", action="store_true", help="keep the graded answers that --out already holds"
    )
    parser.add_argument(
        "--fail-under", type=float, metavar="X", help="exit 1 if the mean reward is below X"
    )
    parser.add_argument(
        "--server",
        metavar="ADDR",
        help="host:port or unix:/path; else ASSAY_ADDRESS or an own engine",
    )
    parser.add_argument("--token-file", type=Path, help="the service's token; else ASSAY_TOKEN")
    parser.add_argument("--tls", action="store_true", help="encrypt the connection to --server")
    parser.add_argument("--tls-ca", type=Path, metavar="PEM", help="authorities to trust")
    parser.add_argument("--timeout", type=float, default=600.0, metavar="S", help="for each call")
    parser.add_argument("--profile", choices=PROFILES, help="not the tasks' own shaping")
    parser.add_argument(
        "--feedback", choices=[level.value for level in FeedbackLevel], help="not the tasks' own"
    )
    parser.add_argument("--bypass-cache", action="store_true", help="run all of them afresh")
    parser.add_argument("--quiet", action="store_true", help="no progress, no summary")


def run(args: argparse.Namespace) -> int:
    """The exit code. Raises `BadInput` before anything is graded."""
    tasks = read_tasks(args.tasks)
    entries = read_submissions(args.submissions, tasks)
    with (
        Client(
            args.server,
            token=_token(args.token_file),
            tls=args.tls,
            tls_ca=args.tls_ca,
            timeout_s=args.timeout,
        ) as client,
    ):
        return _grade(args, client, tasks, entries)


def _grade(
    args: argparse.Namespace,
    client: Client,
    tasks: Mapping[str, Placed],
    entries: Sequence[Entry],
) -> int:
    asked = {entry.task_id: tasks[entry.task_id] for entry in entries}
    refs = _register(client, args.tasks, asked)
    with Ledger(args.out, entries, resume=args.resume) as ledger:
        places = ledger.open_places
        pairs = [(refs[entries[p].task_id], entries[p].text) for p in places]
        answers = client.grade_each(
            pairs,
            ids=[entries[p].id for p in places],
            shaping=None if args.profile is None else Shaping(profile=args.profile),
            feedback=None if args.feedback is None else FeedbackLevel(args.feedback),
            bypass_cache=args.bypass_cache,
        )
        try:
            done = len(entries) - len(places)
            with progress(len(entries), done, quiet=args.quiet) as step:
                for index, answer in answers:
                    ledger.write(places[index], answer)
                    step()
        except KeyboardInterrupt:
            left = len(ledger.open_places)
            print(f"\nassay: stopped, {left} left; --resume goes on from here", file=sys.stderr)
            return INTERRUPTED
        ledger.finish()
    if not args.quiet:
        show_summary(ledger.tally)
    return exit_code(ledger.tally, args.fail_under)


def exit_code(tally: Tally, fail_under: float | None) -> int:
    """3 if some ended in faults, else 1 if the mean reward is below `fail_under`, else 0.

    Nothing graded meets no `fail_under`: an empty file must not open a gate.
    """
    if tally.faults:
        return FAULTS
    if fail_under is not None and (tally.mean is None or tally.mean < fail_under):
        return BELOW
    return 0


def _register(client: Client, path: Path, asked: Mapping[str, Placed]) -> dict[str, TaskRef]:
    """What to name each task by. Raises `BadInput` if the service finds some of them broken."""

    def register(placed: Placed) -> TaskRef | InvalidTask:
        try:
            return client.register(placed.task)
        except InvalidTask as fault:
            return fault
        except Overloaded:
            return placed.task  # too large to be kept: it travels with its submissions

    with ThreadPoolExecutor(16) as pool:
        refs = dict(zip(asked, pool.map(register, asked.values()), strict=True))
    problems = [
        f"{path}:{asked[task_id].line}: {ref.message}"
        for task_id, ref in refs.items()
        if isinstance(ref, Fault)
    ]
    if problems:
        raise BadInput(problems)
    return {task_id: ref for task_id, ref in refs.items() if not isinstance(ref, Fault)}


def _token(path: Path | None) -> str | None:
    if path is None:
        return None
    try:
        return path.read_text().strip()
    except (OSError, ValueError) as error:
        raise BadInput([f"{path}: {error}"]) from error
