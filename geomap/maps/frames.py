"""Any table with points and days as the tables that a page is drawn from.

A casebook is not needed to draw a map: a GeoDataFrame, or a CSV with coordinates, is enough.
What such a table does not say stays unknown; nothing is made up for it.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geomap.errors import SchemaError, UsageError
from geomap.headings import guess_columns
from geomap.maps.columns import plain_value
from geomap.written_days import day_reader

__all__ = ["FrameTables", "read_frame", "tables_of"]

_TEXT_ROLES = {
    "place": "place", "country": "country", "admin1": "admin1", "admin2": "admin2",
    "certainty": "grading", "text": "description", "url": "url", "type": "sub_event_type",
}  # fmt: skip
_AREA_PRECISION = 4
_NO_PLACE = "the table gives no coordinates"
_BAD_PLACE = "the coordinates are outside what is possible, or nought"


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameTables:
    """A table of somebody's own, in the form of a casebook's tables."""

    incidents: Any
    columns: Mapping[str, str]
    # role to heading: how it was read
    claims: Any = field(default_factory=pd.DataFrame)
    statements: Any = field(default_factory=pd.DataFrame)
    toponyms: Any = field(default_factory=pd.DataFrame)
    reports: Any = field(default_factory=pd.DataFrame)
    unread: Any = field(default_factory=pd.DataFrame)
    history: Any = field(default_factory=pd.DataFrame)
    provenance: Mapping[str, str] = field(default_factory=dict)


def tables_of(
    frame: Any, *, columns: Mapping[str, str] | None = None, keep: Sequence[str] = ()
) -> FrameTables:
    """Take a table of points and days for a casebook's.

    Parameters
    ----------
    frame : pandas.DataFrame or geopandas.GeoDataFrame
        A row an incident. Polygons become areas.
    columns : mapping, optional
        Role to heading where the headings do not tell (see `geomap.headings.ROLES`).
    keep : sequence of str
        Further columns that the details shall show.

    Returns
    -------
    FrameTables
        Incidents in a casebook's columns; how the columns were read.

    Raises
    ------
    SchemaError
        When there are neither coordinates nor a geometry.
    UsageError
        When a role or a column that was named does not exist.

    Examples
    --------
    >>> frame = pd.DataFrame({"lat": [34.8], "lon": [36.7], "day": ["2015-09-30"]})
    >>> tables_of(frame).incidents[["date_start", "killed_low"]].values.tolist()
    [['2015-09-30', None]]
    """
    headings = [name for name in frame.columns if not _is_geometry(frame, name)]
    roles = guess_columns(headings, told=columns)
    for name in keep:
        if name not in headings:
            raise UsageError(f"the table has no column {name!r} to keep")
    made = _placed(frame, roles)
    for role, name in _TEXT_ROLES.items():
        if role in roles:
            made[name] = _texts(frame[roles[role]])
    made |= _days(frame, roles) | _tolls(frame, roles)
    made["id"] = _ids(frame, roles)
    made["sources"] = _listed([frame[roles["source"]]] if "source" in roles else [], len(frame))
    actors = [frame[roles[role]] for role in ("actor", "actor2") if role in roles]
    made["actors"] = _listed(actors, len(frame))
    if keep:
        made["other"] = _kept(frame, keep)
    said = ", ".join(f"{role} = {heading}" for role, heading in roles.items())
    return FrameTables(
        incidents=pd.DataFrame(made), columns=roles, provenance={"columns": said} if said else {}
    )


def _is_geometry(frame: Any, name: Any) -> bool:
    return str(frame[name].dtype) == "geometry"


def _placed(frame: Any, roles: Mapping[str, str]) -> dict[str, Any]:
    """Give coordinates, how precise they are, and why there are none."""
    made: dict[str, Any] = {}
    if "lat" in roles and "lon" in roles:
        lon, lat = (_numbers(frame[roles[role]]) for role in ("lon", "lat"))
        areal = np.zeros(len(frame), dtype=bool)
    elif isinstance(frame, gpd.GeoDataFrame):
        shapes = _in_degrees(frame)
        kinds = shapely.get_type_id(shapes)
        areal = np.isin(kinds, (3, 6)) & ~shapely.is_empty(shapes)
        points = np.where(kinds == 0, shapes, shapely.point_on_surface(shapes))
        lon, lat = shapely.get_x(points), shapely.get_y(points)
        if areal.any():
            made["geometry"] = np.where(areal, shapes, None)
    else:
        raise SchemaError(
            "the table has neither columns of latitude and longitude nor a geometry; name them "
            "with lat=COLUMN and lon=COLUMN",
            where="table",
        )
    missing = np.isnan(lat) | np.isnan(lon)
    with np.errstate(invalid="ignore"):
        wrong = (np.abs(lat) > 90) | (np.abs(lon) > 180) | ((lat == 0) & (lon == 0))
    for values in (lat, lon):
        values[missing | wrong] = np.nan
    made |= {"lat": lat, "lon": lon}
    if (missing | wrong).any():
        reasons = np.full(len(lat), None, dtype="object")
        reasons[missing], reasons[wrong] = _NO_PLACE, _BAD_PLACE
        made["place_reason"] = reasons
    if "precision" in roles:
        made["where_prec"] = _numbers(frame[roles["precision"]])
    elif areal.any():
        made["where_prec"] = np.where(areal, _AREA_PRECISION, np.nan)
    if "radius_km" in roles:
        made["radius_km"] = _numbers(frame[roles["radius_km"]])
    return made


def _in_degrees(frame: Any) -> Any:
    """Give the shapes in WGS 84; what says no system is taken for it."""
    shapes = frame.geometry
    if frame.crs is not None and not frame.crs.equals("EPSG:4326"):
        shapes = shapes.to_crs("EPSG:4326")
    return np.asarray(shapes, dtype="object")


def _numbers(values: Any) -> Any:
    found = pd.to_numeric(values, errors="coerce")
    return found.to_numpy(dtype="float64", na_value=np.nan).copy()


def _tolls(frame: Any, roles: Mapping[str, str]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    if "killed" in roles:
        best = _numbers(frame[roles["killed"]])
        made |= {"killed_low": best, "killed_best": best, "killed_high": best}
    for role in ("killed_low", "killed_high"):
        if role in roles:
            given = _numbers(frame[roles[role]])
            made[role] = np.where(np.isnan(given), made.get("killed_best", np.nan), given)
    if "wounded" in roles:
        wounded = _numbers(frame[roles["wounded"]])
        made |= {"wounded_low": wounded, "wounded_best": wounded, "wounded_high": wounded}
    for name in ("killed_low", "killed_best", "killed_high"):
        made.setdefault(name, np.full(len(frame), None, dtype="object"))
    return {
        name: np.where(values < 0, np.nan, values) if values.dtype.kind == "f" else values
        for name, values in made.items()
    }


def _different(values: Any, change: Callable[[Any], Any]) -> Any:
    """Change each different value once."""
    codes, found = pd.factorize(pd.Series(values, dtype="object"), use_na_sentinel=True)
    return np.array([*(change(value) for value in found), None], dtype="object")[codes]


def _texts(values: Any) -> Any:
    def text(value: Any) -> str | None:
        plain = plain_value(value)
        return None if plain is None or str(plain).strip() == "" else str(plain)

    return _different(values, text)


def _ids(frame: Any, roles: Mapping[str, str]) -> Any:
    if "id" in roles:
        found = pd.Series(_texts(frame[roles["id"]]))
        if found.notna().all() and found.is_unique:
            return found.to_numpy()
    return np.array([f"row {n}" for n in range(1, len(frame) + 1)], dtype="object")


def _listed(columns: Sequence[Any], count: int) -> Any:
    """Give each row's texts as a JSON list; several in one cell are parted by semicolons."""
    lists = np.full(count, "[]", dtype="object")
    if not columns:
        return lists
    parts = [_different(column, _names) for column in columns]
    joined = pd.MultiIndex.from_arrays(parts).to_flat_index() if len(parts) > 1 else parts[0]

    def written(names: Any) -> str:
        whole = names if isinstance(names, tuple) and len(parts) > 1 else (names,)
        found = [name for one in whole if isinstance(one, str) for name in one.split("\n")]
        return json.dumps(list(dict.fromkeys(found)), ensure_ascii=False)

    made = _different(joined, written)
    return np.where(pd.isna(made), "[]", made)


