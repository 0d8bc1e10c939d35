"""Incidents as entries: what the formats of one row an incident have in common.

A casebook keeps claims, reports and places in tables that join. ACLED, UCDP, HXL, TimeMap and
KML have one row an incident, so everything that they show is gathered here once. A total is
never added to its incidents (UCDP GED: what the parts account for is taken from the row of
event clarity 2): its entry holds what they leave of it.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd

from geomap.events.exchange.row_text import notes_of
from geomap.events.tables.incident_rows import remainder_of
from geomap.events.tables.rows import Row
from geomap.model import Tally

__all__ = ["Entries", "Entry", "entries_of", "iso_day", "joined_names"]

_CIVILIANS = frozenset({"civilians", "children", "women", "aid_workers", "journalists"})
_FORCES = frozenset({"soldiers", "police"})
_DROPPED = frozenset({"denied", "superseded"})
_ELSEWHERE = frozenset({"background", "hypothetical"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One incident, or what is left of a total."""

    id: str
    total: bool
    event_type: str
    sub_event_type: str
    date_start: dt.date | None
    date_last: dt.date | None
    # the last day, inclusive
    date_prec: int | None
    place: str | None
    as_written: str | None
    country: str | None
    # ISO 3166-1 alpha-2
    admin1: str | None
    admin2: str | None
    lat: float | None
    lon: float | None
    where_prec: int | None
    radius_km: float | None
    geometry: Any
    # shapely, longitude first; None where it is not placed
    killed: Tally
    wounded: Tally
    dead: Mapping[str, int]
    # of the killed "civilians", "forces", "militants", as far as somebody counts them
    attackers_dead: int | None
    # of the killed those who did it
    attackers: tuple[str, ...]
    targets: tuple[str, ...]
    publishers: tuple[str, ...]
    claimants: tuple[str, ...]
    titles: tuple[str, ...]
    urls: tuple[str, ...]
    published: tuple[str, ...]
    # days, ISO
    reports: tuple[Mapping[str, Any], ...]
    # rows of the reports it rests on
    n_sources: int
    event_clarity: int
    grading: str
    disputed: tuple[str, ...]
    notes: str
    # the words that it rests on

    @property
    def middle(self) -> dt.date | None:
        """The day in the middle of its days."""
        if self.date_start is None or self.date_last is None:
            return self.date_start
        return self.date_start + (self.date_last - self.date_start) // 2

    @property
    def days(self) -> str:
        """Its days in words; empty where they are unknown."""
        if self.date_start is None or self.date_last is None:
            return ""
        first, last = self.date_start.isoformat(), self.date_last.isoformat()
        return first if first == last else f"{first} to {last}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entries:
    """The entries of a casebook, and what is not among them."""

    entries: tuple[Entry, ...]
    left_out: tuple[str, ...] = ()
    # in words, for the person who exports


@dataclass(frozen=True, slots=True)
class _Joined:
    """The tables of a casebook as plain rows, ready to be joined."""

    reports: Mapping[str, Row]
    claims: Mapping[str, Sequence[Row]]
    statements: Mapping[str, Sequence[Row]]
    incidents: Mapping[str, Row]
    grounds: Mapping[tuple[str, str], Row] = field(default_factory=dict)
    # report and gazetteer id to the toponym that was placed there


def iso_day(day: dt.date | None) -> str | None:
    """Write a day as 2015-09-30; None where it is unknown."""
    return None if day is None else day.isoformat()


def joined_names(names: Sequence[str]) -> str:
    """Join names as the tables of the field do, with semicolons; those of a name are commas.

    Examples
    --------
    >>> joined_names(["Example Front", "A; B"])
    'Example Front; A, B'
    """
    return "; ".join(name.replace(";", ",") for name in names)


def entries_of(tables: Mapping[str, pd.DataFrame], *, split_totals: bool = False) -> Entries:
    """Gather the entries of a casebook.

    Parameters
    ----------
    tables : mapping of str to pandas.DataFrame
        The casebook's tables by name.
    split_totals : bool, default False
        Divide what is left of a total evenly, in whole people, over the places that it names
        (UCDP GED's rule); one with fewer people than places stays one entry.

    Returns
    -------
    Entries
        In the order of the incidents.
    """
    joined = _joined(tables)
    shapes = list(tables["incidents"]["geometry"])
    found: list[Entry] = []
    whole = 0
    for row, shape in zip(joined.incidents.values(), shapes, strict=True):
        entry = _entry(row, shape, joined)
        if row["scope"] != "total":
            found.append(entry)
            continue
        left = _left(entry, row, joined)
        if left is None:
            whole += 1
        else:
            found += _divided(left, row, joined) if split_totals else [left]
    told = f"{whole} total{'' if whole == 1 else 's'} of which the incidents leave nobody"
    return Entries(entries=tuple(found), left_out=(told,) if whole else ())


