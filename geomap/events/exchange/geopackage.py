"""GeoPackage: one SQLite file, every table a layer that any GIS opens.

SQLite's readers end a text at its first NUL character, so NUL is written as ``␛␀`` and a
``␛`` (U+241B) of the text itself as ``␛␛``; reading turns both back. Everything else stands
as it is. The layer ``geomap_casebook`` holds the provenance and marks the file as geomap's.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError, FeatureError, FieldError, GeometryError

from geomap.errors import OutputError, SchemaError
from geomap.events.exchange.format import (
    ExchangeFormat,
    StoredCasebook,
    frame_from_arrow,
    incidents_with_shapes,
    one_file,
)
from geomap.events.tables.schema import COLUMNS, dtype_of

__all__ = ["GEOPACKAGE"]

_MARK: Final = "geomap_casebook"
_SQLITE_HEAD: Final = b"SQLite format 3\x00"
_GDAL_ERRORS: Final = (DataLayerError, DataSourceError, FeatureError, FieldError, GeometryError)
_ESCAPED: Final = re.compile("␛([␀␛])")
_EPOCH: Final = "1970-01-01T00:00:00.000Z"
_EPSG: Final = 4326


def _write(stored: StoredCasebook, files: Mapping[str, Path]) -> None:
    mark = pd.DataFrame(
        {
            "key": pd.array(list(stored.provenance), dtype=dtype_of("str")),
            "value": pd.array(list(stored.provenance.values()), dtype=dtype_of("str")),
        }
    )
    # The driver reads some names as addresses ("a.zip!b", "GPKG:a"), so it is given a plain
    # one and the file is copied to the name that the user chose.
    with TemporaryDirectory(prefix="geomap-") as folder:
        scratch = Path(folder) / "casebook.gpkg"
        try:
            for name, frame in {**stored.tables, _MARK: mark}.items():
                _write_layer(name, frame, scratch)
        except _GDAL_ERRORS as error:
            raise OutputError(
                f"cannot be written as GeoPackage: {error}", where=files["incidents"].name
            ) from error
        with closing(sqlite3.connect(scratch)) as database, database:
            # The driver notes the time of writing; the same casebook is to give the same bytes.
            database.execute("UPDATE gpkg_contents SET last_change = ?", (_EPOCH,))
        fresh = Path(folder) / "fresh.gpkg"
        with closing(sqlite3.connect(scratch)) as database:
            # SQLite counts the transactions in the file's head, and on a busy machine the driver
            # needs one more or less: a fresh copy has none of its history.
            database.execute("VACUUM INTO ?", (str(fresh),))
        shutil.copyfile(fresh, files["incidents"])


def _write_layer(name: str, frame: pd.DataFrame, path: Path) -> None:
    options: dict[str, Any] = {}
    if isinstance(frame, gpd.GeoDataFrame):
        options = {"geometry_type": "Unknown", "promote_to_multi": False}
    pyogrio.write_dataframe(
        _without_nul(frame), path, layer=name, driver="GPKG", append=path.exists(), **options
    )


def _without_nul(frame: pd.DataFrame) -> pd.DataFrame:
    columns = {
        name: frame[name].str.replace("␛", "␛␛", regex=False).str.replace("\0", "␛␀", regex=False)
        for name in frame.columns
        if frame[name].dtype == dtype_of("str")
    }
    return frame.assign(**columns)


def _with_nul(frame: pd.DataFrame) -> pd.DataFrame:
    columns = {
        name: pd.array([_unescaped(text) for text in frame[name]], dtype=dtype_of("str"))
        for name in frame.columns
        if frame[name].dtype == dtype_of("str")
        and frame[name].str.contains("␛", regex=False).fillna(False).any()
    }
    return frame.assign(**columns)


def _unescaped(text: Any) -> Any:
    if pd.isna(text):
        return text
    return _ESCAPED.sub(lambda match: "\0" if match[1] == "␀" else "␛", text)


def _read(files: Mapping[str, Path]) -> StoredCasebook:
    path = files["incidents"]
    if not _is_casebook("incidents", path):
        raise SchemaError(
            "is not a casebook: a GeoPackage that geomap wrote is needed", where=str(path)
        )
    with TemporaryDirectory(prefix="geomap-") as folder:
        scratch = Path(folder) / "casebook.gpkg"  # as for writing
        shutil.copyfile(path, scratch)
        tables = {name: _read_layer(name, scratch, where=str(path)) for name in COLUMNS}
        mark = _layer(_MARK, scratch, where=str(path)).to_pydict()
    if set(mark) != {"key", "value"}:
        raise SchemaError(f"layer {_MARK} should have key and value", where=str(path))
    provenance = {
        _unescaped(key): _unescaped(value)
        for key, value in zip(mark["key"], mark["value"], strict=True)
    }
    return StoredCasebook(tables=tables, provenance=provenance)


def _read_layer(name: str, scratch: Path, *, where: str) -> pd.DataFrame:
    table = _layer(name, scratch, where=where)
    if name != "incidents":
        return _with_nul(frame_from_arrow(name, table, where=where))
    if "geom" not in table.column_names:
        raise SchemaError("layer incidents has no shapes", where=where)
    shapes = table.column("geom").to_pylist()
    frame = _with_nul(frame_from_arrow(name, table.drop_columns(["geom"]), where=where))
    return incidents_with_shapes(frame, shapes, where=where)


def _layer(name: str, scratch: Path, *, where: str) -> pa.Table:
    try:
        meta, table = pyogrio.raw.read_arrow(scratch, layer=name)
    except _GDAL_ERRORS as error:
        raise SchemaError(f"layer {name} cannot be read: {error}", where=where) from error
    if name == "incidents" and meta["crs"] != f"EPSG:{_EPSG}":
        raise SchemaError(
            f"layer incidents has the reference system {meta['crs']}; it should be EPSG:{_EPSG}",
            where=where,
        )
    return table


def _is_casebook(_name: str, path: Path) -> bool:
    with path.open("rb") as handle:
        if handle.read(len(_SQLITE_HEAD)) != _SQLITE_HEAD:
            return False
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
            found = database.execute(
                "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = ?", (_MARK,)
            )
            return bool(found.fetchone()[0])
    except sqlite3.Error:
        return False


GEOPACKAGE: Final = ExchangeFormat(
    name="GeoPackage",
    suffix=".gpkg",
    files=one_file,
    write=_write,
    read=_read,
    recognises=_is_casebook,
)
