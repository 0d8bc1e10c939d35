"""Parts of a casebook: by time, by ground, by claimant, by dispute.

Each function gives a smaller casebook in which all tables still join: the incidents kept,
their claims and statements, the reports these rest on, and those reports' toponyms. What
could not be read stays listed, because it could have belonged to any part. A total whose
parts were left out no longer names them, and an incident whose total was left out stands
for itself again; a total's remainder stays that of the whole total.
"""

from __future__ import annotations

import datetime as dt
import json
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import shapely
from shapely.geometry import shape as shape_of

from geomap.errors import UsageError
from geomap.events.ground.ground import distance_km
from geomap.events.tables.schema import dtype_of

if TYPE_CHECKING:
    from geomap.events.book.frame import Casebook

__all__ = ["between", "by_claimant", "disputed", "keep", "near", "within"]

_COUNTRY_PRECISION = 6
# UCDP where_prec: only the country is known


def keep(book: Casebook, chosen: Any) -> Casebook:
    """Keep some incidents and everything that belongs to them.

    Parameters
    ----------
    book : Casebook
        The whole.
    chosen : array_like of bool
        One flag an incident, in the order of `book.incidents`; unknown counts as no.

    Returns
    -------
    Casebook
        The part.

    Raises
    ------
    UsageError
        When there are not as many flags as incidents.

    Examples
    --------
    >>> from geomap.events.book.frame import Casebook
    >>> keep(Casebook.empty(), []).incidents.empty
    True
    """
    flags = pd.array(chosen, dtype="boolean").fillna(False).to_numpy(dtype=bool)
    if len(flags) != len(book.incidents):
        raise UsageError(
            f"{len(flags)} flags for {len(book.incidents)} incidents; one is needed for each"
        )
    incidents = _without_the_absent(book.incidents[flags])
    claims = book.claims[book.claims["incident_id"].isin(incidents["id"])]
    statements = book.statements[book.statements["incident_id"].isin(incidents["id"])]
    named = {report_id for text in incidents["report_ids"] for report_id in json.loads(text)}
    named |= {*claims["report_id"], *statements["report_id"]}
    history = book.history[book.history["incident_id"].isin(incidents["id"])]
    named |= set(history["report_id"].dropna())
    told = {mention for text in incidents["mentions"].dropna() for mention in json.loads(text)}
    both = book.links["incident_id"].isin(incidents["id"])
    both &= book.links["other_incident_id"].isin(incidents["id"])
    parts = {
        "incidents": incidents,
        "claims": claims,
        "statements": statements,
        "toponyms": book.toponyms[book.toponyms["report_id"].isin(named)],
        "links": book.links[both],
        "mentions": book.mentions[book.mentions["id"].isin(told)],
        "history": history,
        "decisions": book.decisions[book.decisions["incident_id"].isin(incidents["id"])],
        "reports": book.reports[book.reports["id"].isin(named)],
    }
    return replace(book, **{name: part.reset_index(drop=True) for name, part in parts.items()})


def _without_the_absent(incidents: Any) -> Any:
    """Let totals and parts name only each other's kept incidents."""
    kept = set(incidents["id"])
    names = [
        text if pd.isna(text) else [part for part in json.loads(text) if part in kept]
        for text in incidents["parts"]
    ]
    parts = [
        json.dumps(part, ensure_ascii=False, separators=(",", ":")) if part else None
        for part in (None if not isinstance(name, list) else name for name in names)
    ]
    part_of = incidents["part_of"].where(incidents["part_of"].isin(kept))
    return incidents.assign(parts=pd.array(parts, dtype=dtype_of("str")), part_of=part_of)


def between(
    book: Casebook,
    start: str | dt.date | None,
    end: str | dt.date | None,
    *,
    undated: bool = False,
) -> Casebook:
    """Keep the incidents of a stretch of days: `start` is in it, `end` is the first day after.

    Parameters
    ----------
    book : Casebook
        The whole.
    start : str or datetime.date or None
        The first day, as ``"2015-09-30"``; None: from the beginning.
    end : str or datetime.date or None
        The day after the last one; None: to the end. An incident that is known to a range
        of days counts when the range touches the stretch.
    undated : bool, default False
        Keep incidents without a date too.

    Returns
    -------
    Casebook
        The part.

    Raises
    ------
    UsageError
        When a day is not a day, or `end` is not after `start`.

    Examples
    --------
    >>> from geomap.events.book.frame import Casebook
    >>> between(Casebook.empty(), "2015-09-30", "2015-10-07").incidents.empty
    True
    """
    first = _day(start, name="start")
    after = _day(end, name="end")
    if first is not None and after is not None and after <= first:
        raise UsageError(
            f"end {after} is not after start {first}; start is the first day kept and end the "
            "first day no longer kept"
        )
    incidents = book.incidents
    chosen = incidents["date_start"].notna()
    # ISO days compare as text.
    if first is not None:
        chosen &= incidents["date_last"] >= first
    if after is not None:
        chosen &= incidents["date_start"] < after
    return keep(book, chosen.fillna(False) | (incidents["date_start"].isna() & undated))


def _day(day: str | dt.date | None, *, name: str) -> str | None:
    if day is None:
        return None
    if isinstance(day, dt.datetime):
        day = day.date()
    try:
        return (day if isinstance(day, dt.date) else dt.date.fromisoformat(day)).isoformat()
    except (TypeError, ValueError) as error:
        raise UsageError(f"{name} {day!r} is not a day; write it as 2015-09-30") from error


