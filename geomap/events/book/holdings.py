"""What a casebook holds of each report, so that it can grow without reading a report again.

A mention, what one report tells of one event, is kept whole (table ``mentions``): reconciling
needs nothing else of a report but its text, day and publisher. The places that it could mean
are many mentions' own and are kept once (table ``places``). What a report holds besides, its
toponyms and the claims and statements about no incident, stays in the rows as they are.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from geomap.errors import SchemaError
from geomap.events.matching.links import Mention
from geomap.events.tables.rows import Row, ordered, rows_of
from geomap.model import Incident, Place, Report
from geomap.records import pack_apart, shape_of, unpack, unpack_apart
from geomap.stretches import Span

if TYPE_CHECKING:
    from geomap.events.book.frame import Casebook

__all__ = [
    "KEPT_TABLES",
    "MENTION_SHAPE",
    "Holdings",
    "holdings_of",
    "membership",
    "mention_rows",
    "reports_of",
    "unkept",
]

KEPT_TABLES = ("reports", "toponyms", "claims", "statements", "unread")
MENTION_SHAPE = "mentions"
# The key of a casebook's provenance under which the shape of its mentions stands.


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """Reports that need not be read again, and all that was read in them."""

    reports: tuple[Report, ...] = ()
    mentions: tuple[Incident, ...] = ()
    tables: Mapping[str, pd.DataFrame]
    # the rows of `KEPT_TABLES`; of claims and statements those about no incident

    def of_reports(self, chosen: Collection[str]) -> Holdings:
        """Keep some of the reports; what was set aside and is no report stays.

        Parameters
        ----------
        chosen : collection of str
            Ids of reports.

        Returns
        -------
        Holdings
            Those of these reports.
        """
        tables = {}
        for name, table in self.tables.items():
            if name == "unread":
                # The notes on a report go with it: they are told again when it is read again.
                gone = {report.origin for report in self.reports if report.id not in chosen}
                rows = table[~table["origin"].isin(list(gone))]
            else:
                column = "id" if name == "reports" else "report_id"
                rows = table[table[column].isin(list(chosen))]
            tables[name] = rows.reset_index(drop=True)
        return Holdings(
            reports=tuple(report for report in self.reports if report.id in chosen),
            mentions=tuple(m for m in self.mentions if m.span.report_id in chosen),
            tables=tables,
        )


def mention_rows(mentions: Iterable[Mention]) -> tuple[list[Row], list[Row]]:
    """Turn mentions into the rows of their table, and of the table of their places.

    Parameters
    ----------
    mentions : iterable of Mention
        The mentions; those of which the casebook was not given the whole are left out.

    Returns
    -------
    tuple of (list of dict, list of dict)
        Rows of ``mentions`` and of ``places``, sorted by id.

    Examples
    --------
    >>> mention_rows([])
    ([], [])
    """
    places: dict[str, str] = {}
    rows: list[Row] = []
    for mention in mentions:
        if mention.told is None:
            continue
        record, apart = pack_apart(mention.told, Place)
        places |= apart
        rows.append({"id": mention.id, "report_id": mention.span.report_id, "record": record})
    kept = ({"id": name, "record": record} for name, record in places.items())
    return ordered(rows, "id"), ordered(kept, "id")


def holdings_of(book: Casebook) -> Holdings:
    """Take from a casebook what it holds of its reports.

    Parameters
    ----------
    book : Casebook
        The casebook.

    Returns
    -------
    Holdings
        Without mentions where another version of geomap kept them in another shape: its
        reports must then be read again.

    Raises
    ------
    SchemaError
        When the mentions cannot be read.

    Examples
    --------
    >>> from geomap.events.book.frame import Casebook
    >>> holdings_of(Casebook.empty()).reports
    ()
    """
    tables = {name: getattr(book, name) for name in KEPT_TABLES}
    for name in ("claims", "statements"):
        tables[name] = tables[name][tables[name]["incident_id"].isna()].reset_index(drop=True)
    reports = tuple(reports_of(book.reports))
    if not _same_shape(book):
        return Holdings(reports=reports, mentions=(), tables=tables)
    return Holdings(reports=reports, mentions=_mentions(book), tables=tables)


def unkept(book: Casebook) -> set[str]:
    """Give the reports of which a casebook does not hold what they tell, whole.

    Parameters
    ----------
    book : Casebook
        The casebook.

    Returns
    -------
    set of str
        Report ids: all of them where another version of geomap kept the mentions in another
        shape.
    """
    if not _same_shape(book):
        return set(book.reports["id"])
    held = set(book.mentions["id"])
    lacking = {incident for mention, incident in membership(book).items() if mention not in held}
    behind = book.incidents["report_ids"][book.incidents["id"].isin(lacking)]
    return {report_id for text in behind for report_id in json.loads(text)}


def _same_shape(book: Casebook) -> bool:
    return book.provenance.get(MENTION_SHAPE, shape_of(Incident)) == shape_of(Incident)


def _mentions(book: Casebook) -> tuple[Incident, ...]:
    try:
        places = {
            str(name): unpack(Place, str(record).encode("ascii"))
            for name, record in zip(book.places["id"], book.places["record"], strict=True)
        }
        return tuple(
            unpack_apart(Incident, str(record), places) for record in book.mentions["record"]
        )
    except (ValueError, TypeError, LookupError, RecursionError) as error:
        raise SchemaError(
            f"the mentions or places of the casebook cannot be read: {error}; make it again from "
            "its reports"
        ) from error


def reports_of(table: pd.DataFrame) -> list[Report]:
    """Build the reports again from the rows of their table.

    Parameters
    ----------
    table : pandas.DataFrame
        The table ``reports`` of a casebook.

    Returns
    -------
    list of Report
        In the order of the rows.
    """
    return [_report(row) for row in rows_of(table)]


def _report(row: Row) -> Report:
    span = None
    if row["published_start"] is not None:
        start, end = int(row["published_start"]), int(row["published_end"])
        span = Span(report_id=row["id"], start=start, end=end)
    at, retrieved = row["published_at"], row["retrieved_at"]
    return Report(
        id=row["id"],
        text=row["text"],
        sha256=row["sha256"],
        origin=row["origin"] or "",
        title=row["title"],
        source=row["source"],
        author=row["author"],
        url=row["url"],
        archive_url=row["archive_url"],
        language=row["language"],
        published=row["published"] and dt.date.fromisoformat(row["published"]),
        published_at=at and dt.datetime.fromisoformat(at),
        published_span=span,
        published_from=row["published_from"],
        retrieved_at=retrieved and dt.datetime.fromisoformat(retrieved),
        table=row["table_name"],
    )


def membership(book: Casebook) -> dict[str, str]:
    """Tell for each mention of a casebook which incident it is part of.

    Parameters
    ----------
    book : Casebook
        The casebook.

    Returns
    -------
    dict of str to str
        Mention id to incident id.
    """
    return {
        mention: str(incident)
        for incident, mentions in zip(book.incidents["id"], book.incidents["mentions"], strict=True)
        if isinstance(mentions, str)
        for mention in json.loads(mentions)
    }
