"""One run over reports, as the commands that need one start it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.cli.console import progress, sum_up
from geomap.errors import ReportError

if TYPE_CHECKING:
    from geomap.events.book.frame import Casebook
    from geomap.events.figures.rules import FigureRules
    from geomap.events.rulings.decisions import Decision
    from geomap.protocols import Extractor
    from geomap.text.readers import ReadOptions

__all__ = ["read_all"]


def read_all(
    inputs: Sequence[str],
    options: ReadOptions,
    *,
    output: Path | None = None,
    workers: int = 1,
    rules: FigureRules | None = None,
    extractor: Extractor | None = None,
    decisions: Path | Sequence[Decision] = (),
) -> Casebook:
    """Read all reports, showing progress on a terminal.

    Parameters
    ----------
    inputs : sequence of str
        Files, folders, "-".
    options : ReadOptions
        What is known of the reports from outside.
    output : pathlib.Path, optional
        What will be written, for the message when there is nothing to write.
    workers : int, default 1
        Processes that read at once.
    rules : FigureRules, optional
        By which claims become figures.
    extractor : Extractor, optional
        Asked beside the rules.
    decisions : pathlib.Path or sequence of Decision, optional
        What people have decided, or the file that it stands in.

    Returns
    -------
    Casebook
        With at least one report.

    Raises
    ------
    ReportError
        When not one report could be read; what was set aside has then been listed.
    """
    from geomap.pipeline import read

    with progress() as tell:
        book = read(
            list(inputs),
            options=options,
            stdin=sys.stdin.buffer,
            on_report=tell,
            workers=workers,
            rules=rules,
            extractor=extractor,
            decisions=decisions,
        )
    if not len(book.reports):
        sum_up(book)
        kept = f"; {output} is not written" if output else ""
        raise ReportError(f"not one report could be read{kept}")
    return book
