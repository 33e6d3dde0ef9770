"""Makes rewards anew from graded answers, by another profile, without grading again.

Faults are kept as they are.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from assay.cli.files import BadInput, lines_of, whole_file
from assay.cli.ledger import Tally
from assay.cli.screen import show_summary
from assay.faults import Fault
from assay.jsonform import AnswerLine, answer_from_json, answer_to_json, dumps, loads
from assay.ranges import PROFILES, check_shaping
from assay.shaping import shape
from assay.types import FeedbackLevel, Graded, Shaping


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`IN OUT --profile P` and the settings of `assay.Shaping`."""
    own = Shaping()
    parser.add_argument("input", type=Path, metavar="IN", help="answers of `assay grade`")
    parser.add_argument("output", type=Path, metavar="OUT", help="the same, shaped anew")
    parser.add_argument("--profile", choices=PROFILES, default=own.profile)
    parser.add_argument("--time-penalty", type=float, default=own.time_penalty, metavar="X")
    parser.add_argument("--length-penalty", type=float, default=own.length_penalty, metavar="X")
    parser.add_argument("--length-limit", type=int, default=own.length_limit, metavar="CHARS")
    parser.add_argument(
        "--feedback",
        choices=[level.value for level in FeedbackLevel],
        help="write the texts anew at this level; without it they stay",
    )


def run(args: argparse.Namespace) -> int:
    """0; `BadInput` for a line that is not an answer, and then nothing is written."""
    shaping = _shaping(args)
    level = None if args.feedback is None else FeedbackLevel(args.feedback)
    answers = [_shaped(line, shaping, level) for line in _read(args.input)]
    with whole_file(args.output) as out:
        out.writelines(dumps(answer_to_json(*answer)) + "\n" for answer in answers)
    tally = Tally()
    for answer in answers:
        tally.count(answer.outcome)
    show_summary(tally)
    return 0


def _shaping(args: argparse.Namespace) -> Shaping:
    shaping = Shaping(args.profile, args.time_penalty, args.length_penalty, args.length_limit)
    try:
        check_shaping(shaping)
    except Fault as fault:
        raise BadInput([fault.message]) from fault
    return shaping


def _shaped(line: AnswerLine, shaping: Shaping, level: FeedbackLevel | None) -> AnswerLine:
    if not isinstance(line.outcome, Graded):
        return line
    reward = shape(line.outcome.report, shaping, level or FeedbackLevel.NONE)
    if level is None:
        reward = replace(reward, text=line.outcome.reward.text)
    return line._replace(outcome=replace(line.outcome, reward=reward))


def _read(path: Path) -> Iterator[AnswerLine]:
    for number, line in lines_of(path):
        try:
            yield answer_from_json(loads(line.decode("utf-8")))
        except (Fault, ValueError, RecursionError) as error:
            raise BadInput([f"{path}:{number}: {error}"]) from error
