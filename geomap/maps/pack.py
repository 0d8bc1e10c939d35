"""The tables as one inert block of data for a page.

The block says what there is; numbers and long texts stand in it as two packed parts (see
`geomap.maps.columns`). The page's ``casebook.js`` reads them; the agreed columns are those of
``geomap.events.book.frame``. Report texts stay out: a page carries the sentences that its claims
rest on.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import shapely

from geomap.errors import SchemaError
from geomap.maps.columns import ColumnWriter, plain_value
from geomap.maps.divisions import divide
from geomap.maps.ground import Box
from geomap.maps.inert import script_json
from geomap.maps.lines import pack_lines
from geomap.maps.story import Story
from geomap.maps.style import kind_of, to_record
from geomap.protocols import Tables

__all__ = ["PackedTables", "pack_tables"]

_EPOCH = dt.date(1970, 1, 1)
_AREA_UNIT = 0.002  # degrees
_AREA_POINTS = 400  # of one area's outline, at most about
_DEGREE = 100_000  # five decimals: about a metre
_AREAL = (3, 6)  # shapely's numbers of Polygon and MultiPolygon

_TEXTS = (
    "scope", "date_reason", "event_type", "sub_event_type", "weapon", "place",
    "place_as_written", "gazetteer_id", "country", "admin1", "admin2", "place_reason", "grading",
    "description", "url", "coarsened",
)  # fmt: skip
_NUMBERS = {
    "date_prec": 1, "where_prec": 1, "n_claims": 1, "n_reports": 1, "remainder_low": 1,
    "remainder_high": 1, "lat": _DEGREE, "lon": _DEGREE, "radius_km": 100,
    "place_probability": 1000,
}  # fmt: skip
_LISTS = ("disputed", "actors", "edited")
_CLAIM_TEXTS = (
    "id", "verbatim", "sentence", "quantity", "qualifier", "wording", "victims", "identified",
    "scope", "stance", "hedge", "claimant", "claimant_kind", "relayed_by", "part_of",
    "supersedes", "found_by",
)  # fmt: skip
_CLAIM_NUMBERS = ("min", "max", "best", "perpetrators_included")
_STATEMENTS = ("verbatim", "claimant", "claimant_kind", "relayed_by", "stance", "topic")
_TOPONYMS = ("surface", "role", "role_reason", "place", "country", "reason", "on_map")
_HISTORY = ("field", "before", "after", "reason")
_REPORTS = (
    "id", "origin", "source", "title", "author", "url", "archive_url", "language", "published",
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
    # where the incidents lie: a box each, or one for all in a cell of half a degree


def pack_tables(tables: Tables, *, story: Story | None = None) -> PackedTables:
    """Pack the tables for a page.

    Parameters
    ----------
    tables : Tables
        Incidents, claims, statements, toponyms, reports, unread, history and provenance.
    story : Story, optional
        Steps that the page shows beside the map.

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
    writer = ColumnWriter()
    report_rows = _rows_of(tables.reports)
    incident_rows = _rows_of(incidents)
    history = _changes(tables.history, incident_rows)
    areas, area_rows = _areas(incidents)
    lon, lat = (_reals(_series(incidents, name)) for name in ("lon", "lat"))
    divided = divide(lon, lat)
    owners = _Owners(writer=writer, incidents=incident_rows, reports=report_rows)
    columns: dict[str, dict[str, Any]] = {
        "incidents": _incidents(tables, owners)
        | {"area": writer.numbers(area_rows), "division": writer.numbers(divided.rows)},
        "claims": _claims(tables.claims, owners),
        "statements": owners.table(tables.statements, _STATEMENTS),
        "toponyms": _toponyms(tables.toponyms, owners),
        "reports": {n: writer.texts(_series(tables.reports, n)) for n in _REPORTS},
        "unread": {n: writer.texts(_series(tables.unread, n)) for n in _UNREAD},
        "history": owners.table(history, _HISTORY)
        | {"step": writer.numbers(_series(history, "step"))},
    }
    counts = {name: len(getattr(tables, name)) for name in columns} | {"history": len(history)}
    content: dict[str, object] = {
        "version": 2,
        "style": to_record(),
        "areas": areas,
        "divisions": divided.divisions,
        "tables": {
            name: {"count": counts[name], "columns": found} for name, found in columns.items()
        },
        **writer.parts(),
        "provenance": {str(k): str(v) for k, v in sorted(tables.provenance.items())},
    }
    if story is not None:
        content["story"] = story.to_record()
    block = script_json(content)
    digest = hashlib.sha256(block.encode("utf-8")).hexdigest()[:12]
    return PackedTables(block=block, digest=digest, extents=tuple(_extents(incidents)))


