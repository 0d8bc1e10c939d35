"""The chain from a mark on the map back to the words: place, date, claims, reports."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from geomap.errors import UsageError
from geomap.events.book.visible import visible
from geomap.events.tables.rows import rows_of

if TYPE_CHECKING:
    from geomap.events.book.frame import Casebook

__all__ = ["ExplanationLine", "explain", "explain_text", "incident_of", "toponyms_of"]

_CANDIDATES_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplanationLine:
    """One step of an explanation."""

    depth: int
    # 0 for the incident, one more for what it rests on
    label: str
    # "place", "claim", "report" …
    text: str
    # as the tables have it: exact, and not yet safe to show


def explain(book: Casebook, incident_id: str) -> tuple[ExplanationLine, ...]:
    """Trace an incident back to the words it rests on.

    Parameters
    ----------
    book : Casebook
        The casebook.
    incident_id : str
        The incident's id.

    Returns
    -------
    tuple of ExplanationLine
        The incident, its place and date with the reasons, what people have changed and what
        later reports did, then report by report every claim and statement with its claimant,
        stance, sentence and offsets.

    Raises
    ------
    UsageError
        When there is no such incident.
    """
    incident = incident_of(book, incident_id)
    lines = [
        ExplanationLine(depth=0, label=incident["scope"], text=_headline(incident)),
        *_ground(book, incident),
        *_time(incident),
        *_figures(incident),
        *_edits(incident),
        *_changes(book, incident_id),
    ]
    for report_id in json.loads(incident["report_ids"]):
        lines += _sources(book, incident_id, report_id)
    return tuple(lines)


def _edits(incident: Any) -> Iterator[ExplanationLine]:
    """Tell what people have decided."""
    for edit in json.loads(incident["edited"]) if isinstance(incident["edited"], str) else ():
        text = f"{edit['what']}, by {edit['who']} on {edit['when']}: {edit['why']}"
        yield ExplanationLine(depth=1, label="edited", text=text)


def _changes(book: Casebook, incident_id: str) -> Iterator[ExplanationLine]:
    """Tell what has changed since the incident was first told of."""
    history = book.history
    later = history[(history["incident_id"] == incident_id) & (history["step"] > 1)]
    for row in rows_of(later):
        change = f"{row['before'] or 'unknown'} → {row['after'] or 'unknown'}"
        told = row["after"] if row["field"] == "incident" else f"{row['field']} {change}"
        cause = f"{row['reason']}, {row['report_id']}" if row["report_id"] else row["reason"]
        yield ExplanationLine(depth=1, label="history", text=f"{told} ({cause})")


def incident_of(book: Casebook, incident_id: str) -> Any:
    """Find an incident's row.

    Raises
    ------
    UsageError
        When there is no such incident; it names those that there are.
    """
    found = book.incidents[book.incidents["id"] == incident_id]
    if found.empty:
        known = ", ".join(visible(str(name)) for name in book.incidents["id"][:10])
        raise UsageError(
            f"there is no incident {visible(incident_id)!r}; the casebook has "
            f"{len(book.incidents)}: {known or 'none'}{' …' if len(book.incidents) > 10 else ''}"
        )
    return found.iloc[0]


def explain_text(book: Casebook, incident_id: str) -> str:
    """Trace an incident back to the words it rests on, as text for a terminal.

    Parameters
    ----------
    book : Casebook
        The casebook.
    incident_id : str
        The incident's id.

    Returns
    -------
    str
        One step a line, indented; control and direction characters of the reports are
        written out and not obeyed.

    Raises
    ------
    UsageError
        When there is no such incident.
    """
    return "\n".join(
        f"{'  ' * line.depth}{line.label}: {visible(line.text)}"
        for line in explain(book, incident_id)
    )


def _headline(incident: Any) -> str:
    where = "unplaced" if pd.isna(incident["place"]) else incident["place"]
    return f"{incident['id']} — {incident['sub_event_type']}, {where}"


def _ground(book: Casebook, incident: Any) -> Iterator[ExplanationLine]:
    if pd.isna(incident["lat"]):
        yield ExplanationLine(depth=1, label="place", text="not placed")
    else:
        yield ExplanationLine(
            depth=1,
            label="place",
            text=f"{incident['place']} ({_known(incident, 'admin1', 'country', 'gazetteer_id')}) "
            f"at {incident['lat']:.4f}, {incident['lon']:.4f} (lat, lon), within "
            f"{round(incident['radius_km'], 1):g} km, "
            f"{_known(incident, 'where_prec', before='where_prec ')}",
        )
    if not pd.isna(incident["place_as_written"]):
        yield ExplanationLine(depth=2, label="as written", text=incident["place_as_written"])
    yield ExplanationLine(depth=2, label="because", text=incident["place_reason"])
    for candidate in _candidates(book, incident)[:_CANDIDATES_SHOWN]:
        yield ExplanationLine(depth=2, label="candidate", text=candidate)


def toponyms_of(book: Casebook, incident: Any) -> pd.DataFrame:
    """Give the toponyms that say where an incident is.

    Parameters
    ----------
    book : Casebook
        The casebook.
    incident : pandas.Series
        A row of its incidents.

    Returns
    -------
    pandas.DataFrame
        Rows of its toponyms.
    """
    report_ids = json.loads(incident["report_ids"])
    ids = [] if pd.isna(incident["gazetteer_id"]) else incident["gazetteer_id"].split(";")
    return book.toponyms[
        book.toponyms["report_id"].isin(report_ids)
        & (
            book.toponyms["gazetteer_id"].isin(ids)
            if ids
            else book.toponyms["surface"] == incident["place_as_written"]
        ).fillna(False)
    ]


def _candidates(book: Casebook, incident: Any) -> list[str]:
    """List what the incident's toponyms could have meant, each once."""
    toponyms = toponyms_of(book, incident)
    lines = []
    for text in toponyms["candidates"].dropna():
        for candidate in json.loads(text):
            known = [candidate[key] for key in ("admin1", "country") if candidate.get(key)]
            lines.append(
                f"{candidate['name']} ({', '.join([*known, candidate['id']])}) "
                f"at {candidate['lat']}, {candidate['lon']}, score {candidate['score']}"
            )
    return list(dict.fromkeys(lines))


