"""GeoParquet: the incidents with their shapes, the other tables as Parquet beside them.

The file's own metadata carry the key ``geomap``: which table it is and, with the incidents,
the provenance.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from geomap.errors import SchemaError
from geomap.events.exchange.format import (
    ARROW_TYPES,
    ExchangeFormat,
    StoredCasebook,
    frame_from_arrow,
    incidents_with_shapes,
    sibling_files,
)
from geomap.events.tables.schema import COLUMNS

__all__ = ["GEOPARQUET"]

_KEY: Final = b"geomap"


def _write(stored: StoredCasebook, files: Mapping[str, Path]) -> None:
    for name, frame in stored.tables.items():
        mark: dict[str, Any] = {"casebook": 1, "table": name}
        if name == "incidents":
            mark["provenance"] = dict(stored.provenance)
        text = json.dumps(mark, ensure_ascii=False, sort_keys=True)
        table = _table(name, frame)
        kept = {k: v for k, v in (table.schema.metadata or {}).items() if k == b"geo"}
        pq.write_table(
            table.replace_schema_metadata({**kept, _KEY: text.encode()}),
            files[name],
            compression="zstd",
        )


def _table(name: str, frame: pd.DataFrame) -> pa.Table:
    if isinstance(frame, gpd.GeoDataFrame):
        # geopandas knows the metadata that GeoParquet asks for; the key is added to them.
        buffer = io.BytesIO()
        frame.to_parquet(buffer, index=False)
        return pq.read_table(buffer)
    schema = pa.schema([(column, ARROW_TYPES[kind]) for column, kind in COLUMNS[name].items()])
    return pa.Table.from_pandas(frame, schema=schema, preserve_index=False)


def _read(files: Mapping[str, Path]) -> StoredCasebook:
    tables = {}
    marks = {}
    for name, path in files.items():
        marks[name] = _mark(path)
        if marks[name].get("table") != name:
            raise SchemaError(
                f"is not the table {name} of a casebook that geomap wrote", where=str(path)
            )
        try:
            # The file is opened here: a name is never taken for an address.
            with path.open("rb") as handle:
                table = pq.ParquetFile(handle).read()
        except pa.ArrowException as error:
            raise SchemaError(f"cannot be read as Parquet: {error}", where=str(path)) from error
        tables[name] = _frame(name, table, where=str(path))
    provenance = marks["incidents"].get("provenance")
    if not isinstance(provenance, dict):
        raise SchemaError("has no provenance", where=str(files["incidents"]))
    return StoredCasebook(tables=tables, provenance=provenance)


def _frame(name: str, table: pa.Table, *, where: str) -> pd.DataFrame:
    if name != "incidents":
        return frame_from_arrow(name, table, where=where)
    if "geometry" not in table.column_names:
        raise SchemaError("has no geometry", where=where)
    shapes = table.column("geometry").to_pylist()
    frame = frame_from_arrow(name, table.drop_columns(["geometry"]), where=where)
    return incidents_with_shapes(frame, shapes, where=where)


def _mark(path: Path) -> dict[str, Any]:
    """Read geomap's key in a file's metadata; empty where there is none."""
    try:
        with path.open("rb") as handle:
            metadata = pq.ParquetFile(handle).schema_arrow.metadata or {}
        mark = json.loads(metadata.get(_KEY, b"{}"))
    except (pa.ArrowException, ValueError):
        return {}
    return mark if isinstance(mark, dict) else {}


def _is_casebook(name: str, path: Path) -> bool:
    return _mark(path).get("table") == name


GEOPARQUET: Final = ExchangeFormat(
    name="GeoParquet",
    suffix=".parquet",
    files=sibling_files,
    write=_write,
    read=_read,
    recognises=_is_casebook,
)