def _plain(frame: pd.DataFrame) -> list[Row]:
    bare = pd.DataFrame(frame.drop(columns="geometry", errors="ignore"))
    columns = [bare[name].astype(object).where(bare[name].notna(), None) for name in bare]
    return [dict(zip(bare.columns, row, strict=True)) for row in zip(*columns, strict=True)]


def _joined(tables: Mapping[str, pd.DataFrame]) -> _Joined:
    by_incident: dict[str, dict[str, list[Row]]] = {"claims": {}, "statements": {}}
    for name, groups in by_incident.items():
        for row in _plain(tables[name]):
            if row["incident_id"] is not None:
                groups.setdefault(row["incident_id"], []).append(row)
    placed = tables["toponyms"]
    return _Joined(
        reports={row["id"]: row for row in _plain(tables["reports"])},
        claims=by_incident["claims"],
        statements=by_incident["statements"],
        incidents={row["id"]: row for row in _plain(tables["incidents"])},
        grounds={
            (row["report_id"], row["gazetteer_id"]): row
            for row in _plain(placed[placed["gazetteer_id"].notna()])
        },
    )


def _entry(row: Row, shape: Any, joined: _Joined) -> Entry:
    report_ids = tuple(json.loads(row["report_ids"]))
    reports = [joined.reports[name] for name in report_ids if name in joined.reports]
    claims = joined.claims.get(row["id"], ())
    actors = json.loads(row["actors"] or "[]")
    publishers = _different(report["source"] for report in reports)
    claimants = _different(
        claim["claimant"] for claim in claims if claim["claimant_kind"] != "report"
    )
    dead = _of_the_dead(claims)
    return Entry(
        id=row["id"],
        total=row["scope"] == "total",
        event_type=row["event_type"],
        sub_event_type=row["sub_event_type"],
        date_start=_day(row["date_start"]),
        date_last=_day(row["date_last"]),
        date_prec=row["date_prec"],
        place=row["place"],
        as_written=row["place_as_written"],
        country=row["country"],
        admin1=row["admin1"],
        admin2=row["admin2"],
        lat=row["lat"],
        lon=row["lon"],
        where_prec=row["where_prec"],
        radius_km=row["radius_km"],
        geometry=shape,
        killed=_tally(row, "killed"),
        wounded=_tally(row, "wounded"),
        dead=_statuses(dead),
        attackers_dead=_most(c["perpetrators_included"] for c in dead),
        attackers=_different(a["name"] for a in actors if a["role"] == "attacker"),
        targets=_different(a["name"] for a in actors if a["role"] != "attacker"),
        publishers=publishers,
        claimants=claimants,
        titles=_different(report["title"] for report in reports),
        urls=_different(report["url"] for report in reports),
        published=_different(sorted(filter(None, (r["published"] for r in reports)))),
        reports=tuple(reports),
        n_sources=row["n_sources"] or len(publishers) or len(claimants) or len(report_ids),
        event_clarity=row["event_clarity"] or (2 if row["scope"] == "total" else 1),
        grading=row["grading"],
        disputed=tuple(json.loads(row["disputed"] or "[]")),
        notes=_notes(row, reports, claims, joined.statements.get(row["id"], ())),
    )


def _of_the_dead(claims: Iterable[Row]) -> list[Row]:
    """Give the claims that count an event's own dead and were not taken back."""
    return [
        claim
        for claim in claims
        if claim["quantity"] == "killed"
        and claim["stance"] not in _DROPPED
        and claim["scope"] not in _ELSEWHERE
    ]


