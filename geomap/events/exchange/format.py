"""What an exchange format offers, and how tables pass through Arrow."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pandas as pd
import pyarrow as pa
import shapely

from geomap.errors import SchemaError
from geomap.events.exchange.entries import Entry
from geomap.events.tables.schema import COLUMNS, Kind, dtype_of, with_geometry

__all__ = [
    "ARROW_TYPES",
    "ExchangeFormat",
    "ExportFormat",
    "StoredCasebook",
    "frame_from_arrow",
    "incidents_with_shapes",
    "one_file",
    "sibling_files",
]

ARROW_TYPES: Final[Mapping[Kind, pa.DataType]] = {
    "str": pa.large_string(),
    "int": pa.int64(),
    "float": pa.float64(),
    "bool": pa.bool_(),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredCasebook:
    """The tables of a casebook on their way to or from a file."""

    tables: Mapping[str, pd.DataFrame]
    provenance: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeFormat:
    """One way to keep a casebook in files."""

    name: str
    # as errors call it
    suffix: str
    files: Callable[[Path], Mapping[str, Path]]
    # the path the user gave → file by file what is in it; the given path comes last
    write: Callable[[StoredCasebook, Mapping[str, Path]], None]
    read: Callable[[Mapping[str, Path]], StoredCasebook]
    recognises: Callable[[str, Path], bool]
    # whether geomap itself wrote what lies there now, so that it may be replaced


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportFormat:
    """A format of another program: it holds the incidents, but not all that is behind them."""

    key: str
    # as `--format` names it
    name: str
    # as errors call it
    suffix: str
    by_suffix: bool
    # whether the suffix alone names it
    files: Callable[[Path], Mapping[str, Path]]
    write: Callable[[Sequence[Entry], Mapping[str, Path]], None]
    recognises: Callable[[str, Path], bool]
    lacks: Callable[[Entry], str | None] = lambda _: None
    # what an entry has not got that the format cannot do without


def one_file(path: Path) -> Mapping[str, Path]:
    """Keep all tables in the one file the user named.

    Parameters
    ----------
    path : pathlib.Path
        The file.

    Returns
    -------
    mapping of str to pathlib.Path
        The file under the name of the main table.

    Examples
    --------
    >>> list(one_file(Path("casebook.gpkg")))
    ['incidents']
    """
    return {"incidents": path}


def sibling_files(path: Path) -> Mapping[str, Path]:
    """Keep the incidents in the file the user named and the other tables beside it.

    Parameters
    ----------
    path : pathlib.Path
        The file of the incidents.

    Returns
    -------
    mapping of str to pathlib.Path
        Table to file, the incidents last: a file of incidents is then never there without
        the tables it joins with.

    Examples
    --------
    >>> sibling_files(Path("casebook.csv"))["claims"].name
    'casebook.claims.csv'
    """
    beside = {
        name: path.with_name(f"{path.stem}.{name}{path.suffix}")
        for name in COLUMNS
        if name != "incidents"
    }
    return {**beside, "incidents": path}


def frame_from_arrow(name: str, table: pa.Table, *, where: str) -> pd.DataFrame:
    """Give an Arrow table the columns and types of a casebook's table.

    Parameters
    ----------
    name : str
        The table, one of `COLUMNS`.
    table : pyarrow.Table
        What a file holds, without its geometry.
    where : str
        The file, for messages.

    Returns
    -------
    pandas.DataFrame
        The same rows, in the agreed types.

    Raises
    ------
    SchemaError
        When a column is missing, unknown, or not of its kind; with every complaint at once.

    Examples
    --------
    >>> frame_from_arrow("unread", pa.table({"origin": ["a"], "line": [None], "reason": ["b"]}),
    ...                  where="a.parquet").dtypes["line"]
    Int64Dtype()
    """
    complaints = [
        f"{name}.{column} is not a column of this table"
        for column in table.column_names
        if column not in COLUMNS[name]
    ]
    columns: dict[str, Any] = {}
    for column, kind in COLUMNS[name].items():
        found = table.schema.get_all_field_indices(column)
        if len(found) != 1:
            complaints.append(f"{name}.{column} is there {len(found)} times; it should be once")
            continue
        try:
            values = table.column(found[0]).cast(ARROW_TYPES[kind])
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
            complaints.append(f"{name}.{column} cannot be {kind}: {error}")
            continue
        columns[column] = dtype_of(kind).__from_arrow__(values)
    if complaints:
        raise SchemaError(
            f"{len(complaints)} complaint(s) about the tables: " + "; ".join(complaints),
            where=where,
        )
    return pd.DataFrame(columns, index=pd.RangeIndex(table.num_rows))


def incidents_with_shapes(frame: pd.DataFrame, wkb: Any, *, where: str) -> pd.DataFrame:
    """Put shapes in WKB back on the incidents.

    Parameters
    ----------
    frame : pandas.DataFrame
        The incidents without geometry.
    wkb : sequence of bytes or None
        One shape a row.
    where : str
        The file, for messages.

    Returns
    -------
    geopandas.GeoDataFrame
        The incidents.

    Raises
    ------
    SchemaError
        When a shape is not WKB.
    """
    try:
        return with_geometry(frame, shapely.from_wkb(list(wkb)))
    except (shapely.errors.ShapelyError, TypeError) as error:
        raise SchemaError(f"a shape is not well-known binary: {error}", where=where) from error