_UNREAD = ("origin", "line", "reason")


def _changes(history: Any, incident_rows: Mapping[Any, int]) -> Any:
    """Give the steps of the incidents that have become another than they first were."""
    ids, steps = _series(history, "incident_id"), _series(history, "step")
    changed = set(ids[pd.to_numeric(steps, errors="coerce") > 1]) & set(incident_rows)
    return history[ids.isin(changed)].reset_index(drop=True)


def _check(incidents: Any) -> None:
    missing = [name for name in ("id", "lat", "lon") if name not in incidents.columns]
    if missing:
        raise SchemaError(
            f"the incidents have no column {', '.join(missing)}; "
            "they need id, lat and lon at least (lat and lon NA where unplaced)",
            where="incidents",
        )


def _series(table: Any, name: str) -> Any:
    """Give a column; all unknown where the table lacks it."""
    if name in table.columns:
        return table[name]
    return pd.Series([None] * len(table), dtype="object")


def _reals(values: Any) -> Any:
    found = pd.to_numeric(pd.Series(values), errors="coerce")
    return found.to_numpy(dtype="float64", na_value=np.nan)


def _rows_of(table: Any) -> Mapping[Any, int]:
    return {value: n for n, value in enumerate(_series(table, "id").tolist())}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Owners:
    """Writes the tables that hang on incidents and reports by their ids."""

    writer: ColumnWriter
    incidents: Mapping[Any, int]
    reports: Mapping[Any, int]

    def table(self, table: Any, names: Sequence[str]) -> dict[str, Any]:
        columns = {name: self.writer.texts(_series(table, name)) for name in names}
        columns["incident"] = self.rows(_series(table, "incident_id"), self.incidents)
        columns["report"] = self.rows(_series(table, "report_id"), self.reports)
        return columns

    def rows(self, ids: Any, rows: Mapping[Any, int]) -> dict[str, Any]:
        return self.writer.numbers([rows.get(value) for value in ids.tolist()])

    def listed(self, ids: Any, rows: Mapping[Any, int]) -> dict[str, Any]:
        def known(value: Any) -> list[int]:
            return [rows[one] for one in _list(value) if one in rows]

        return self.writer.texts(ids, known)


def _incidents(tables: Tables, owners: _Owners) -> dict[str, Any]:
    incidents, writer = tables.incidents, owners.writer
    columns = {name: writer.texts(_series(incidents, name)) for name in _TEXTS}
    columns["id"] = writer.ids(incidents["id"])
    for name, scale in _NUMBERS.items():
        columns[name] = writer.numbers(_series(incidents, name), scale=scale)
    for what in ("killed", "wounded"):
        low = _series(incidents, f"{what}_low")
        columns[f"{what}_low"] = writer.numbers(low)
        for name in (f"{what}_best", f"{what}_high"):
            columns[name] = writer.beside(f"{what}_low", low, _series(incidents, name))
    for name in _LISTS:
        columns[name] = writer.texts(_series(incidents, name), _list)
    start = _mapped(_series(incidents, "date_start"), _day)
    columns["start"] = writer.numbers(start)
    last = _mapped(_series(incidents, "date_last"), _day)
    columns["last"] = writer.beside("start", start, last)
    columns["kind"] = writer.numbers(_mapped(_series(incidents, "sub_event_type"), kind_of))
    columns["reports"] = owners.listed(_series(incidents, "report_ids"), owners.reports)
    columns["part_of"] = owners.rows(_series(incidents, "part_of"), owners.incidents)
    columns["parts"] = owners.listed(_series(incidents, "parts"), owners.incidents)
    columns["sources"] = writer.texts(_sources(tables, owners.reports), _list)
    columns["other"] = writer.texts(_series(incidents, "other"), _object)
    return columns


def _sources(tables: Tables, report_rows: Mapping[Any, int]) -> Any:
    """Give who published the reports of each incident, as JSON lists."""
    incidents = tables.incidents
    if "sources" in incidents.columns:
        return incidents["sources"]
    published = _publishers(tables.reports)

    def names(value: Any) -> str:
        found = [published[report_rows[one]] for one in _list(value) if one in report_rows]
        return json.dumps(list(dict.fromkeys(name for name in found if name)), ensure_ascii=False)

    return _mapped(_series(incidents, "report_ids"), names)


def _publishers(reports: Any) -> list[str | None]:
    """Say who published each report: its source, else its address's host, title or file."""
    columns = (_series(reports, name).tolist() for name in ("source", "url", "title", "origin"))
    return [
        next(
            (
                str(name)
                for name in (source, _host(url), title, origin)
                if plain_value(name) is not None
            ),
            None,
        )
        for source, url, title, origin in zip(*columns, strict=True)
    ]


