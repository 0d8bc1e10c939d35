"""Records to tables: what each column is taken from.

The order of the records does not matter: the rows are sorted, and where two rows could
compete (a claim as it was read and as an incident holds it) a rule decides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from geomap.errors import SchemaError
from geomap.events.book.holdings import KEPT_TABLES, Holdings, mention_rows
from geomap.events.matching.links import Link, Mention, link_rows
from geomap.events.tables.claim_rows import claim_rows, statement_rows
from geomap.events.tables.incident_rows import incident_rows
from geomap.events.tables.rows import Row, json_list, ordered, rows_of
from geomap.events.tables.schema import build_table, dtype_of, with_geometry
from geomap.events.tables.toponym_rows import spans_and_places_used, toponym_rows
from geomap.model import Incident, Reading, Report, Resolution, SetAside
from geomap.vocabulary import ToponymRole

__all__ = ["Past", "tables_from_records"]


def tables_from_records(
    *,
    readings: Sequence[Reading],
    resolutions: Mapping[str, Sequence[Resolution]],
    incidents: Sequence[Incident],
    set_aside: Sequence[SetAside],
    links: Sequence[Link] = (),
    mentions: Sequence[Mention] = (),
    past: Past | None = None,
) -> dict[str, pd.DataFrame]:
    """Turn the records of a run into its tables.

    Parameters
    ----------
    readings : sequence of Reading
        One a report.
    resolutions : mapping of str to sequence of Resolution
        Report id to where its toponyms are.
    incidents : sequence of Incident
        What happened; every report they name must be among the readings.
    set_aside : sequence of SetAside
        What could not be read.
    links : sequence of Link, optional
        Which mentions were taken for one event, and which nearly.
    mentions : sequence of Mention, optional
        What each report tells of each event; at least those that the links name.
    past : Past, optional
        What was read before, and what has become of the incidents since.

    Returns
    -------
    dict of str to pandas.DataFrame
        The tables by name, sorted; `incidents` is a GeoDataFrame.

    Raises
    ------
    SchemaError
        When a record does not fit, for instance an incident of a report that was not read.

    Examples
    --------
    >>> tables = tables_from_records(
    ...     readings=[], resolutions={}, incidents=[],
    ...     set_aside=[SetAside(origin="a.pdf", reason="locked with a password")])
    >>> tables["unread"].origin.tolist()
    ['a.pdf']
    """
    past = past or Past()
    texts = {reading.report.id: reading.report.text for reading in readings}
    texts |= {report.id: report.text for held in past.held for report in held.reports}
    _check_reports(texts, incidents)
    # One set of rows at a time: of very many incidents that is what memory should hold.
    tables = {
        "incidents": _incidents_table(incidents, mentions, past),
        "claims": build_table("claims", claim_rows(readings, incidents, texts)),
        "statements": build_table("statements", statement_rows(readings, incidents, texts)),
        "toponyms": build_table("toponyms", toponym_rows(readings, resolutions, incidents)),
        "links": build_table("links", link_rows(links, {m.id: m for m in mentions}, texts)),
        **_mention_tables(mentions),
        "history": build_table("history", past.history),
        "decisions": build_table("decisions", past.decisions),
        "reports": _reports_table(readings, past.read_with),
        "unread": build_table("unread", ordered(map(_unread_row, set_aside), "origin", "line")),
    }
    return tables | _with_held(tables, past.held, incidents) if past.held else tables


def _incidents_table(
    incidents: Sequence[Incident], mentions: Sequence[Mention], past: Past
) -> pd.DataFrame:
    rows = incident_rows(incidents, _mentions_by_incident(mentions))
    for row in rows:
        row["edited"] = json_list(past.edits.get(row["id"], ()))
    shapes = [row.pop("geometry") for row in rows]
    return with_geometry(build_table("incidents", rows), shapes)


def _mention_tables(mentions: Sequence[Mention]) -> dict[str, pd.DataFrame]:
    told, places = mention_rows(mentions)
    return {"mentions": build_table("mentions", told), "places": build_table("places", places)}


def _reports_table(readings: Sequence[Reading], read_with: str | None) -> pd.DataFrame:
    rows = [_report_row(reading.report, read_with) for reading in readings]
    return build_table("reports", ordered(rows, "id"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What was before the records of a run, and how they were read."""

    held: tuple[Holdings, ...] = ()
    # of reports that were read earlier
    history: Sequence[Row] = ()
    read_with: str | None = None
    # the versions that read the reports of this run
    decisions: Sequence[Row] = ()
    # what people have decided, and what became of it
    edits: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    # incident id to what people have changed of it


