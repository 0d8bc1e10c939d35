"""What a casebook holds, at a glance: as a record, as a line, as a notebook's HTML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from geomap.events.book.fragments import fragment
from geomap.events.figures.toll import Toll, figure_of, toll_of
from geomap.vocabulary import Quantity, Scope

if TYPE_CHECKING:
    from geomap.events.book.frame import Casebook

__all__ = ["Summary", "summary_html", "summary_of"]

_ROWS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The numbers of a casebook."""

    reports: int
    unread: int
    incidents: int
    # single events; totals are counted apart
    totals: int
    claims: int
    unplaced: int
    # events and totals without a place
    undated: int
    killed: Toll
    wounded: Toll

    def __str__(self) -> str:
        """Say it in one line."""
        totals = f" and {_count(self.totals, 'total')}" if self.totals else ""
        return (
            f"{_count(self.reports, 'report')}, {_count(self.incidents, 'incident')}{totals}, "
            f"{self.killed}; {self.unplaced} unplaced, {self.unread} unread"
        )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def summary_of(book: Casebook) -> Summary:
    """Count what a casebook holds.

    Parameters
    ----------
    book : Casebook
        The casebook.

    Returns
    -------
    Summary
        The counts and the tolls.

    Examples
    --------
    >>> from geomap.events.book.frame import Casebook
    >>> print(summary_of(Casebook.empty()))
    0 reports, 0 incidents, none killed, as claimed; 0 unplaced, 0 unread
    """
    incidents = book.incidents
    totals = int((incidents["scope"] == Scope.TOTAL.value).sum())
    return Summary(
        reports=len(book.reports),
        unread=len(book.unread),
        incidents=len(incidents) - totals,
        totals=totals,
        claims=len(book.claims),
        unplaced=int(incidents["lat"].isna().sum()),
        undated=int(incidents["date_start"].isna().sum()),
        killed=toll_of(incidents, Quantity.KILLED),
        wounded=toll_of(incidents, Quantity.WOUNDED),
    )


def summary_html(book: Casebook) -> str:
    """Draw the summary and the first incidents as a piece of HTML for a notebook.

    Parameters
    ----------
    book : Casebook
        The casebook.

    Returns
    -------
    str
        One `div`; every text of a report in it is escaped, and its control and direction
        characters are written out.
    """
    summary = summary_of(book)
    figures = {
        "Reports": str(summary.reports),
        "Incidents": str(summary.incidents),
        "Killed, as claimed": summary.killed.figure,
        "Number unknown": str(summary.killed.unknown),
        "Unplaced": str(summary.unplaced),
        "Unread": str(summary.unread),
    }
    rows = [_incident_html(row) for _, row in book.incidents.head(_ROWS).iterrows()]
    left = len(book.incidents) - len(rows)
    note = f"{left} more in .incidents. " if left else ""
    shown = "".join(fragment("figure", label=k, value=v) for k, v in figures.items())
    return fragment(
        "casebook",
        {"figures": shown, "incidents": "".join(rows)},
        note=f"{note}A total contains its parts and is not added to them.",
    )


def _incident_html(incident: Any) -> str:
    start, last = incident["date_start"], incident["date_last"]
    when = _text(start) if pd.isna(start) or start == last else f"{start} to {last}"
    total = " (total)" if incident["scope"] == Scope.TOTAL.value else ""
    return fragment(
        "incident",
        when=when,
        where="not placed" if pd.isna(incident["place"]) else incident["place"],
        what=f"{incident['sub_event_type']}{total}",
        killed=figure_of(
            low=_known(incident["killed_low"]),
            best=_known(incident["killed_best"]),
            high=_known(incident["killed_high"]),
        ),
        claims=str(incident["n_claims"]),
        grading=_text(incident["grading"]),
    )


def _known(value: Any) -> int | None:
    return None if pd.isna(value) else int(value)


def _text(value: Any) -> str:
    return "unknown" if pd.isna(value) else str(value)
