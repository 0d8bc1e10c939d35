"""HXL: a CSV with a row of hashtags under its headings (Humanitarian Exchange Language 1.1).

The tags are those that the Humanitarian Data Exchange puts on conflict data; ranges have the
attributes ``+min`` and ``+max``. Unknown is an empty cell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Final

from geomap.events.exchange.csv import safe_cells, starts_with_header, write_rows
from geomap.events.exchange.entries import Entry, iso_day, joined_names
from geomap.events.exchange.format import ExportFormat, one_file
from geomap.events.terms.countries import country_of

__all__ = ["HXL", "HXL_COLUMNS"]

HXL_COLUMNS: Final = {
    "event_id": "#event+id",
    "event_type": "#event+type",
    "sub_event_type": "#event+type+sub",
    "date": "#date+occurred",
    "date_start": "#date+start",
    "date_end": "#date+end",
    "date_prec": "#meta+date+precision",
    "country": "#country+name",
    "country_code": "#country+code",
    "admin1": "#adm1+name",
    "admin2": "#adm2+name",
    "location": "#loc+name",
    "latitude": "#geo+lat",
    "longitude": "#geo+lon",
    "where_prec": "#meta+geo+precision",
    "killed": "#affected+killed",
    "killed_min": "#affected+killed+min",
    "killed_max": "#affected+killed+max",
    "injured": "#affected+injured",
    "injured_min": "#affected+injured+min",
    "injured_max": "#affected+injured+max",
    "actor1": "#group+name+first",
    "actor2": "#group+name+second",
    "grading": "#meta+grading",
    "description": "#description",
    "source": "#meta+source",
    "url": "#meta+url",
}
"""Heading to hashtag."""


def _write(entries: Sequence[Entry], files: Mapping[str, Path]) -> None:
    cells = (safe_cells(_texts(entry), _numbers(entry)) for entry in entries)
    rows = ([own.get(column, "") for column in HXL_COLUMNS] for own in cells)
    tags = list(HXL_COLUMNS.values())
    write_rows(files["incidents"], list(HXL_COLUMNS), chain([tags], rows))


def _texts(entry: Entry) -> dict[str, str | None]:
    country = country_of(entry.country)
    one_day = entry.date_start == entry.date_last
    texts = {
        "event_id": entry.id,
        "event_type": entry.event_type,
        "sub_event_type": entry.sub_event_type,
        "date": iso_day(entry.date_start) if one_day else None,
        "date_start": iso_day(entry.date_start),
        "date_end": iso_day(entry.date_last),
        "country": country.name if country else None,
        "country_code": entry.country,
        "admin1": entry.admin1,
        "admin2": entry.admin2,
        "location": entry.place or entry.as_written,
        "actor1": joined_names(entry.attackers),
        "actor2": joined_names(entry.targets),
        "grading": entry.grading,
        "description": entry.notes,
        "source": joined_names(entry.publishers or entry.claimants),
        "url": " ".join(entry.urls),
    }
    # Blanks within a cell say nothing, and HXL's own check complains of them.
    return {column: " ".join((text or "").split()) for column, text in texts.items()}


def _numbers(entry: Entry) -> dict[str, float | None]:
    return {
        "latitude": entry.lat,
        "longitude": entry.lon,
        "date_prec": entry.date_prec,
        "where_prec": entry.where_prec,
        "killed": entry.killed.best,
        "killed_min": entry.killed.low,
        "killed_max": entry.killed.high,
        "injured": entry.wounded.best,
        "injured_min": entry.wounded.low,
        "injured_max": entry.wounded.high,
    }


def _is_ours(_name: str, path: Path) -> bool:
    return starts_with_header(path, list(HXL_COLUMNS), list(HXL_COLUMNS.values()))


HXL: Final = ExportFormat(
    key="hxl",
    name="HXL-tagged CSV",
    suffix=".csv",
    by_suffix=False,
    files=one_file,
    write=_write,
    recognises=_is_ours,
)
