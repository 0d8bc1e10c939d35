"""The tables as one inert block of data for a page.

Columns are lists of plain values, ``null`` where unknown, or ``{"values", "rows"}`` where
few different values repeat. The page's ``casebook.js`` reads
them; the agreed columns are those of ``geomap.events.frame``. Report texts stay out: a page
carries the sentences that its claims rest on.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import shapely

from geomap.errors import SchemaError
from geomap.maps.ground import Box
from geomap.maps.inert import script_json
from geomap.maps.lines import pack_lines
from geomap.maps.style import kind_of, to_record
from geomap.protocols import Tables

__all__ = ["PackedTables", "pack_tables"]

_EPOCH = dt.date(1970, 1, 1)
_AREA_UNIT = 0.002  # degrees
_COMPACT_FROM = 8  # rows
_AREA_POINTS = 400  # of one area's outline, at most about

_TEXTS = (
    "id", "scope", "date_reason", "event_type", "sub_event_type", "weapon", "place",
    "place_as_written", "gazetteer_id", "country", "admin1", "admin2", "place_reason", "grading",
    "part_of",
)  # fmt: skip
_NUMBERS = (
    "date_prec", "where_prec", "killed_low", "killed_best", "killed_high", "wounded_low",
    "wounded_best", "wounded_high", "n_claims", "n_reports", "remainder_low", "remainder_high",
)  # fmt: skip
_LISTS = ("disputed", "actors", "parts")
_CLAIMS = (
    "verbatim", "quantity", "min", "max", "best", "qualifier", "wording", "victims",
    "perpetrators_included", "identified", "scope", "stance", "hedge", "claimant",
    "claimant_kind", "relayed_by", "id", "part_of", "supersedes",
)  # fmt: skip
_STATEMENTS = ("verbatim", "claimant", "claimant_kind", "relayed_by", "stance", "topic")
_TOPONYMS = (
    "surface",
    "role",
    "role_reason",
    "place",
    "country",
    "probability",
    "reason",
    "on_map",
)
_REPORTS = (
    "origin", "source", "title", "author", "url", "archive_url", "language", "published",
    "retrieved_at", "sha256",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedTables:
    """A casebook as a page carries it."""

    block: str
    # escaped JSON
    digest: str
    # the first 12 hex digits of the block's sha256: names the block in the page
    extents: tuple[Box, ...]
    # where the incidents lie, a box each


def pack_tables(tables: Tables) -> PackedTables:
    """Pack the tables for a page.

    Parameters
    ----------
    tables : Tables
        Incidents, claims, statements, toponyms, reports, unread and provenance.

    Returns
    -------
    PackedTables
        The data block and where its incidents lie.

    Raises
    ------
    SchemaError
        When the incidents have no ``id``, ``lat`` or ``lon``.
    """
    incidents = tables.incidents
    _check(incidents)
    report_rows = {value: n for n, value in enumerate(_column(tables.reports, "id"))}
    incident_rows = {value: n for n, value in enumerate(_column(incidents, "id"))}
    areas, area_rows = _areas(incidents)
    packed: dict[str, dict[str, Any]] = {
        "incidents": _incidents(incidents, report_rows) | {"area": area_rows},
        "claims": _with_sentences(tables, incident_rows, report_rows),
        "statements": _told(tables.statements, _STATEMENTS, incident_rows, report_rows),
        "toponyms": _toponyms(tables.toponyms, report_rows),
        "reports": {name: _column(tables.reports, name) for name in ("id", *_REPORTS)},
        "unread": {name: _column(tables.unread, name) for name in ("origin", "line", "reason")},
    }
    content: dict[str, object] = {
        "version": 1,
        "style": to_record(),
        "areas": areas,
        **{name: _compact(columns) for name, columns in packed.items()},
        "provenance": {str(k): str(v) for k, v in sorted(tables.provenance.items())},
    }
    block = script_json(content)
    digest = hashlib.sha256(block.encode("utf-8")).hexdigest()[:12]
    return PackedTables(block=block, digest=digest, extents=tuple(_extents(incidents)))


def _compact(columns: Mapping[str, Any]) -> dict[str, Any]:
    """Write columns of few different values as those values and their rows."""
    return {name: _compact_column(values) for name, values in columns.items()}


def _compact_column(values: Any) -> Any:
    if not isinstance(values, list) or len(values) < _COMPACT_FROM:
        return values
    keys = [json.dumps(value, ensure_ascii=False) for value in values]
    rows = {key: n for n, key in enumerate(dict.fromkeys(keys))}
    written = sum(len(key) + 1 for key in keys)
    if sum(len(key) + 1 for key in rows) + len(keys) * (len(str(len(rows))) + 1) >= written:
        return values
    return {"values": [json.loads(key) for key in rows], "rows": [rows[key] for key in keys]}


def _check(incidents: Any) -> None:
    missing = [name for name in ("id", "lat", "lon") if name not in incidents.columns]
    if missing:
        raise SchemaError(
            f"the incidents have no column {', '.join(missing)}; "
            "they need id, lat and lon at least (lat and lon NA where unplaced)",
            where="incidents",
        )


def _column(table: pd.DataFrame, name: str) -> list[Any]:
    """Give a column as plain values, None where it is NA or the table lacks it."""
    if name not in table.columns:
        return [None] * len(table)
    return [_plain(value) for value in table[name].tolist()]


def _plain(value: Any) -> Any:
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return None
    if isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 1e15 else round(value, 6)
    return str(value)


def _days(table: pd.DataFrame, name: str) -> list[int | None]:
    """Give ISO days as days since 1970-01-01; None where there is no such day."""
    return [_day(value) for value in _column(table, name)]


def _day(value: Any) -> int | None:
    try:
        return (dt.date.fromisoformat(str(value)[:10]) - _EPOCH).days
    except ValueError:
        return None


def _parsed(table: pd.DataFrame, name: str) -> list[list[Any]]:
    """Give a column of JSON lists as lists; what is not such a list is shown as one text."""
    return [_list(value) for value in _column(table, name)]


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    try:
        found = json.loads(value)
    except (ValueError, TypeError):
        return [str(value)]
    return found if isinstance(found, list) else [str(value)]


def _incidents(incidents: Any, report_rows: Mapping[Any, int]) -> dict[str, list[Any]]:
    columns: dict[str, list[Any]] = {name: _column(incidents, name) for name in _TEXTS}
    columns |= {name: _column(incidents, name) for name in _NUMBERS}
    columns |= {name: _parsed(incidents, name) for name in _LISTS}
    columns["lat"] = _rounded(incidents, "lat", 5)
    columns["lon"] = _rounded(incidents, "lon", 5)
    columns["radius_km"] = _rounded(incidents, "radius_km", 2)
    columns["place_probability"] = _rounded(incidents, "place_probability", 3)
    columns["start"] = _days(incidents, "date_start")
    columns["last"] = _days(incidents, "date_last")
    columns["kind"] = [kind_of(value) for value in columns["sub_event_type"]]
    columns["reports"] = [
        [report_rows[value] for value in ids if value in report_rows]
        for ids in _parsed(incidents, "report_ids")
    ]
    return columns


def _rounded(table: pd.DataFrame, name: str, digits: int) -> list[float | None]:
    return [
        round(float(value), digits) if isinstance(value, int | float) else None
        for value in _column(table, name)
    ]


def _told(
    table: pd.DataFrame,
    names: Sequence[str],
    incident_rows: Mapping[Any, int],
    report_rows: Mapping[Any, int],
) -> dict[str, list[Any]]:
    columns: dict[str, list[Any]] = {name: _column(table, name) for name in names}
    columns["incident"] = [incident_rows.get(value) for value in _column(table, "incident_id")]
    columns["report"] = [report_rows.get(value) for value in _column(table, "report_id")]
    return columns


def _with_sentences(
    tables: Tables, incident_rows: Mapping[Any, int], report_rows: Mapping[Any, int]
) -> dict[str, Any]:
    """Give the claims; a sentence that several claims share is kept once."""
    claims = tables.claims
    columns: dict[str, Any] = dict(_told(claims, _CLAIMS, incident_rows, report_rows))
    sentences = _column(claims, "sentence")
    pool = {text: n for n, text in enumerate(dict.fromkeys(s for s in sentences if s is not None))}
    columns["sentences"] = list(pool)
    columns["sentence"] = [pool.get(text) for text in sentences]
    starts, inner = _column(claims, "start"), _column(claims, "sentence_start")
    columns["at"] = [
        start - base if isinstance(start, int) and isinstance(base, int) else None
        for start, base in zip(starts, inner, strict=True)
    ]
    return columns


def _toponyms(table: pd.DataFrame, report_rows: Mapping[Any, int]) -> dict[str, list[Any]]:
    columns: dict[str, list[Any]] = {name: _column(table, name) for name in _TOPONYMS}
    # What else a name could have meant matters where something of it is on the map.
    columns["candidates"] = [
        found[:8] if shown else []
        for found, shown in zip(_parsed(table, "candidates"), columns["on_map"], strict=True)
    ]
    columns["report"] = [report_rows.get(value) for value in _column(table, "report_id")]
    return columns


def _shapes(incidents: Any) -> list[Any]:
    if "geometry" not in incidents.columns:
        return [None] * len(incidents)
    return list(incidents["geometry"])


def _areas(incidents: Any) -> tuple[list[dict[str, object]], list[int | None]]:
    """Pack the outlines of area claims, each different area once."""
    packed: list[dict[str, object]] = []
    known: dict[bytes, int] = {}
    rows: list[int | None] = []
    for shape in _shapes(incidents):
        if shape is None or shape.is_empty or shape.geom_type not in ("Polygon", "MultiPolygon"):
            rows.append(None)
            continue
        key = shapely.to_wkb(shape)
        if key not in known:
            known[key] = len(packed)
            packed.append(pack_lines(_rings(_simpler(shape)), unit=_AREA_UNIT))
        rows.append(known[key])
    return packed, rows


def _simpler(shape: Any) -> Any:
    tolerance = _AREA_UNIT
    while shapely.get_num_coordinates(shape) > _AREA_POINTS and tolerance < 1:
        simpler = shapely.simplify(shape, tolerance)
        if simpler.is_empty:
            break
        shape = simpler
        tolerance *= 2
    return shape


def _rings(shape: Any) -> list[Any]:
    return [
        shapely.get_coordinates(ring)
        for part in shapely.get_parts(shape)
        for ring in (part.exterior, *part.interiors)
    ]


def _extents(incidents: Any) -> list[Box]:
    boxes = []
    columns = (_column(incidents, "lon"), _column(incidents, "lat"), _shapes(incidents))
    for lon, lat, shape in zip(*columns, strict=True):
        if lon is None or lat is None:
            continue
        west, south, east, north = lon, lat, lon, lat
        if shape is not None and not shape.is_empty:
            west, south, east, north = shape.bounds
        boxes.append(Box(west=west, south=south, east=east, north=north))
    return boxes