def within(book: Casebook, region: Any) -> Casebook:
    """Keep the incidents that lie in a named place, a province, a country or a shape.

    Parameters
    ----------
    book : Casebook
        The whole.
    region : str or shapely.Geometry or object with ``__geo_interface__``
        A name as the tables have it (place, admin1, admin2, or country by name or ISO
        code), letter case and accents aside; or an area in degrees, longitude first. An
        incident known to an area lies in a shape only when the whole area does.

    Returns
    -------
    Casebook
        The part; empty when nothing lies there. Unplaced incidents lie nowhere.

    Raises
    ------
    UsageError
        When `region` is neither a name nor a shape.

    Examples
    --------
    >>> from geomap.events.book.frame import Casebook
    >>> within(Casebook.empty(), "Homs").incidents.empty
    True
    """
    if not isinstance(region, str):
        return keep(book, shapely.covered_by(list(book.incidents["geometry"]), _shape(region)))
    wanted = _plain(region)
    countries = book.toponyms[
        (book.toponyms["where_prec"] == _COUNTRY_PRECISION).fillna(False).astype(bool)
        & (book.toponyms["place"].map(_plain, na_action="ignore") == wanted)
        .fillna(False)
        .astype(bool)
    ]["country"].dropna()
    chosen = book.incidents["country"].isin(countries)
    for column in ("place", "admin2", "admin1", "country"):
        chosen |= book.incidents[column].map(_plain, na_action="ignore") == wanted
    return keep(book, chosen)


def _shape(region: Any) -> Any:
    if isinstance(region, shapely.Geometry):
        return region
    if hasattr(region, "__geo_interface__"):
        return shape_of(region)
    raise UsageError(
        f"{type(region).__name__} is no region; give a name like 'Homs' or a shape in degrees"
    )


def _plain(name: str) -> str:
    """Give a name without letter case and accents, for comparing only."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(c for c in letters if not unicodedata.combining(c)).split())


def near(book: Casebook, lon: float, lat: float, *, km: float) -> Casebook:
    """Keep the incidents around a point.

    Parameters
    ----------
    book : Casebook
        The whole.
    lon, lat : float
        The point in degrees, longitude first.
    km : float
        How far along the ground; of an area, its representative point counts.

    Returns
    -------
    Casebook
        The part, without unplaced incidents.

    Raises
    ------
    UsageError
        When the point is not on the globe or the distance is negative.

    Examples
    --------
    >>> from geomap.events.book.frame import Casebook
    >>> near(Casebook.empty(), 36.73, 34.84, km=5).incidents.empty
    True
    """
    if not (abs(lon) <= 180 and abs(lat) <= 90):
        raise UsageError(f"({lon}, {lat}) is not on the globe; give longitude, then latitude")
    if not km >= 0:
        raise UsageError(f"a distance of {km} km is not possible; give 0 or more")
    chosen = [
        not pd.isna(x) and distance_km(lon, lat, x, y) <= km
        for x, y in zip(book.incidents["lon"], book.incidents["lat"], strict=True)
    ]
    return keep(book, np.array(chosen, dtype=bool))


def by_claimant(book: Casebook, name: str | None = None, *, kind: str | None = None) -> Casebook:
    """Keep the incidents of which a party speaks, with what all others say of them.

    Parameters
    ----------
    book : Casebook
        The whole.
    name : str, optional
        Part of a claimant's name or of who passed it on, letter case and accents aside.
    kind : str, optional
        The claimant's kind, as ``"ngo_monitor"``.

    Returns
    -------
    Casebook
        The part; disagreement within an incident stays visible.

    Raises
    ------
    UsageError
        When neither is given.

    Examples
    --------
    >>> from geomap.events.book.frame import Casebook
    >>> by_claimant(Casebook.empty(), kind="military").incidents.empty
    True
    """
    if name is None and kind is None:
        raise UsageError("no claimant is named; give a name, a kind, or both")
    speaking: set[str] = set()
    for said in (book.claims, book.statements):
        matches = pd.Series(True, index=said.index)
        if name is not None:
            wanted = _plain(name)
            speakers = said["claimant"].fillna("") + "\n" + said["relayed_by"].fillna("")
            matches &= np.array([wanted in _plain(speaker) for speaker in speakers], dtype=bool)
        if kind is not None:
            matches &= (said["claimant_kind"] == kind).fillna(False).astype(bool)
        speaking.update(said["incident_id"][matches].dropna())
    return keep(book, book.incidents["id"].isin(speaking))


def disputed(book: Casebook, subject: str | None = None) -> Casebook:
    """Keep the incidents on which claimants disagree.

    Parameters
    ----------
    book : Casebook
        The whole.
    subject : str, optional
        On what: "killed", "target", "responsibility"; without it, on anything.

    Returns
    -------
    Casebook
        The part.

    Examples
    --------
    >>> from geomap.events.book.frame import Casebook
    >>> disputed(Casebook.empty()).incidents.empty
    True
    """
    subjects = [json.loads(text) if text else [] for text in book.incidents["disputed"].fillna("")]
    return keep(
        book, np.array([subject in s if subject else bool(s) for s in subjects], dtype=bool)
    )