_SORTED_BY = {
    "reports": ["id"],
    "toponyms": ["report_id", "start", "end"],
    "claims": ["report_id", "start", "end", "id"],
    "statements": ["report_id", "start", "end", "id"],
}


def _with_held(
    tables: Mapping[str, pd.DataFrame], held: Sequence[Holdings], incidents: Sequence[Incident]
) -> dict[str, pd.DataFrame]:
    """Put the rows of reports that were read earlier among those of the others."""
    joined = {}
    for name in KEPT_TABLES:
        parts = [tables[name], *(holdings.tables[name] for holdings in held)]
        if name in ("claims", "statements"):
            told = set(tables[name]["id"][tables[name]["incident_id"].notna()])
            parts = [parts[0], *(part[~part["id"].isin(told)] for part in parts[1:])]
        whole = pd.concat(parts, ignore_index=True)
        if name == "unread":
            plain = rows_of(whole.drop_duplicates())
            joined[name] = build_table(name, ordered(plain, "origin", "line"))
            continue
        whole = whole.sort_values(_SORTED_BY[name], kind="stable", ignore_index=True)
        joined[name] = whole if name != "toponyms" else _marked_on_map(whole, incidents)
    return joined


def _marked_on_map(toponyms: pd.DataFrame, incidents: Sequence[Incident]) -> pd.DataFrame:
    """Tell anew which toponyms reached the map: another report may have put them there."""
    spans, grounds = spans_and_places_used(incidents)
    used = {(span.report_id, span.start, span.end) for span in spans}
    event = ToponymRole.EVENT.value
    columns = ("report_id", "start", "end", "role", "gazetteer", "gazetteer_id")
    flags = [
        (report_id, start, end) in used
        or (role == event and not pd.isna(name) and (report_id, gazetteer, name) in grounds)
        for report_id, start, end, role, gazetteer, name in zip(
            *(toponyms[column] for column in columns), strict=True
        )
    ]
    return toponyms.assign(on_map=pd.array(flags, dtype=dtype_of("bool")))


def _mentions_by_incident(mentions: Sequence[Mention]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for mention in mentions:
        found.setdefault(mention.incident_id, []).append(mention.id)
    return found


def _check_reports(texts: Mapping[str, str], incidents: Sequence[Incident]) -> None:
    complaints = [
        f"incident {incident.id!r} rests on report {report_id!r}, of which there is no reading"
        for incident in sorted(incidents, key=lambda incident: incident.id)
        for report_id in sorted(
            {
                *incident.report_ids,
                *(claim.span.report_id for claim in incident.claims),
                *(statement.span.report_id for statement in incident.statements),
            }
        )
        if report_id not in texts
    ]
    if complaints:
        raise SchemaError("; ".join(complaints))


def _report_row(report: Report, read_with: str | None) -> Row:
    return {
        "id": report.id,
        "origin": report.origin,
        "source": report.source,
        "title": report.title,
        "author": report.author,
        "url": report.url,
        "archive_url": report.archive_url,
        "language": report.language,
        "published": report.published and report.published.isoformat(),
        "published_at": report.published_at and report.published_at.isoformat(),
        "published_from": report.published_from,
        "published_start": report.published_span and report.published_span.start,
        "published_end": report.published_span and report.published_span.end,
        "retrieved_at": report.retrieved_at and report.retrieved_at.isoformat(),
        "table_name": report.table,
        # A row of a table was not read as words are, and never will be.
        "read_with": read_with if report.table is None else None,
        "sha256": report.sha256,
        "text": report.text,
    }


def _unread_row(set_aside: SetAside) -> Row:
    return {"origin": set_aside.origin, "line": set_aside.line, "reason": set_aside.reason}