def _names(value: Any) -> str | None:
    plain = plain_value(value)
    names = [part.strip() for part in str(plain if plain is not None else "").split(";")]
    return "\n".join(name for name in names if name) or None


def _kept(frame: Any, keep: Sequence[str]) -> Any:
    rows = zip(*(frame[name].tolist() for name in keep), strict=True)
    return np.array(
        [
            json.dumps(
                {
                    name: str(plain)
                    for name, value in zip(keep, row, strict=True)
                    if (plain := plain_value(value)) is not None
                },
                ensure_ascii=False,
            )
            for row in rows
        ],
        dtype="object",
    )


def _days(frame: Any, roles: Mapping[str, str]) -> dict[str, Any]:
    if "date" not in roles:
        return {"date_start": np.full(len(frame), None, dtype="object")}
    written = day_reader(map(_day_text, pd.unique(frame[roles["date"]])))

    def read(value: Any) -> tuple[str, str] | None:
        day = written(_day_text(value))
        return None if day is None else (day[0].isoformat(), day[1].isoformat())

    found = _different(frame[roles["date"]], read)
    first, last = (
        np.array([None if day is None else day[n] for day in found], dtype="object") for n in (0, 1)
    )
    if "date_end" in roles:
        ends = _different(frame[roles["date_end"]], read)
        last = np.array(
            [own if end is None else end[1] for own, end in zip(last, ends, strict=True)],
            dtype="object",
        )
    return {"date_start": first, "date_last": last}


