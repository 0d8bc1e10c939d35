"""What must not be published is taken out before a page is written.

Redaction works on the tables, so that nothing of what is hidden is in the file: not in saved
GeoJSON, not in a sentence, not in the decimals of a coordinate. What was done is told in the
page; what was hidden is not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import shapely

from geomap.errors import UsageError
from geomap.maps.columns import plain_value
from geomap.maps.divisions import divide
from geomap.maps.rules import KEPT_FIELDS, LEVELS, Level, Rules
from geomap.protocols import Tables

__all__ = ["RedactedTables", "redact"]


_PLACE_TEXTS = ("place", "place_as_written", "place_reason", "gazetteer_id", "place_probability")
_TABLES = ("incidents", "claims", "statements", "toponyms", "reports", "unread", "history")
_HIDDEN = "[withheld]"
_SPOT = re.compile(r"-?\d[\d.e-]*,-?\d[\d.e-]*(?:,\d)?")
# The id of a place that only a table knows: its coordinates.
_MADE_OF: Mapping[str, frozenset[str]] = {
    "killed": frozenset({"killed_low", "killed_best", "killed_high"}),
    "wounded": frozenset({"wounded_low", "wounded_best", "wounded_high"}),
    "date": frozenset({"date_start", "date_last", "date_reason"}),
    "place": frozenset({*_PLACE_TEXTS, "lat", "lon", "geometry", "admin1", "admin2"}),
    "type": frozenset({"event_type", "sub_event_type", "weapon"}),
    "grading": frozenset({"grading"}),
}
# The field of a step in the history to the columns of an incident that say the same.
_FIRST_LEVEL = 4  # UCDP's where_prec of what is known to its first-level division


@dataclass(frozen=True, slots=True, kw_only=True)
class RedactedTables:
    """The tables of a casebook after redaction."""

    incidents: Any
    claims: Any
    statements: Any
    toponyms: Any
    reports: Any
    unread: Any
    history: Any
    provenance: Mapping[str, str]


def redact(tables: Tables, rules: Rules) -> RedactedTables:
    """Take out what the rules name.

    Parameters
    ----------
    tables : Tables
        A casebook's tables, or those of `geomap.maps.tables_of`.
    rules : Rules
        What shall not be published.

    Returns
    -------
    RedactedTables
        New tables; those given stay as they are.

    Raises
    ------
    UsageError
        When a rule names an incident or a field that does not exist: a slip of the pen must
        not publish what it meant to hide.
    """
    found: dict[str, Any] = {name: getattr(tables, name).copy() for name in _TABLES}
    _check_names(found, rules)
    masks = _Masks()
    told: list[str] = []
    _leave_out(found, rules, masks, told)
    _coarsen(found, rules, masks, told)
    _withhold_claimants(found, rules, masks, told)
    _hide_toponyms(found, masks)
    _cut_history(found, rules, masks)
    _mask_texts(found, masks)
    for name in rules.fields:
        for table in found.values():
            if name in table.columns:
                table[name] = pd.Series([None] * len(table), index=table.index, dtype="object")
    if rules.fields:
        told.append(f"fields taken out: {len(rules.fields)}")
    provenance = dict(tables.provenance)
    if told:
        provenance["redacted"] = "; ".join(told)
    if rules.embargo:
        provenance["embargo"] = rules.embargo
    return RedactedTables(**found, provenance=provenance)


def _check_names(found: Mapping[str, Any], rules: Rules) -> None:
    ids = set(found["incidents"]["id"].tolist())
    missing = [name for name in (*rules.incidents, *rules.finer) if name not in ids]
    if missing:
        raise UsageError(f"the rules name incidents that are not there: {', '.join(missing)}")
    columns = {column for table in found.values() for column in table.columns}
    absent = [name for name in rules.fields if name not in columns]
    if absent:
        raise UsageError(f"the rules name fields that are not there: {', '.join(absent)}")


class _Masks:
    """Names that must not be read anywhere, and ids of places that must not be looked up."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.places: set[str] = set()

    def add_place(self, row: Mapping[str, Any], but: Iterable[Any]) -> None:
        """Hide how a place is called; what it is still called may stay."""
        kept = {_folded(name) for name in but if plain_value(name) is not None}
        for column in ("place", "place_as_written"):
            name = plain_value(row.get(column))
            if name and _folded(name) not in kept:
                self.names.add(str(name))
        number = plain_value(row.get("gazetteer_id"))
        if number:
            self.places.add(str(number))

    def pattern(self) -> re.Pattern[str] | None:
        """Give one pattern for all names, the longest first."""
        names = sorted({name for name in self.names if len(name) > 1}, key=lambda n: (-len(n), n))
        if not names:
            return None
        return re.compile(
            r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?!\w)", re.IGNORECASE
        )


def _folded(name: object) -> str:
    return str(name).casefold().strip()


