"""Whether the tables of a casebook are as agreed: columns, types, values, lists and joins."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from typing import Final

import geopandas as gpd
import pandas as pd
import shapely

from geomap.events.tables.schema import COLUMNS, CRS, dtype_of, raise_if

__all__ = ["check_lists", "check_tables"]

_REQUIRED: Final[Mapping[str, tuple[str, ...]]] = {
    "incidents": ("id", "scope", "event_type", "sub_event_type", "grading", "report_ids"),
    "claims": ("id", "report_id", "start", "end", "verbatim", "quantity", "scope", "stance"),
    "statements": ("id", "report_id", "start", "end", "verbatim", "stance"),
    "toponyms": ("report_id", "start", "end", "surface", "role", "on_map"),
    "links": (
        "mention",
        "other",
        "incident_id",
        "other_incident_id",
        "joined",
        "probability",
        "doubtful",
        "reason",
        "report_id",
        "other_report_id",
    ),
    "reports": ("id", "sha256", "text"),
    "mentions": ("id", "report_id", "record"),
    "places": ("id", "record"),
    "history": ("incident_id", "step", "field", "reason"),
    "decisions": ("decision", "id", "who", "when", "why", "outcome"),
    "unread": ("origin", "reason"),
}
_KEYED: Final = ("incidents", "claims", "statements", "reports", "mentions", "places")
_JOINS: Final = (
    ("claims", "incident_id", "incidents"),
    ("claims", "report_id", "reports"),
    ("statements", "incident_id", "incidents"),
    ("statements", "report_id", "reports"),
    ("toponyms", "report_id", "reports"),
    ("links", "incident_id", "incidents"),
    ("links", "other_incident_id", "incidents"),
    ("links", "report_id", "reports"),
    ("links", "other_report_id", "reports"),
    ("mentions", "report_id", "reports"),
    ("history", "report_id", "reports"),
    ("decisions", "incident_id", "incidents"),
)
_LISTS: Final[Mapping[tuple[str, str], tuple[str, ...]]] = {
    ("incidents", "disputed"): (),
    ("incidents", "actors"): ("name", "role", "report_id", "start", "end"),
    ("incidents", "parts"): (),
    ("incidents", "report_ids"): (),
    ("incidents", "mentions"): (),
    ("incidents", "edited"): ("what", "who", "when", "why"),
    ("toponyms", "candidates"): ("name", "id", "country", "admin1", "lat", "lon", "score"),
}
"""Columns that hold a JSON array: of text, or of objects with these members."""
_DAYS: Final = {"incidents": ("date_start", "date_last"), "reports": ("published",)}
_BOUNDS: Final = (("lat", 90.0), ("lon", 180.0))
_SHAPES: Final = ("Point", "Polygon", "MultiPolygon")
_ISO_DAY: Final = r"\d{4}-\d{2}-\d{2}"


def check_tables(tables: Mapping[str, pd.DataFrame], *, where: str | None = None) -> None:
    """Check that tables have the agreed columns, types, values and joins.

    Parameters
    ----------
    tables : mapping of str to pandas.DataFrame
        All tables of a casebook by name.
    where : str, optional
        The file they come from, for the message.

    Raises
    ------
    SchemaError
        With every complaint at once.
    """
    complaints = []
    for name in COLUMNS:
        wrong_columns = list(_column_complaints(name, tables[name]))
        # Values can only be judged where the columns are right.
        complaints += wrong_columns or list(_value_complaints(name, tables[name]))
    if not complaints:
        complaints += _join_complaints(tables)
    raise_if(complaints, where=where)


def check_lists(tables: Mapping[str, pd.DataFrame], *, where: str | None = None) -> None:
    """Check the lists within cells, for tables that come from a file.

    Parameters
    ----------
    tables : mapping of str to pandas.DataFrame
        All tables of a casebook by name, already checked by `check_tables`.
    where : str, optional
        The file they come from, for the message.

    Raises
    ------
    SchemaError
        With every complaint at once.
    """
    complaints = []
    for (name, column), members in _LISTS.items():
        shape = f"objects with {', '.join(members)}" if members else "text"
        odd = [
            text for text in tables[name][column].dropna() if not _is_list_of(text, members=members)
        ]
        if odd:
            complaints.append(f"{name}.{column} {odd[0][:80]!r} is not a JSON array of {shape}")
    raise_if(complaints, where=where)
    named = {i for text in tables["incidents"]["report_ids"] for i in json.loads(text)}
    astray = sorted(named - set(tables["reports"]["id"]))
    if astray:
        raise_if([f"incidents.report_ids {astray[0]!r} is not in reports"], where=where)


def _is_list_of(text: str, *, members: tuple[str, ...]) -> bool:
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        return False
    if not isinstance(values, list):
        return False
    if not members:
        return all(isinstance(value, str) for value in values)
    return all(isinstance(value, dict) and set(members) <= set(value) for value in values)


def _column_complaints(name: str, frame: pd.DataFrame) -> Iterator[str]:
    expected = COLUMNS[name]
    geometry = ["geometry"] if name == "incidents" else []
    present = list(frame.columns)
    for column, kind in expected.items():
        if column not in present:
            yield f"{name}.{column} is missing; it should be {kind}"
        elif present.count(column) > 1:
            yield f"{name}.{column} is there {present.count(column)} times"
        elif frame[column].dtype != dtype_of(kind):
            yield (
                f"{name}.{column} has type {frame[column].dtype!r}; it should be {dtype_of(kind)!r}"
            )
    for column in present:
        if column not in expected and column not in geometry:
            yield f"{name}.{column} is not a column of this table"
    if geometry:
        if not isinstance(frame, gpd.GeoDataFrame) or "geometry" not in present:
            yield "incidents has no geometry; it should be a GeoDataFrame"
        elif frame.crs != CRS:
            yield f"incidents has the reference system {frame.crs}; it should be {CRS}"


def _value_complaints(name: str, frame: pd.DataFrame) -> Iterator[str]:
    for column in _REQUIRED[name]:
        if frame[column].isna().any():
            yield f"{name}.{column} is empty in row {_first(frame[column].isna())}"
    # One statement may be about several incidents: a row for each.
    key = ["id", "incident_id"] if name == "statements" else ["id"]
    if name in _KEYED and frame.duplicated(key).any():
        twice = frame["id"][frame.duplicated(key)].iloc[0]
        yield f"{name}.id {twice!r} is there more than once"
    for column in _DAYS.get(name, ()):
        odd = ~frame[column].str.fullmatch(_ISO_DAY).fillna(True).astype(bool)
        if odd.any():
            yield f"{name}.{column} {frame[column][odd].iloc[0]!r} is not a day like 2015-09-30"
    for column, bound in _BOUNDS if "lat" in frame else ():
        odd = (frame[column].abs() > bound).fillna(False).astype(bool)
        if odd.any():
            yield f"{name}.{column} {frame[column][odd].iloc[0]} is beyond ±{bound:g} degrees"
    for column, kind in COLUMNS[name].items():
        if kind == "float" and not all(math.isfinite(x) for x in frame[column].dropna()):
            yield f"{name}.{column} holds a value that is not a finite number"
    if name == "incidents":
        yield from _ground_complaints(frame)


def _ground_complaints(frame: pd.DataFrame) -> Iterator[str]:
    for quantity in ("killed", "wounded"):
        for lower, upper in (("low", "best"), ("best", "high"), ("low", "high")):
            odd = (frame[f"{quantity}_{lower}"] > frame[f"{quantity}_{upper}"]).fillna(False)
            if odd.any():
                yield f"incidents.{quantity}_{lower} is above {quantity}_{upper} in {_first(odd)}"
    shapes = frame["geometry"].array
    if bool((pd.isna(shapes) != frame["lat"].isna()).any()):
        yield "incidents.geometry and lat must be known together or unknown together"
    kinds = {shape.geom_type for shape in shapes if shape is not None}
    for kind in sorted(kinds - set(_SHAPES)):
        yield f"incidents.geometry holds a {kind}; it should be one of {', '.join(_SHAPES)}"
    if bool(shapely.is_empty(list(shapes)).any()):
        yield "incidents.geometry holds an empty shape; an unplaced incident has none"


def _join_complaints(tables: Mapping[str, pd.DataFrame]) -> list[str]:
    complaints = []
    for name, column, target in _JOINS:
        keys = tables[name][column].dropna()
        astray = keys[~keys.isin(tables[target]["id"])]
        if len(astray):
            complaints.append(f"{name}.{column} {astray.iloc[0]!r} is not in {target}")
    return complaints


def _first(flags: pd.Series[bool]) -> int:
    """Give the first row that is flagged, counted from 1."""
    return int(flags.to_numpy(dtype=bool).argmax()) + 1