def _known(row: Any, *columns: str, before: str = "") -> str:
    values = [f"{before}{row[column]}" for column in columns if not pd.isna(row[column])]
    return ", ".join(values) or "not known"


def _time(incident: Any) -> Iterator[ExplanationLine]:
    if pd.isna(incident["date_start"]):
        text = "not known"
    elif incident["date_start"] == incident["date_last"]:
        text = f"{incident['date_start']}"
    else:
        text = f"{incident['date_start']} to {incident['date_last']}"
    yield ExplanationLine(depth=1, label="date", text=text)
    if not pd.isna(incident["date_reason"]) and incident["date_reason"]:
        yield ExplanationLine(depth=2, label="because", text=incident["date_reason"])


def _figures(incident: Any) -> Iterator[ExplanationLine]:
    for quantity in ("killed", "wounded"):
        low, best, high = (incident[f"{quantity}_{b}"] for b in ("low", "best", "high"))
        if pd.isna(low) and pd.isna(best) and pd.isna(high):
            text = "number unknown"
        else:
            bounds = [
                f"{name} {'open' if pd.isna(value) else value}"
                for name, value in (("lowest", low), ("best", best), ("highest", high))
            ]
            text = ", ".join(bounds) + ", as claimed"
        yield ExplanationLine(depth=1, label=quantity, text=text)
    yield ExplanationLine(depth=1, label="grading", text=incident["grading"])
    if not pd.isna(incident["n_sources"]):
        text = f"{incident['n_sources']}, {incident['n_independent_sources']} of them independent"
        yield ExplanationLine(depth=1, label="sources", text=text)
    for column, label in (("disputed", "disputed"), ("parts", "contains"), ("part_of", "part of")):
        value = incident[column]
        if pd.isna(value) or value == "[]":
            continue
        text = value if column == "part_of" else ", ".join(json.loads(value))
        yield ExplanationLine(depth=1, label=label, text=text)


def _sources(book: Casebook, incident_id: str, report_id: str) -> Iterator[ExplanationLine]:
    report = book.reports[book.reports["id"] == report_id].iloc[0]
    yield ExplanationLine(
        depth=1,
        label="report",
        text=f"{report_id} — {_known(report, 'title', 'source', 'published', 'url')}",
    )
    yield ExplanationLine(depth=2, label="sha256", text=f"{report['sha256']} of {report['origin']}")
    for table, label in ((book.claims, "claim"), (book.statements, "statement")):
        said = table[
            (table["incident_id"] == incident_id).fillna(False) & (table["report_id"] == report_id)
        ]
        for _, row in said.iterrows():
            yield from _said(row, label=label)


def _said(row: Any, *, label: str) -> Iterator[ExplanationLine]:
    speaker = _known(row, "claimant")
    if not pd.isna(row["relayed_by"]):
        speaker += f" (passed on by {row['relayed_by']})"
    subject = row["quantity"] if label == "claim" else _known(row, "topic")
    yield ExplanationLine(
        depth=2,
        label=label,
        text=f"“{row['verbatim']}” — {speaker}, {row['stance']}, on {subject}, "
        f"characters {row['start']} to {row['end']}",
    )
    if label == "claim" and not pd.isna(row["sentence"]):
        yield ExplanationLine(
            depth=3,
            label="sentence",
            text=f"“{row['sentence']}” (characters {row['sentence_start']} "
            f"to {row['sentence_end']})",
        )
    if label == "claim" and not pd.isna(row["hedge"]):
        yield ExplanationLine(depth=3, label="hedge", text=f"“{row['hedge']}”")
    if label == "claim" and not pd.isna(row["found_by"]):
        told = f"proposed by {row['found_by']}, not by geomap's own rules"
        yield ExplanationLine(depth=3, label="found by", text=told)
