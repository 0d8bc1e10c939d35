"""What the user sees: results, progress, complaints, with hostile characters shown."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from numbers import Integral
from typing import TYPE_CHECKING

import click

from geomap.events.book.visible import visible
from geomap.stages import PARTLY

if TYPE_CHECKING:
    from geomap.events.book.frame import Casebook

__all__ = ["fail", "note", "progress", "say", "sum_up"]

_UNPLACED_SHOWN = 20
_WIDTH = 78


def say(text: str) -> None:
    """Print a result on standard output, hostile characters made visible.

    Parameters
    ----------
    text : str
        Our own line breaks stay; what stands between them is shown, not obeyed.
    """
    click.echo("\n".join(_shown(line) for line in text.split("\n")))


def note(text: str) -> None:
    """Print a line on standard error, hostile characters made visible."""
    click.echo(_shown(text), err=True)


def fail(text: str) -> None:
    """Print an error as one line on standard error."""
    note(f"geomap: error: {' '.join(text.split())}")


def _shown(line: str) -> str:
    # Word by word: `visible` makes runs of blanks one, and columns are made of such runs.
    words = " ".join(visible(word) for word in line.split(" "))
    # A terminal of an older encoding gets question marks rather than a traceback.
    encoding = sys.stdout.encoding or "utf-8"
    return words.encode(encoding, "replace").decode(encoding)


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """Show how far a run is, in one line that is wiped at the end.

    Yields
    ------
    callable
        To be told each report that is done. Without a terminal it says nothing.
    """
    if not sys.stderr.isatty():
        yield _silent
        return
    done = 0

    def tell(origin: str) -> None:
        nonlocal done
        done += 1
        line = f"{done} read  {visible(origin)}"
        click.echo(f"\r\x1b[K{line[:_WIDTH]}", nl=False, err=True)

    # The language model takes seconds; a blank line for so long looks like a hang.
    click.echo("reading …", nl=False, err=True)
    try:
        yield tell
    finally:
        click.echo("\r\x1b[K", nl=False, err=True)


def _silent(origin: str) -> None:
    del origin


def sum_up(book: Casebook, *, since: Casebook | None = None) -> int:
    """Say on standard error what was read, and what could not be read or placed.

    Parameters
    ----------
    book : Casebook
        The result of the run.
    since : Casebook, optional
        What there was before: nothing of it is told again.

    Returns
    -------
    int
        The exit status: 1 when something was set aside.
    """
    aside, reports, incidents = book.unread, book.reports, book.incidents
    if since is not None:
        aside = aside.merge(since.unread, how="left", indicator=True)
        aside = aside[aside["_merge"] == "left_only"]
        reports = reports[~reports["id"].isin(since.reports["id"])]
        incidents = incidents[~incidents["id"].isin(since.incidents["id"])]
    unread = aside[~aside["reason"].str.startswith(PARTLY)]
    read = int((~reports["origin"].isin(unread["origin"])).sum())
    head = f"{read} report{'' if read == 1 else 's'} read"
    if since is None:
        note(f"{head}, {len(aside)} set aside:" if len(aside) else head)
    elif len(aside):
        note(f"{len(aside)} set aside:")
    for origin, line, reason in zip(aside["origin"], aside["line"], aside["reason"], strict=True):
        where = f"{origin}:{line}" if isinstance(line, Integral) else origin
        note(f"  {where}: {reason}")
    unplaced = incidents[incidents["lat"].isna()]
    if len(unplaced):
        note(f"{len(unplaced)} not on the map, for want of a place:")
    shown = unplaced.head(_UNPLACED_SHOWN)
    for identity, name, reason in zip(
        shown["id"], shown["place_as_written"], shown["place_reason"], strict=True
    ):
        note(f"  {identity} {name if isinstance(name, str) else 'no place named'}: {reason}")
    if len(unplaced) > len(shown):
        note(f"  … and {len(unplaced) - len(shown)} more")
    return 1 if len(aside) else 0
