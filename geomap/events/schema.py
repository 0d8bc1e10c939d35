"""The tables of a casebook: their columns, their types and how they join.

Every column has a nullable type, so that an unknown number stays unknown and never turns
into 0 or a fraction. Days are ISO strings, lists are JSON arrays in a string: both come
back the same from every exchange format.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, Literal

import geopandas as gpd
import pandas as pd
import shapely

from geomap.errors import SchemaError

__all__ = [
    "COLUMNS",
    "CRS",
    "Kind",
    "build_table",
    "check_lists",
    "check_tables",
    "dtype_of",
    "with_geometry",
]

Kind = Literal["str", "int", "float", "bool"]

CRS: Final = "EPSG:4326"

_DTYPES: Final[Mapping[Kind, Any]] = {
    "str": pd.StringDtype("pyarrow"),
    "int": pd.Int64Dtype(),
    "float": pd.Float64Dtype(),
    "bool": pd.BooleanDtype(),
}


def _columns(wording: str) -> dict[str, Kind]:
    """Read "name name:int name:float" into columns; str is not said."""
    kinds: dict[str, Kind] = {"int": "int", "float": "float", "bool": "bool", "": "str"}
    return {
        name: kinds[kind] for name, _, kind in (word.partition(":") for word in wording.split())
    }


COLUMNS: Final[Mapping[str, Mapping[str, Kind]]] = {
    "incidents": _columns(
        "id scope date_start date_last date_prec:int date_reason event_type sub_event_type weapon "
        "place place_as_written gazetteer_id country admin1 admin2 lat:float lon:float "
        "where_prec:int radius_km:float place_reason place_probability:float "
        "killed_low:int killed_best:int killed_high:int "
        "wounded_low:int wounded_best:int wounded_high:int n_claims:int n_reports:int "
        "n_sources:int n_independent_sources:int grading strike_status conceded event_clarity:int "
        "geo_precision:int time_precision:int "
        "disputed actors parts part_of remainder_low:int remainder_high:int report_ids "
        "mentions edited span_start:int span_end:int "
        "date_report_id date_span_start:int date_span_end:int "
        "type_report_id type_span_start:int type_span_end:int"
    ),
    "claims": _columns(
        "id incident_id report_id start:int end:int verbatim sentence sentence_start:int "
        "sentence_end:int quantity min:int max:int best:int qualifier wording victims "
        "perpetrators_included:int identified:bool scope part_of stance hedge claimant "
        "claimant_kind relayed_by supersedes found_by "
        "hedge_start:int hedge_end:int claimant_start:int claimant_end:int"
    ),
    "statements": _columns(
        "id incident_id report_id start:int end:int verbatim claimant claimant_kind relayed_by "
        "stance topic claimant_start:int claimant_end:int"
    ),
    "toponyms": _columns(
        "report_id start:int end:int surface role role_reason level relation place gazetteer "
        "gazetteer_id country admin1 lat:float lon:float where_prec:int radius_km:float "
        "probability:float reason candidates on_map:bool"
    ),
    "links": _columns(
        "mention other incident_id other_incident_id joined:bool score:float probability:float "
        "doubtful:bool reason report_id start:int end:int words "
        "other_report_id other_start:int other_end:int other_words"
    ),
    "reports": _columns(
        "id origin source title author url archive_url language published published_at "
        "published_from published_start:int published_end:int retrieved_at table_name sha256 "
        "read_with text"
    ),
    "mentions": _columns("id report_id record"),
    "places": _columns("id record"),
    "history": _columns("incident_id step:int field before after report_id reason"),
    "decisions": _columns(
        "decision id value lat:float lon:float about who when why line:int incident_id outcome "
        "reason"
    ),
    "unread": _columns("origin line:int reason"),
}
"""Column name to kind, table by table; `incidents` has a `geometry` besides."""

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
_LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def dtype_of(kind: Kind) -> Any:
    """Give the pandas type of a kind of column.

    Parameters
    ----------
    kind : {"str", "int", "float", "bool"}
        The kind, as in `COLUMNS`.

    Returns
    -------
    pandas.api.extensions.ExtensionDtype
        Its nullable type.

    Examples
    --------
    >>> dtype_of("int")
    Int64Dtype()
    """
    return _DTYPES[kind]


def build_table(name: str, rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Build a table from its rows; a column that a row does not name is unknown there.

    Half of a surrogate pair, which JSON can carry and no file format can, becomes U+FFFD:
    one character for one, so that offsets into a text hold.

    Parameters
    ----------
    name : str
        The table, one of `COLUMNS`.
    rows : sequence of mapping
        Column name to value; None is unknown.

    Returns
    -------
    pandas.DataFrame
        The rows in the order given, in the agreed columns and types (`incidents` still
        without its geometry).

    Raises
    ------
    SchemaError
        When a value is not of its column's kind.

    Examples
    --------
    >>> build_table("unread", [{"origin": "a.pdf", "reason": "locked"}]).line.isna().all()
    np.True_
    """
    columns = {}
    complaints = []
    for column, kind in COLUMNS[name].items():
        values = [row.get(column) for row in rows]
        if kind == "str":
            values = [_well_formed(value) for value in values]
        try:
            columns[column] = pd.array(values, dtype=_DTYPES[kind])
        except (TypeError, ValueError) as error:
            complaints.append(f"{name}.{column} cannot be {kind}: {error}")
    _raise_if(complaints)
    return pd.DataFrame(columns, index=pd.RangeIndex(len(rows)))


def _well_formed(value: Any) -> Any:
    return _LONE_SURROGATE.sub("�", value) if isinstance(value, str) else value


def with_geometry(incidents: pd.DataFrame, shapes: Sequence[Any]) -> pd.DataFrame:
    """Put the incidents on the ground.

    Parameters
    ----------
    incidents : pandas.DataFrame
        The incidents' table.
    shapes : sequence of shapely.Geometry or None
        One a row, longitude first, in degrees; None where nothing is placed.

    Returns
    -------
    geopandas.GeoDataFrame
        The same rows with a `geometry` in EPSG:4326.

    Examples
    --------
    >>> with_geometry(build_table("incidents", []), []).crs.to_epsg()
    4326
    """
    placed: pd.DataFrame = gpd.GeoDataFrame(
        incidents, geometry=gpd.array.from_shapely(list(shapes)), crs=CRS
    )
    return placed


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
    _raise_if(complaints, where=where)


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
    _raise_if(complaints, where=where)
    named = {i for text in tables["incidents"]["report_ids"] for i in json.loads(text)}
    astray = sorted(named - set(tables["reports"]["id"]))
    if astray:
        _raise_if([f"incidents.report_ids {astray[0]!r} is not in reports"], where=where)


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


def _raise_if(complaints: Sequence[str], *, where: str | None = None) -> None:
    if complaints:
        raise SchemaError(
            f"{len(complaints)} complaint(s) about the tables: " + "; ".join(complaints),
            where=where,
        )


def _column_complaints(name: str, frame: pd.DataFrame) -> Iterator[str]:
    expected = COLUMNS[name]
    geometry = ["geometry"] if name == "incidents" else []
    present = list(frame.columns)
    for column, kind in expected.items():
        if column not in present:
            yield f"{name}.{column} is missing; it should be {kind}"
        elif present.count(column) > 1:
            yield f"{name}.{column} is there {present.count(column)} times"
        elif frame[column].dtype != _DTYPES[kind]:
            yield (
                f"{name}.{column} has type {frame[column].dtype!r}; it should be {_DTYPES[kind]!r}"
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
