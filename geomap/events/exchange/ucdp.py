"""UCDP-like CSV: one row an incident, in the columns of UCDP's Georeferenced Event Dataset.

A total is a row of ``event_clarity`` 2 with what its incidents leave of it, as UCDP has it, so
that nobody is counted twice. Unknown is an empty cell: so are the numbers that UCDP gives to
conflicts, dyads and sides. ``deaths_a``, ``deaths_b``, ``deaths_civilians`` and
``deaths_unknown`` add up to ``best`` where it is known. Incidents without dead, which UCDP
does not list, are rows too. The columns of our own at the end tell that geomap wrote the file.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import shapely

from geomap.events.exchange.csv import safe_cells, starts_with_header, write_rows
from geomap.events.exchange.entries import Entry, iso_day, joined_names
from geomap.events.exchange.format import ExportFormat, one_file
from geomap.events.exchange.parties import inter_label
from geomap.events.terms.countries import country_of

__all__ = ["UCDP"]

_COLUMNS: Final = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id",
    "conflict_new_id", "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name",
    "side_a_dset_id", "side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id", "side_b",
    "number_of_sources", "source_article", "source_office", "source_date", "source_headline",
    "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region",
    "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b",
    "deaths_civilians", "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
    "geomap_sub_event_type", "geomap_wounded_low", "geomap_wounded_best", "geomap_wounded_high",
)  # fmt: skip
_STATE_BASED, _NON_STATE, _ONE_SIDED = 1, 2, 3
_GRID: Final = 0.5
# degrees: the cells of PRIO-GRID, counted from the south-west corner of the world
_GRID_COLUMNS: Final = 720


def _write(entries: Sequence[Entry], files: Mapping[str, Path]) -> None:
    cells = (safe_cells(_texts(entry), _numbers(entry)) for entry in entries)
    rows = ([own.get(column, "") for column in _COLUMNS] for own in cells)
    write_rows(files["incidents"], _COLUMNS, rows)


def _numbers(entry: Entry) -> dict[str, float | None]:
    return {
        "type_of_violence": _violence(entry),
        "number_of_sources": entry.n_sources,
        "where_prec": entry.where_prec,
        "latitude": entry.lat,
        "longitude": entry.lon,
        "priogrid_gid": _cell(entry),
        "event_clarity": entry.event_clarity,
        "date_prec": entry.date_prec,
        **_deaths(entry),
        "best": entry.killed.best,
        "high": entry.killed.high,
        "low": entry.killed.low,
        "geomap_wounded_low": entry.wounded.low,
        "geomap_wounded_best": entry.wounded.best,
        "geomap_wounded_high": entry.wounded.high,
    }


def _texts(entry: Entry) -> dict[str, str | None]:
    country = country_of(entry.country)
    side_a, side_b = joined_names(entry.attackers), joined_names(entry.targets)
    point = None if entry.lon is None else shapely.Point(entry.lon, entry.lat)
    return {
        "id": entry.id,
        "year": str(entry.date_start.year) if entry.date_start else None,
        "code_status": "Clear",
        "dyad_name": " - ".join(filter(None, (side_a, side_b))),
        "side_a": side_a,
        "side_b": side_b,
        "source_article": entry.notes,
        "source_office": joined_names(entry.publishers),
        "source_date": joined_names(entry.published),
        "source_headline": joined_names(entry.titles),
        "source_original": joined_names(entry.claimants),
        "where_coordinates": entry.place,
        "where_description": entry.as_written,
        "adm_1": entry.admin1,
        "adm_2": entry.admin2,
        "geom_wkt": None if point is None else shapely.to_wkt(point, rounding_precision=-1),
        "country": country.name if country else entry.country,
        "region": country.region if country else None,
        "date_start": iso_day(entry.date_start),
        "date_end": iso_day(entry.date_last),
        "geomap_sub_event_type": entry.sub_event_type,
    }


def _violence(entry: Entry) -> int | None:
    """Tell UCDP's type of violence; None where the parties do not tell it."""
    if entry.event_type == "Violence against civilians":
        return _ONE_SIDED
    labels = [inter_label(name) for name in (*entry.attackers, *entry.targets)]
    if "Civilians" in labels and entry.targets:
        return _ONE_SIDED
    if "State forces" in labels or "External/Other forces" in labels:
        return _STATE_BASED
    return _NON_STATE if len(labels) > 1 else None


def _cell(entry: Entry) -> int | None:
    if entry.lat is None or entry.lon is None:
        return None
    row = min(math.floor((entry.lat + 90) / _GRID), 359)
    column = min(math.floor((entry.lon + 180) / _GRID), _GRID_COLUMNS - 1)
    return row * _GRID_COLUMNS + column + 1


def _deaths(entry: Entry) -> dict[str, float | None]:
    """Divide the best figure by whose dead they are; what nobody tells is unknown."""
    best = entry.killed.best
    if best is None:
        return {}
    left = best
    state = any(inter_label(name) == "State forces" for name in entry.attackers)
    ours = entry.dead.get("forces", 0) if state else 0
    shares = {
        "deaths_civilians": entry.dead.get("civilians", 0),
        "deaths_a": max(entry.attackers_dead or 0, ours),
        "deaths_b": entry.dead.get("militants", 0) + entry.dead.get("forces", 0) - ours,
    }
    found: dict[str, float | None] = {}
    for column, people in shares.items():
        found[column] = min(people, left)
        left -= min(people, left)
    return found | {"deaths_unknown": left}


def _is_ours(_name: str, path: Path) -> bool:
    return starts_with_header(path, _COLUMNS)


UCDP: Final = ExportFormat(
    key="ucdp",
    name="UCDP-like CSV",
    suffix=".csv",
    by_suffix=False,
    files=one_file,
    write=_write,
    recognises=_is_ours,
)
