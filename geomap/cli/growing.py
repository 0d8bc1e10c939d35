"""What the user sees when a casebook grows: what was added, merged, split, and changed."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.cli.console import note, progress, say, sum_up
from geomap.errors import OutputError

if TYPE_CHECKING:
    from geomap.events.book.frame import Casebook
    from geomap.events.figures.rules import FigureRules
    from geomap.growth import Growth
    from geomap.text.readers import ReadOptions

__all__ = ["decisions_beside", "read_into", "tell_unfit"]

_SHOWN = 20


def read_into(
    path: Path,
    inputs: Sequence[str],
    options: ReadOptions,
    *,
    workers: int = 1,
    rules: FigureRules | str | None = None,
    decisions: Path | None = None,
) -> int:
    """Add reports to the casebook in a file, and tell what came of it.

    Parameters
    ----------
    path : pathlib.Path
        The casebook; where there is none, one is begun.
    inputs : sequence of str
        Files, folders, casebooks, "-".
    options : ReadOptions
        What is known of the reports from outside.
    workers : int, default 1
        Processes that read at once.
    rules : FigureRules or str, optional
        By which claims become figures; by default those of the casebook.
    decisions : pathlib.Path, optional
        What people have decided; by default what stands beside the casebook.

    Returns
    -------
    int
        The exit status: 1 when something new was set aside.

    Raises
    ------
    OutputError
        When somebody else wrote to the casebook meanwhile; it is then as they left it.
    """
    from geomap.events.book.frame import Casebook as Book
    from geomap.events.rulings.decisions import FILE_NAME
    from geomap.pipeline import add_reports, open_casebook

    before = _stamp(path)
    book = open_casebook(path) if before is not None else Book.empty()
    decided = decisions or decisions_beside(path)
    if decided is None and len(book.decisions):
        kept = _counted(len(book.decisions), "decision")
        note(f"no {FILE_NAME} is beside {path}; the {kept} in it stay")
    with progress() as tell:
        growth = add_reports(
            book, inputs, options=options, stdin=sys.stdin.buffer, on_report=tell,
            workers=workers, rules=rules, decisions=decided,
        )  # fmt: skip
    if growth.book == book and before is not None:
        say(f"{path}: nothing new; {book.summary()}")
    else:
        if _stamp(path) != before:
            raise OutputError(
                "somebody else wrote to it meanwhile, so it is left as it is; run this again",
                where=str(path),
            )
        growth.book.save(path)
        say(f"{path}: {growth.book.summary()}")
    for line in _told(growth):
        note(line)
    return max(sum_up(growth.book, since=book), tell_unfit(growth.book))


def decisions_beside(path: Path) -> Path | None:
    """Find the decisions that lie beside a casebook."""
    from geomap.events.rulings.decisions import FILE_NAME

    beside = path.with_name(FILE_NAME)
    return beside if beside.is_file() else None


def tell_unfit(book: Casebook) -> int:
    """Say on standard error which decisions do not fit, or no longer do.

    Parameters
    ----------
    book : Casebook
        The casebook.

    Returns
    -------
    int
        1 where there is one, else 0.
    """
    told = book.decisions[~book.decisions["outcome"].isin(["applied", "already so"])]
    for row in told.to_dict("records"):
        note(
            f"decision in line {row['line']}, {row['decision']} {row['id']}, "
            f"{row['outcome']}: {row['reason']}"
        )
    return 1 if (told["outcome"] == "does not fit").any() else 0


def _stamp(path: Path) -> tuple[int, int, int] | None:
    """Tell one state of a file from another."""
    if not path.exists():
        return None
    known = path.stat()
    return (known.st_ino, known.st_mtime_ns, known.st_size)


def _told(growth: Growth) -> Iterator[str]:
    yield f"{_counted(len(growth.added), 'report')} added, {len(growth.known)} already there"
    if growth.again:
        yield (
            f"{_counted(len(growth.again), 'report')} read again: another version of geomap, its "
            "words, its model or its gazetteers had read them"
        )
    book = growth.book
    shown = {str(row["id"]): row for row in book.incidents.to_dict("records")}
    fates = growth.fates
    yield from _some([f"added {_named(one, shown)}" for one in fates.added])
    yield from _some([f"merged {gone} into {_named(kept, shown)}" for gone, kept in fates.merged])
    yield from _some([f"split {_named(new, shown)} from {old}" for new, old in fates.split])
    yield from _some([f"removed {gone}: no report tells of it" for gone in fates.removed])
    fresh = {*fates.added, *(new for new, _ in fates.split)}
    yield from _some(
        [
            f"changed {_named(row['incident_id'], shown)}: {row['field']} "
            f"{row['before'] or 'unknown'} → {row['after'] or 'unknown'} "
            f"({row['report_id'] or row['reason']})"
            for row in growth.history
            if row["incident_id"] not in fresh and row["field"] != "incident"
        ]
    )


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _some(lines: Sequence[str]) -> Iterator[str]:
    yield from lines[:_SHOWN]
    if len(lines) > _SHOWN:
        yield f"  … and {len(lines) - _SHOWN} more {lines[0].partition(' ')[0]}"


def _named(incident_id: str, shown: dict[str, Any]) -> str:
    import pandas as pd

    row = shown.get(incident_id, {})
    told = [row.get(name) for name in ("date_start", "place")]
    words = ", ".join(str(one) for one in told if not pd.isna(one))
    return f"{incident_id} ({words})" if words else incident_id
