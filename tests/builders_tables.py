"""Builders for the tables of a casebook: a test writes down only what matters to it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import geopandas as gpd
import pandas as pd
from shapely.geometry import Point

INCIDENT: dict[str, Any] = {
    "id": "i1",
    "scope": "event",
    "date_start": "2015-09-30",
    "date_last": "2015-09-30",
    "date_prec": 1,
    "date_reason": "'on Wednesday', counted back from the publication day",
    "event_type": "Explosions/Remote violence",
    "sub_event_type": "Air/drone strike",
    "weapon": "aerial",
    "place": "Talbiseh",
    "place_as_written": "Talbisah",
    "gazetteer_id": "geonames:163345",
    "country": "SY",
    "admin1": "Homs",
    "admin2": None,
    "lat": 34.84,
    "lon": 36.73,
    "where_prec": 1,
    "radius_km": 2.0,
    "place_reason": "the only Talbiseh, and Homs is named beside it",
    "place_probability": 0.98,
    "killed_low": 20,
    "killed_best": 22,
    "killed_high": 22,
    "wounded_low": None,
    "wounded_best": None,
    "wounded_high": None,
    "n_claims": 0,
    "n_reports": 1,
    "grading": "weak",
    "disputed": [],
    "actors": [],
    "parts": [],
    "part_of": None,
    "remainder_low": None,
    "remainder_high": None,
    "report_ids": ["r1"],
    "mentions": ["i1"],
    "edited": [],
    "span_start": 0,
    "span_end": 40,
    "geometry": None,
}
CLAIM: dict[str, Any] = {
    "id": "c1",
    "incident_id": "i1",
    "report_id": "r1",
    "start": 3,
    "end": 12,
    "verbatim": "22 people",
    "sentence": "In 22 people were killed, the centre said.",
    "sentence_start": 0,
    "sentence_end": 42,
    "quantity": "killed",
    "min": 22,
    "max": 22,
    "best": 22,
    "qualifier": "exact",
    "wording": "22",
    "victims": "people",
    "perpetrators_included": None,
    "identified": False,
    "scope": "event",
    "part_of": None,
    "stance": "unverified",
    "hedge": None,
    "claimant": "Homs media centre",
    "claimant_kind": "opposition",
    "relayed_by": None,
    "supersedes": None,
    "found_by": None,
}
STATEMENT: dict[str, Any] = {
    "id": "s1",
    "incident_id": "i1",
    "report_id": "r1",
    "start": 0,
    "end": 10,
    "verbatim": "only military targets were hit",
    "claimant": "defence ministry",
    "claimant_kind": "government",
    "relayed_by": None,
    "stance": "denied",
    "topic": "targets",
}
TOPONYM: dict[str, Any] = {
    "report_id": "r1",
    "start": 0,
    "end": 6,
    "surface": "Moscow",
    "role": "metonym",
    "role_reason": "stands for a government: subject of 'said'",
    "level": None,
    "relation": None,
    "place": "Moscow",
    "gazetteer": "geonames",
    "gazetteer_id": "geonames:524901",
    "country": "RU",
    "admin1": "Moscow",
    "lat": 55.75,
    "lon": 37.62,
    "where_prec": 1,
    "radius_km": 20.0,
    "probability": 0.97,
    "reason": "the largest place of this name",
    "candidates": [],
    "on_map": False,
}
REPORT: dict[str, Any] = {
    "id": "r1",
    "origin": "seeds/one.txt",
    "source": "An agency",
    "title": "A report",
    "author": None,
    "url": "https://example.org/report",
    "archive_url": None,
    "language": "en",
    "published": "2015-09-30",
    "published_at": None,
    "published_from": "text",
    "retrieved_at": None,
    "sha256": "0" * 64,
    "text": "In 22 people were killed, the centre said.",
}
UNREAD: dict[str, Any] = {"origin": "locked.pdf", "line": None, "reason": "it has a password"}
HISTORY: dict[str, Any] = {
    "incident_id": "i1",
    "step": 1,
    "field": "killed",
    "before": None,
    "after": "20/22/22",
    "report_id": "r1",
    "reason": "first told by this report",
}

_WHOLE = {
    "date_prec", "where_prec", "killed_low", "killed_best", "killed_high", "wounded_low",
    "wounded_best", "wounded_high", "n_claims", "n_reports", "remainder_low", "remainder_high",
    "span_start", "span_end", "start", "end", "sentence_start", "sentence_end", "min", "max",
    "best", "perpetrators_included", "line", "step",
}  # fmt: skip
_REAL = {"lat", "lon", "radius_km", "place_probability", "probability"}
_YES_NO = {"identified", "on_map"}
_LISTS = {"disputed", "actors", "parts", "report_ids", "mentions", "edited", "candidates"}


@dataclass(frozen=True)
class FakeTables:
    """What ``geomap.protocols.Tables`` asks for."""

    incidents: Any
    claims: Any
    statements: Any
    toponyms: Any
    reports: Any
    unread: Any
    history: Any
    provenance: Mapping[str, str] = field(default_factory=lambda: {"geomap": "0.1.0"})


def make_tables(
    *,
    incidents: Iterable[Mapping[str, Any]] = ({},),
    claims: Iterable[Mapping[str, Any]] = (),
    statements: Iterable[Mapping[str, Any]] = (),
    toponyms: Iterable[Mapping[str, Any]] = (),
    reports: Iterable[Mapping[str, Any]] = ({},),
    unread: Iterable[Mapping[str, Any]] = (),
    history: Iterable[Mapping[str, Any]] = (),
    provenance: Mapping[str, str] | None = None,
) -> FakeTables:
    """Make tables; each row names only what differs from the usual row of its table."""
    frame = _table(INCIDENT, incidents)
    geometry = [
        shape if shape is not None else (None if pd.isna(lat) else Point(lon, lat))
        for shape, lat, lon in zip(frame["geometry"], frame["lat"], frame["lon"], strict=True)
    ]
    rows = gpd.GeoDataFrame(frame.drop(columns="geometry"), geometry=geometry, crs="EPSG:4326")
    return FakeTables(
        incidents=rows,
        claims=_table(CLAIM, claims),
        statements=_table(STATEMENT, statements),
        toponyms=_table(TOPONYM, toponyms),
        reports=_table(REPORT, reports),
        unread=_table(UNREAD, unread),
        history=_table(HISTORY, history),
        provenance=provenance or {"geomap": "0.1.0"},
    )


def _table(usual: Mapping[str, Any], rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    whole = [{**usual, **row} for row in rows]
    columns = {}
    for name in usual:
        values = [row[name] for row in whole]
        if name in _LISTS:
            values = [value if isinstance(value, str) else json.dumps(value) for value in values]
        columns[name] = pd.Series(values, dtype=_dtype(name))
    return pd.DataFrame(columns)


def _dtype(name: str) -> str:
    if name in _WHOLE:
        return "Int64"
    if name in _REAL:
        return "Float64"
    if name in _YES_NO:
        return "boolean"
    return "object" if name == "geometry" else "string"
