"""What `assay grade` shows: progress on standard error, the summary on standard output.

With rich (the extra `cli`) a bar and a table; without it, and where no terminal looks on, lines.
"""

from __future__ import annotations

import contextlib
import importlib.util
import sys
from collections.abc import Callable, Generator, Sequence

from assay.cli.ledger import Tally

Step = Callable[[], None]
"""Tells that one more submission is answered."""


def is_rich() -> bool:
    """Whether rich is installed."""
    return importlib.util.find_spec("rich") is not None


@contextlib.contextmanager
def progress(total: int, done: int, *, quiet: bool) -> Generator[Step]:
    """A bar over `total` submissions of which `done` were answered before; gives its `Step`."""
    if quiet or not total:
        yield lambda: None
    elif sys.stderr.isatty() and is_rich():
        with _bar(total, done) as step:
            yield step
    else:
        yield _Lines(total, done).step


@contextlib.contextmanager
def _bar(total: int, done: int) -> Generator[Step]:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("grading"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as bar:
        job = bar.add_task("grading", total=total, completed=done)
        yield lambda: bar.advance(job)


class _Lines:
    """A line at each tenth, for logs."""

    def __init__(self, total: int, done: int) -> None:
        self._total, self._done = total, done

    def step(self) -> None:
        """One more."""
        before = self._done * 10 // self._total
        self._done += 1
        if self._done * 10 // self._total > before:
            print(f"graded {self._done} of {self._total}", file=sys.stderr, flush=True)


def show_summary(tally: Tally) -> None:
    """Prints how many submissions got which verdict, and the mean reward."""
    total = tally.graded + tally.faults.total()
    rows = [(verdict, count) for verdict, count in tally.verdicts.most_common()]
    rows += [(f"fault {code}", count) for code, count in tally.faults.most_common()]
    cells = [(name, str(count), f"{count / total:.1%}") for name, count in rows]
    mean = "-" if tally.mean is None else f"{tally.mean:.4f}"
    if sys.stdout.isatty() and is_rich():
        _show_table(cells, total, mean)
    else:
        for name, count, share in cells:
            print(f"{name:<28}{count:>8}{share:>8}")
        print(f"{'submissions':<28}{total:>8}")
        print(f"{'mean reward':<28}{mean:>8}")


def _show_table(cells: Sequence[tuple[str, str, str]], total: int, mean: str) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(show_footer=True)
    table.add_column("verdict", footer="submissions\nmean reward")
    table.add_column("count", justify="right", footer=f"{total}\n{mean}")
    table.add_column("share", justify="right")
    for name, count, share in cells:
        table.add_row(name, count, share, style=_style(name))
    Console().print(table)


def _style(name: str) -> str:
    if name.startswith("fault"):
        return "bold red"
    return "green" if name == "accepted" else ""