def _host(url: Any) -> str | None:
    found = re.match(r"https?://(?:www\.)?([^/:?#\s]+)", str(plain_value(url) or ""))
    return found[1].lower() if found else None


def _mapped(values: Any, change: Callable[[Any], Any]) -> Any:
    """Change each different value once."""
    codes, different = pd.factorize(pd.Series(values, dtype="object"), use_na_sentinel=True)
    changed = np.array([*(change(value) for value in different), change(None)], dtype="object")
    return changed[codes]


def _day(value: Any) -> int | None:
    """Give a day as days since 1970-01-01; None where there is no such day."""
    try:
        return (dt.date.fromisoformat(str(value)[:10]) - _EPOCH).days
    except ValueError:
        return None


def _list(value: Any) -> list[Any]:
    """Read a JSON list; what is not such a list is shown as one text."""
    if plain_value(value) is None:
        return []
    try:
        found = json.loads(value)
    except (ValueError, TypeError):
        return [str(value)]
    return found if isinstance(found, list) else [str(value)]


def _object(value: Any) -> dict[str, Any] | None:
    if plain_value(value) is None:
        return None
    found = json.loads(value)
    return found if isinstance(found, dict) else None


def _claims(claims: Any, owners: _Owners) -> dict[str, Any]:
    """Write the claims; a sentence that several claims share is kept once."""
    columns = owners.table(claims, _CLAIM_TEXTS)
    for name in _CLAIM_NUMBERS:
        columns[name] = owners.writer.numbers(_series(claims, name))
    starts, inner = (_reals(_series(claims, name)) for name in ("start", "sentence_start"))
    columns["at"] = owners.writer.numbers(starts - inner)
    return columns


def _toponyms(table: Any, owners: _Owners) -> dict[str, Any]:
    columns = {name: owners.writer.texts(_series(table, name)) for name in _TOPONYMS}
    columns["probability"] = owners.writer.numbers(_series(table, "probability"), scale=1000)
    # What else a name could have meant matters where something of it is on the map.
    shown = [plain_value(value) for value in _series(table, "on_map").tolist()]
    candidates = [
        value if on_map else None
        for value, on_map in zip(_series(table, "candidates").tolist(), shown, strict=True)
    ]
    columns["candidates"] = owners.writer.texts(candidates, _candidates)
    columns["report"] = owners.rows(_series(table, "report_id"), owners.reports)
    return columns


_OF_CANDIDATES = ("name", "names", "admin1", "country", "score")


def _candidates(value: Any) -> list[Any]:
    """Keep what the page shows of the first candidates: not where each of them lies."""
    return [
        {name: one[name] for name in _OF_CANDIDATES if name in one}
        if isinstance(one, dict)
        else one
        for one in _list(value)[:8]
    ]


def _shapes(incidents: Any) -> Any:
    if "geometry" not in incidents.columns:
        return np.full(len(incidents), None, dtype="object")
    return np.asarray(incidents["geometry"], dtype="object")


def _areas(incidents: Any) -> tuple[list[dict[str, object]], list[int | None]]:
    """Pack the outlines of area claims, each different area once."""
    packed: list[dict[str, object]] = []
    known: dict[bytes, int] = {}
    shapes = _shapes(incidents)
    areal = np.isin(shapely.get_type_id(shapes), _AREAL) & ~shapely.is_empty(shapes)
    rows: list[int | None] = [None] * len(shapes)
    for row in np.flatnonzero(areal):
        key = shapely.to_wkb(shapes[row])
        if key not in known:
            known[key] = len(packed)
            packed.append(pack_lines(_rings(_simpler(shapes[row])), unit=_AREA_UNIT))
        rows[row] = known[key]
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
    """Give where the incidents lie; what lies in one cell of half a degree as one box."""
    lon, lat = (_reals(_series(incidents, name)) for name in ("lon", "lat"))
    shapes = _shapes(incidents)
    areal = np.isin(shapely.get_type_id(shapes), _AREAL) & ~shapely.is_empty(shapes)
    edges = np.column_stack([lon, lat, lon, lat])
    if areal.any():
        edges[areal] = shapely.bounds(shapes[areal])
    edges = edges[~np.isnan(lon) & ~np.isnan(lat)]
    if not len(edges):
        return []
    frame = pd.DataFrame(edges, columns=["west", "south", "east", "north"])
    cells = frame.groupby([np.rint(edges[:, n] * 2).astype(int) for n in range(4)], sort=True)
    found = cells.agg({"west": "min", "south": "min", "east": "max", "north": "max"})
    return [
        Box(west=float(w), south=float(s), east=float(e), north=float(n))
        for w, s, e, n in found.itertuples(index=False)
    ]