def _different(values: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def _day(text: str | None) -> dt.date | None:
    return None if text is None else dt.date.fromisoformat(text)


def _tally(row: Row, quantity: str) -> Tally:
    return Tally(**{end: row[f"{quantity}_{end}"] for end in ("low", "best", "high")})


def _most(values: Any) -> int | None:
    return max((value for value in values if value is not None), default=None)


def _statuses(dead: Sequence[Row]) -> dict[str, int]:
    """Count the dead by status: the largest number that somebody gives for each."""
    found: dict[str, int] = {}
    for claim in dead:
        number = claim["best"] if claim["best"] is not None else claim["min"]
        if number is None:
            continue
        status = (
            "civilians" if claim["victims"] in _CIVILIANS
            else "forces" if claim["victims"] in _FORCES
            else claim["victims"]
        )  # fmt: skip
        found[status] = max(found.get(status, 0), number)
    return {name: found[name] for name in ("civilians", "forces", "militants") if name in found}


def _notes(
    row: Row, reports: Sequence[Row], claims: Sequence[Row], statements: Sequence[Row]
) -> str:
    """Gather the words that an incident rests on: where it is told, and what is claimed."""
    told_in = reports[0]["id"] if len(reports) == 1 else row["id"].rpartition("-")[0]
    pieces: list[str] = []
    for report in sorted(reports, key=lambda report: (report["id"] != told_in, report["id"])):
        if report["table_name"]:
            pieces.append(notes_of(report["text"]))
            continue
        start, end = row["span_start"], row["span_end"]
        if report["id"] == told_in and start is not None and len(report["text"]) >= end:
            pieces.append(report["text"][start:end])
        own = [c["sentence"] or c["verbatim"] for c in claims if c["report_id"] == report["id"]]
        own += [s["verbatim"] for s in statements if s["report_id"] == report["id"]]
        pieces += [words for words in own if not any(words in known for known in pieces)]
    return " ".join(piece.strip() for piece in dict.fromkeys(pieces) if piece.strip())


def _left(entry: Entry, row: Row, joined: _Joined) -> Entry | None:
    """Give what the incidents of a total leave of it; None where they leave nobody."""
    ids = json.loads(row["parts"] or "[]")
    parts = [joined.incidents[name] for name in ids if name in joined.incidents]
    if not parts:
        return entry
    killed = _remainder(entry.killed, [_tally(part, "killed") for part in parts])
    wounded = _remainder(entry.wounded, [_tally(part, "wounded") for part in parts])
    if _nobody(killed, wounded):
        return None
    return replace(entry, killed=killed, wounded=wounded)


def _nobody(*left: Tally) -> bool:
    """Tell whether it is said that nobody is left, and nothing else."""
    told = [tally for tally in left if tally != Tally()]
    return bool(told) and all(tally.high == 0 for tally in told)


def _remainder(total: Tally, parts: Sequence[Tally]) -> Tally:
    low, high = remainder_of(total, parts)
    best = None
    known = [part.best for part in parts if part.best is not None]
    if total.best is not None:
        best = max(total.best - sum(known), low or 0)
        best = best if high is None else min(best, high)
    return Tally(low=low, best=best, high=high)


def _divided(entry: Entry, row: Row, joined: _Joined) -> list[Entry]:
    """Divide the people of a total over its places, where they can be told apart."""
    ids = (row["gazetteer_id"] or "").split(";")
    grounds = [
        next(
            (joined.grounds[r["id"], i] for r in entry.reports if (r["id"], i) in joined.grounds),
            None,
        )
        for i in ids
    ]
    fewest = min((n for n in (entry.killed.low, entry.killed.best) if n is not None), default=0)
    if len(ids) < 2 or None in grounds or fewest < len(ids):
        return [entry]
    return [
        replace(
            entry,
            id=f"{entry.id}-{number}",
            place=ground["place"],
            as_written=ground["surface"],
            country=ground["country"],
            admin1=ground["admin1"],
            admin2=None,
            lat=ground["lat"],
            lon=ground["lon"],
            where_prec=ground["where_prec"],
            radius_km=ground["radius_km"],
            geometry=None,
            killed=_share(entry.killed, number, len(ids)),
            wounded=_share(entry.wounded, number, len(ids)),
            dead={},
            attackers_dead=None,
        )
        for number, ground in enumerate(grounds, 1)
        if ground is not None
    ]


def _share(whole: Tally, number: int, count: int) -> Tally:
    """Give one place's share in whole people; the first places get one more."""

    def of(people: int | None) -> int | None:
        return None if people is None else (people - number + count) // count

    return Tally(low=of(whole.low), best=of(whole.best), high=of(whole.high))