def _day_text(value: Any) -> str:
    return str(value.isoformat() if isinstance(value, dt.date) else plain_value(value))


def read_frame(path: str | Path) -> Any:
    """Read a table of somebody's own.

    Parameters
    ----------
    path : str or pathlib.Path
        CSV with a header in any delimiter, GeoJSON, GeoPackage, Parquet or GeoParquet.

    Returns
    -------
    pandas.DataFrame or geopandas.GeoDataFrame
        The table.

    Raises
    ------
    UsageError
        When the file is missing or not of its kind.
    """
    path = Path(path)
    try:
        if path.suffix.lower() in (".csv", ".tsv"):
            return _read_csv(path)
        if path.suffix.lower() == ".parquet":
            try:
                return gpd.read_parquet(path)
            except ValueError:  # no geometry in it
                return pd.read_parquet(path)
        return gpd.read_file(path)
    except FileNotFoundError as error:
        raise UsageError("there is no such file", where=str(path)) from error
    except (OSError, ValueError, RuntimeError, UnicodeError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise UsageError(f"is not a table that can be read: {reason}", where=str(path)) from error


def _read_csv(path: Path) -> Any:
    with path.open("rb") as stream:
        head = stream.read(65536)
    try:
        encoding = "utf-8-sig"
        head.decode(encoding, errors="strict" if len(head) < 65536 else "ignore")
    except UnicodeDecodeError:
        encoding = "cp1252"
    first = head.decode(encoding, errors="replace").splitlines()[:20]
    try:
        delimiter = csv.Sniffer().sniff("\n".join(first), delimiters=",;\t|").delimiter
    except csv.Error:
        delimiter = "\t" if path.suffix.lower() == ".tsv" else ","
    return pd.read_csv(path, sep=delimiter, encoding=encoding, low_memory=False)
