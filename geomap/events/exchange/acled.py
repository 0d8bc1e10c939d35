"""ACLED-like CSV: one row an incident, in the columns of ACLED's exports.

What ACLED has no column for stands in columns of our own at the end, which also tell that
geomap wrote the file: the first and last day, UCDP's precisions, the range of the dead, the
wounded. Unknown is an empty cell and never 0. ``fatalities`` is the best figure, else the
lowest. ``event_date`` is the first day of at most six days and the middle of a longer time, as
ACLED's own ``time_precision`` 2 and 3 take it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from geomap.events.exchange.csv import safe_cells, starts_with_header, write_rows
from geomap.events.exchange.entries import Entry, iso_day, joined_names
from geomap.events.exchange.format import ExportFormat, one_file
from geomap.events.exchange.parties import inter_label
from geomap.events.terms.countries import country_of
from geomap.events.terms.precision import GEO_PRECISION, TIME_PRECISION

__all__ = ["ACLED"]

_COLUMNS: Final = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type",
    "sub_event_type", "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2",
    "interaction", "civilian_targeting", "iso", "region", "country", "admin1", "admin2", "admin3",
    "location", "latitude", "longitude", "geo_precision", "source", "source_scale", "notes",
    "fatalities", "tags", "timestamp", "geomap_date_start", "geomap_date_last",
    "geomap_date_prec", "geomap_where_prec", "geomap_killed_low", "geomap_killed_best",
    "geomap_killed_high", "geomap_wounded_low", "geomap_wounded_best", "geomap_wounded_high",
)  # fmt: skip
_ORDER: Final = {
    "Battles": "Political violence",
    "Explosions/Remote violence": "Political violence",
    "Violence against civilians": "Political violence",
    "Protests": "Demonstrations",
    "Riots": "Political violence",
    "Strategic developments": "Strategic developments",
}
_BOTH: Final = "Political violence; Demonstrations"
_DISORDER: Final = {
    "Excessive force against protesters": _BOTH,
    "Violent demonstration": "Demonstrations",
}
_LONG: Final = 3
# date_prec from which on the days are a stretch of which the middle is taken


def _write(entries: Sequence[Entry], files: Mapping[str, Path]) -> None:
    cells = (safe_cells(_texts(entry), _numbers(entry)) for entry in entries)
    rows = ([own.get(column, "") for column in _COLUMNS] for own in cells)
    write_rows(files["incidents"], _COLUMNS, rows)


def _numbers(entry: Entry) -> dict[str, float | None]:
    killed, wounded = entry.killed, entry.wounded
    return {
        "time_precision": TIME_PRECISION.get(entry.date_prec or 0),
        "geo_precision": GEO_PRECISION.get(entry.where_prec or 0),
        "latitude": entry.lat,
        "longitude": entry.lon,
        "fatalities": killed.best if killed.best is not None else killed.low,
        "geomap_date_prec": entry.date_prec,
        "geomap_where_prec": entry.where_prec,
        "geomap_killed_low": killed.low,
        "geomap_killed_best": killed.best,
        "geomap_killed_high": killed.high,
        "geomap_wounded_low": wounded.low,
        "geomap_wounded_best": wounded.best,
        "geomap_wounded_high": wounded.high,
    }


def _texts(entry: Entry) -> dict[str, str | None]:
    stretch = (entry.date_prec or 1) >= _LONG
    day = entry.middle if stretch else entry.date_start
    country = country_of(entry.country)
    (actor1, others1), (actor2, others2) = _first(entry.attackers), _first(entry.targets)
    inter1, inter2 = inter_label(actor1), inter_label(actor2)
    return {
        "event_id_cnty": entry.id,
        "event_date": iso_day(day),
        "year": str(day.year) if day else None,
        "disorder_type": _DISORDER.get(entry.sub_event_type) or _ORDER.get(entry.event_type),
        "event_type": entry.event_type,
        "sub_event_type": entry.sub_event_type,
        "actor1": actor1,
        "assoc_actor_1": others1,
        "inter1": inter1,
        "actor2": actor2,
        "assoc_actor_2": others2,
        "inter2": inter2,
        "interaction": "-".join(filter(None, (inter1, inter2))),
        "civilian_targeting": "Civilian targeting" if _on_civilians(entry, inter2) else None,
        "iso": str(country.number) if country and country.number else None,
        "country": country.name if country else entry.country,
        "admin1": entry.admin1,
        "admin2": entry.admin2,
        "location": entry.place or entry.as_written,
        "source": joined_names(entry.publishers or entry.claimants),
        "notes": entry.notes,
        "geomap_date_start": iso_day(entry.date_start),
        "geomap_date_last": iso_day(entry.date_last),
    }


def _first(names: Sequence[str]) -> tuple[str, str]:
    return (names[0], joined_names(names[1:])) if names else ("", "")


def _on_civilians(entry: Entry, inter2: str) -> bool:
    return entry.event_type == "Violence against civilians" or inter2 == "Civilians"


def _is_ours(_name: str, path: Path) -> bool:
    return starts_with_header(path, _COLUMNS)


ACLED: Final = ExportFormat(
    key="acled",
    name="ACLED-like CSV",
    suffix=".csv",
    by_suffix=False,
    files=one_file,
    write=_write,
    recognises=_is_ours,
)
