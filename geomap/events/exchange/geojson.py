"""GeoJSON (RFC 7946): the incidents with their shapes, the other tables beside them.

Every table is a FeatureCollection, one feature a line; tables without shapes have features
without a place, so that a GIS opens and joins them. The member ``geomap`` stands first: it
names the table and, with the incidents, the provenance.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import shapely
from shapely.geometry import mapping, shape

from geomap.errors import SchemaError
from geomap.events.exchange.format import (
    ARROW_TYPES,
    ExchangeFormat,
    StoredCasebook,
    frame_from_arrow,
    sibling_files,
)
from geomap.events.tables.schema import COLUMNS, with_geometry

__all__ = ["GEOJSON"]

_HEAD: Final = '{"type":"FeatureCollection","geomap":{"casebook":1,"table":%s'


def _write(stored: StoredCasebook, files: Mapping[str, Path]) -> None:
    for name, frame in stored.tables.items():
        provenance = dict(stored.provenance) if name == "incidents" else None
        with files[name].open("w", encoding="utf-8", newline="\n") as handle:
            handle.write(_HEAD % _json(name))
            if provenance is not None:
                handle.write(f',"provenance":{_json(provenance)}')
            handle.write('},"features":[')
            for row, feature in enumerate(_features(name, frame)):
                handle.write(f"{',' if row else ''}\n{_json(feature)}")
            handle.write("\n]}\n")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _features(name: str, frame: pd.DataFrame) -> Iterator[dict[str, Any]]:
    columns = [
        [
            None if missing else value
            for missing, value in zip(frame[c].isna(), frame[c], strict=True)
        ]
        for c in COLUMNS[name]
    ]
    shapes = frame["geometry"] if isinstance(frame, gpd.GeoDataFrame) else [None] * len(frame)
    for geometry, *values in zip(shapes, *columns, strict=True):
        properties = dict(zip(COLUMNS[name], map(_plain, values), strict=True))
        identity = {"id": properties["id"]} if "id" in properties else {}
        yield {
            "type": "Feature",
            **identity,
            "geometry": None if geometry is None else mapping(geometry),
            "properties": properties,
        }


def _plain(value: Any) -> Any:
    """Turn a NumPy scalar into Python's own, which JSON knows."""
    return value.item() if hasattr(value, "item") else value


def _read(files: Mapping[str, Path]) -> StoredCasebook:
    tables = {}
    provenance: Any = None
    for name, path in files.items():
        collection = _collection(name, path)
        if name == "incidents":
            provenance = collection["geomap"].get("provenance")
        tables[name] = _frame(name, collection["features"], where=str(path))
    if not isinstance(provenance, dict):
        raise SchemaError("has no provenance", where=str(files["incidents"]))
    return StoredCasebook(tables=tables, provenance=provenance)


def _collection(name: str, path: Path) -> Any:
    try:
        collection = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise SchemaError(f"cannot be read as JSON: {error}", where=str(path)) from error
    mark = collection.get("geomap") if isinstance(collection, dict) else None
    if not isinstance(mark, dict) or mark.get("table") != name:
        raise SchemaError(
            f"is not the table {name} of a casebook that geomap wrote", where=str(path)
        )
    features = collection.get("features")
    if not isinstance(features, list) or not all(
        isinstance(feature, dict) and isinstance(feature.get("properties"), dict)
        for feature in features
    ):
        raise SchemaError("should be a list of features with properties", where=str(path))
    return collection


def _frame(name: str, features: list[dict[str, Any]], *, where: str) -> pd.DataFrame:
    rows = [feature["properties"] for feature in features]
    names = dict.fromkeys([*COLUMNS[name], *(key for row in rows for key in row)])
    columns = {}
    for column in names:
        kind = COLUMNS[name].get(column, "str")
        if rows and not any(column in row for row in rows):
            continue  # the schema complains
        try:
            columns[column] = pa.array([row.get(column) for row in rows], type=ARROW_TYPES[kind])
        except (pa.ArrowException, OverflowError) as error:
            raise SchemaError(f"{name}.{column} cannot be {kind}: {error}", where=where) from error
    frame = frame_from_arrow(name, pa.table(columns), where=where)
    if name != "incidents":
        return frame
    return with_geometry(frame, [_shape(feature.get("geometry"), where) for feature in features])


def _shape(geometry: Any, where: str) -> Any:
    if geometry is None:
        return None
    try:
        return shape(geometry)
    except (
        shapely.errors.ShapelyError,
        AttributeError,
        IndexError,
        KeyError,
        TypeError,
        ValueError,
    ) as error:
        raise SchemaError(f"a geometry is not GeoJSON: {error}", where=where) from error


def _is_casebook(name: str, path: Path) -> bool:
    head = (_HEAD % _json(name)).encode()
    with path.open("rb") as handle:
        return handle.read(len(head)) == head


GEOJSON: Final = ExchangeFormat(
    name="GeoJSON",
    suffix=".geojson",
    files=sibling_files,
    write=_write,
    read=_read,
    recognises=_is_casebook,
)