def _leave_out(found: dict[str, Any], rules: Rules, masks: _Masks, told: list[str]) -> None:
    incidents = found["incidents"]
    gone = incidents["id"].isin(rules.incidents).to_numpy(dtype=bool, copy=True)
    if rules.leave_out_after:
        last = incidents["date_last"] if "date_last" in incidents else incidents["date_start"]
        days = [plain_value(day) for day in last.tolist()]
        gone |= np.array([day is None or str(day) > str(rules.leave_out_after) for day in days])
    if not gone.any():
        return
    kept = incidents[~gone]
    still = [
        name for column in ("place", "place_as_written") if column in kept for name in kept[column]
    ]
    for row in incidents[gone].to_dict("records"):
        masks.add_place(row, still)
    masks.places -= {str(n) for n in kept.get("gazetteer_id", pd.Series()).dropna()}
    ids = set(incidents.loc[gone, "id"])
    found["incidents"] = kept.reset_index(drop=True)
    for name in ("claims", "statements", "history"):
        table = found[name]
        if "incident_id" in table:
            found[name] = table[~table["incident_id"].isin(ids)].reset_index(drop=True)
    told.append(f"incidents left out: {int(gone.sum())}")


def _coarsen(found: dict[str, Any], rules: Rules, masks: _Masks, told: list[str]) -> None:
    if not rules.coarsen and not rules.finer:
        return
    incidents = found["incidents"]
    rows = incidents.to_dict("records")
    changed = 0
    units = _units_of(rows)
    for row, unit in zip(rows, units, strict=True):
        name = _coarsest(rules.coarsen, rules.finer.get(row["id"]))
        if name is None or not _is_finer(row, LEVELS[name]):
            continue
        _coarsen_row(row, LEVELS[name], masks)
        if LEVELS[name].where_prec == _FIRST_LEVEL and unit is not None and _names(row, unit):
            _put_into(row, unit)
        row["coarsened"] = name
        changed += 1
    if not changed:
        return
    columns = [*incidents.columns]
    columns += [name for name in ("coarsened", "geometry") if name not in incidents]
    found["incidents"] = pd.DataFrame(
        {column: pd.Series([row.get(column) for row in rows], dtype="object") for column in columns}
    )
    told.append(f"places coarsened: {changed}")


def _units_of(rows: Sequence[Mapping[str, Any]]) -> list[tuple[str, Any] | None]:
    """Give name and outline of the first-level division that each incident lies in."""
    lon, lat = (
        [np.nan if plain_value(row.get(name)) is None else float(row[name]) for row in rows]
        for name in ("lon", "lat")
    )
    found = divide(lon, lat)
    return [
        None if np.isnan(n) else (str(found.divisions[int(n)]["name"]), found.shapes[int(n)])
        for n in found.rows.tolist()
    ]


def _names(row: Mapping[str, Any], unit: tuple[str, Any]) -> bool:
    """Tell whether a row names this unit or none: one name with another's outline would mislead."""
    told, name = plain_value(row.get("admin1")), _folded(unit[0])
    return told is None or name in _folded(told) or _folded(told) in name


def _put_into(row: dict[str, Any], unit: tuple[str, Any]) -> None:
    """Give the real unit for the cell of the grid: its outline, and a point that says no more."""
    name, shape = unit
    middle = shapely.point_on_surface(shape)
    row |= {"geometry": shape, "lon": round(middle.x, 2), "lat": round(middle.y, 2)}
    row["place"] = plain_value(row.get("place")) or name


def _coarsest(one: str | None, other: str | None) -> str | None:
    names = [name for name in (one, other) if name is not None]
    return max(names, key=lambda name: LEVELS[name].degrees, default=None)


def _is_finer(row: Mapping[str, Any], level: Level) -> bool:
    precision = plain_value(row.get("where_prec"))
    placed = plain_value(row.get("lat")) is not None
    # An unplaced incident may still name its village.
    return not placed or precision is None or precision < level.where_prec or precision == 5


def _coarsen_row(row: dict[str, Any], level: Level, masks: _Masks) -> None:
    label = next((plain_value(row.get(n)) for n in level.names if plain_value(row.get(n))), None)
    stays = [label, *(row.get(name) for name in level.names)]
    if "place" not in level.names:
        masks.add_place(row, stays)
        for column in _PLACE_TEXTS:
            row[column] = None
        row["place"] = label
        if "admin2" not in level.names:
            row["admin2"] = None
    if _SPOT.fullmatch(str(plain_value(row.get("gazetteer_id")) or "")):
        # A row of a table has no other id, and its coordinates are in its words.
        masks.places.add(str(row["gazetteer_id"]))
        row["gazetteer_id"] = row["place_reason"] = None
        if any(letter.isdigit() for letter in str(row.get("place_as_written"))):
            row["place_as_written"] = None
    row["geometry"] = None
    for column in ("lat", "lon"):
        value = plain_value(row.get(column))
        if value is not None:
            middle = (np.floor(float(value) / level.degrees) + 0.5) * level.degrees
            row[column] = round(float(middle), 2)
    if plain_value(row.get("lat")) is not None:
        row["where_prec"] = level.where_prec
        known = plain_value(row.get("radius_km"))
        row["radius_km"] = max(level.radius_km, float(known or 0))


def _withhold_claimants(
    found: dict[str, Any], rules: Rules, masks: _Masks, told: list[str]
) -> None:
    wanted = {_folded(name) for name in rules.claimants}
    if not wanted:
        return
    count = 0
    for table in (found["claims"], found["statements"]):
        if "claimant" not in table:
            continue
        kinds = table["claimant_kind"] if "claimant_kind" in table else [None] * len(table)
        named = [
            _folded(plain_value(name) or "") in wanted or _folded(plain_value(kind) or "") in wanted
            for name, kind in zip(table["claimant"], kinds, strict=True)
        ]
        relayed = [
            _folded(plain_value(name) or "") in wanted
            for name in table.get("relayed_by", pd.Series([None] * len(table)))
        ]
        for column, rows in (("claimant", named), ("relayed_by", relayed)):
            if column not in table or not any(rows):
                continue
            names = [plain_value(name) for name in table[column]]
            # "a resident" is no name; what begins with a capital is.
            masks.names |= {
                str(name)
                for name, hidden in zip(names, rows, strict=True)
                if hidden and name and any(letter.isupper() for letter in str(name))
            }
            table[column] = pd.Series(
                [_HIDDEN if hidden else name for name, hidden in zip(names, rows, strict=True)],
                index=table.index,
                dtype="object",
            )
            count += sum(rows)
    if count:
        told.append(f"claimants withheld: {count}")


def _hide_toponyms(found: dict[str, Any], masks: _Masks) -> None:
    """Drop what was read of hidden places, and learn how else reports call them."""
    toponyms = found["toponyms"]
    if not len(toponyms) or "surface" not in toponyms:
        return
    if "coarsened" in found["incidents"] and "gazetteer_id" in toponyms:
        # What is called by its coordinates would give them away.
        spots = toponyms["gazetteer_id"].astype("string").str.fullmatch(_SPOT.pattern)
        toponyms = toponyms[~spots.fillna(False).astype(bool)].reset_index(drop=True)
        found["toponyms"] = toponyms
    pattern = masks.pattern()
    numbers = toponyms.get("gazetteer_id", pd.Series([None] * len(toponyms)))
    hidden = [
        str(plain_value(number)) in masks.places
        or (pattern is not None and pattern.search(str(plain_value(surface) or "")) is not None)
        for number, surface in zip(numbers, toponyms["surface"], strict=True)
    ]
    shown_names = {
        _folded(name)
        for column in ("place", "admin1", "admin2", "country")
        if column in found["incidents"]
        for name in found["incidents"][column].dropna()
    }
    for row, gone in zip(toponyms.to_dict("records"), hidden, strict=True):
        surface = plain_value(row.get("surface"))
        if gone and surface and _folded(surface) not in shown_names:
            masks.names.add(str(surface))
    found["toponyms"] = toponyms[~np.array(hidden, dtype=bool)].reset_index(drop=True)


def _cut_history(found: dict[str, Any], rules: Rules, masks: _Masks) -> None:
    """Leave out the steps that would tell what was hidden in the incidents themselves."""
    history = found["history"]
    if "field" not in history:
        return
    hidden = {name for name, made in _MADE_OF.items() if made.intersection(rules.fields)}
    if masks.places or masks.names or "coarsened" in found["incidents"]:
        # Where something was thought to be before, and why it was moved, is a place, too.
        hidden.add("place")
    found["history"] = history[~history["field"].isin(hidden)].reset_index(drop=True)


def _mask_texts(found: dict[str, Any], masks: _Masks) -> None:
    pattern = masks.pattern()
    if pattern is None:
        return
    for table in found.values():
        for column in table.columns:
            if column in KEPT_FIELDS or column in ("part_of", "parts", "supersedes", "geometry"):
                continue
            table[column] = _masked(table[column], pattern, whole=column.endswith("url"))


def _masked(values: Any, pattern: re.Pattern[str], *, whole: bool) -> Any:
    """Replace names in texts; of an address nothing is left, half of one leads nowhere."""

    def mask(value: Any) -> Any:
        if not isinstance(value, str) or not pattern.search(value):
            return value
        if whole:
            return None
        if value.startswith(("[", "{")):
            try:
                return json.dumps(_masked_json(json.loads(value), pattern), ensure_ascii=False)
            except ValueError:
                pass
        return pattern.sub(_HIDDEN, value)

    found = [mask(value) for value in values.tolist()]
    if all(one is other for one, other in zip(found, values.tolist(), strict=True)):
        return values
    return pd.Series(found, index=values.index, dtype="object")


def _masked_json(value: Any, pattern: re.Pattern[str]) -> Any:
    if isinstance(value, str):
        return pattern.sub(_HIDDEN, value)
    if isinstance(value, list):
        return [_masked_json(one, pattern) for one in value]
    if isinstance(value, dict):
        return {key: _masked_json(one, pattern) for key, one in value.items()}
    return value
