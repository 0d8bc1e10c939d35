"""CSV for spreadsheets: the incidents with WKT, the other tables beside them.

UTF-8 with a byte order mark (spreadsheets tell the encoding by it), commas, CRLF. An empty
cell is unknown.

A cell is text, whatever a report wrote in it. Where a spreadsheet would compute a text, it
gets one more leading apostrophe, and reading takes one away. That is the case

- at the start of a cell, and after a semicolon, tab or line break within it (a spreadsheet
  set to semicolons starts a cell there),
- where ``= + - @`` or their full-width forms follow, with nothing before them but
  apostrophes, blanks, quotation marks and characters nobody sees,
- and at the start of a cell that begins with a tab or a line break, or is empty text.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import shapely
from pyarrow import csv as arrow_csv
from shapely.geometry import mapping

from geomap.errors import SchemaError
from geomap.events.exchange.format import (
    ARROW_TYPES,
    ExchangeFormat,
    StoredCasebook,
    frame_from_arrow,
    sibling_files,
)
from geomap.events.tables.schema import COLUMNS, Kind, with_geometry

__all__ = ["CSV", "escaped", "safe_cells", "starts_with_header", "unescaped", "write_rows"]

_UNSEEN: Final = '[^\\S\t\r\n]|["\0\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]'
_COMPUTED: Final = f"(?:{_UNSEEN})*[=+\\-@＝＋－＠﹢﹣﹦﹫−]"
_START: Final = f"(?:\\A(?='*(?:[\t\r\n]|\\Z|{_COMPUTED}))|(?<=[;\t\r\n])(?='*{_COMPUTED}))"
_TO_ESCAPE: Final = re.compile(_START)
_TO_UNESCAPE: Final = re.compile(f"{_START}'")
_PROVENANCE: Final = ("provenance_key", "provenance_value")


def escaped(text: str) -> str:
    r"""Make a text safe for a spreadsheet.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        The text with an apostrophe wherever it would be computed.

    Examples
    --------
    >>> escaped('=HYPERLINK("http://example.org")'), escaped("about 20")
    ('\'=HYPERLINK("http://example.org")', 'about 20')
    """
    return _TO_ESCAPE.sub("'", text)


def unescaped(text: str) -> str:
    """Give back the text that `escaped` was given.

    Parameters
    ----------
    text : str
        A cell.

    Returns
    -------
    str
        The text.

    Examples
    --------
    >>> unescaped("'=1+1"), unescaped("'"), unescaped("'twas")
    ('=1+1', '', "'twas")
    """
    return _TO_UNESCAPE.sub("", text)


def _files(path: Path) -> Mapping[str, Path]:
    beside = path.with_name(f"{path.stem}.provenance{path.suffix}")
    return {"provenance": beside, **sibling_files(path)}


def _write(stored: StoredCasebook, files: Mapping[str, Path]) -> None:
    for name, frame in stored.tables.items():
        columns = [_cells(frame[column], kind) for column, kind in COLUMNS[name].items()]
        if isinstance(frame, gpd.GeoDataFrame):
            columns.append(["" if s is None else _wkt(s) for s in frame["geometry"]])
        write_rows(files[name], _header(name), zip(*columns, strict=True))
    pairs = ((escaped(key), escaped(value)) for key, value in stored.provenance.items())
    write_rows(files["provenance"], list(_PROVENANCE), pairs)


def write_rows(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write cells as spreadsheets read them.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    header : sequence of str
        The columns.
    rows : iterable of sequence of str
        The cells, already made safe with `escaped` where they hold somebody's words.
    """
    with path.open("w", encoding="utf-8-sig", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\r\n")
        writer.writerow(header)
        writer.writerows(rows)


def safe_cells(
    texts: Mapping[str, str | None], numbers: Mapping[str, float | None]
) -> dict[str, str]:
    """Make cells of texts and numbers; what is unknown has none.

    Parameters
    ----------
    texts : mapping of str to str or None
        Column to somebody's words.
    numbers : mapping of str to number or None
        Column to number.

    Returns
    -------
    dict of str to str
        Column to what stands in the file; a column may be missing.

    Examples
    --------
    >>> safe_cells({"notes": "=1+1", "place": None}, {"lat": -1.5})
    {'notes': "'=1+1", 'lat': '-1.5'}
    """
    told = {column: escaped(text) for column, text in texts.items() if text}
    counted = {column: repr(n) for column, n in numbers.items() if n is not None}
    return told | counted


def starts_with_header(path: Path, *headers: Sequence[str]) -> bool:
    """Tell whether a file begins with these rows, as `write_rows` writes them.

    Parameters
    ----------
    path : pathlib.Path
        An existing file.
    *headers : sequence of str
        The first rows.

    Returns
    -------
    bool
        False for any other file.
    """
    text = "".join(f"{','.join(columns)}\r\n" for columns in headers)
    head = f"\ufeff{text}".encode()
    with path.open("rb") as handle:
        return handle.read(len(head)) == head


def _header(name: str) -> list[str]:
    if name == "provenance":
        return list(_PROVENANCE)
    return [*COLUMNS[name], *(["geometry"] if name == "incidents" else [])]


def _cells(values: pd.Series[Any], kind: Kind) -> list[str]:
    writers: dict[Kind, Callable[[Any], str]] = {
        "str": escaped,
        "int": str,
        "float": _digits,
        "bool": _truth,
    }
    write = writers[kind]
    return [
        "" if missing else write(value)
        for missing, value in zip(values.isna(), values, strict=True)
    ]


def _digits(value: float) -> str:
    return repr(float(value))  # the shortest digits that read back as the same number


def _truth(value: bool) -> str:
    return "true" if value else "false"


def _wkt(geometry: Any) -> str:
    """Write a shape as WKT with every digit it has."""
    shape = mapping(geometry)
    return f"{shape['type'].upper()} {_brackets(shape['coordinates'])}"


def _brackets(coordinates: Any) -> str:
    if isinstance(coordinates[0], float):
        return f"({' '.join(map(repr, coordinates))})"
    if isinstance(coordinates[0][0], float):
        return f"({', '.join(' '.join(map(repr, corner)) for corner in coordinates)})"
    return f"({', '.join(map(_brackets, coordinates))})"


def _read(files: Mapping[str, Path]) -> StoredCasebook:
    tables = {name: _frame(name, files[name]) for name in COLUMNS}
    pairs = _cells_of("provenance", files["provenance"])
    if pairs.column_names != list(_PROVENANCE):
        raise SchemaError(f"should have the columns {_PROVENANCE}", where=str(files["provenance"]))
    keys, values = (_texts(pairs.column(c)) for c in _PROVENANCE)
    provenance = {key or "": value or "" for key, value in zip(keys, values, strict=True)}
    return StoredCasebook(tables=tables, provenance=provenance)


def _frame(name: str, path: Path) -> pd.DataFrame:
    cells = _cells_of(name, path)
    columns = {}
    for column in cells.column_names:
        kind = COLUMNS[name].get(column, "str")
        values = cells.column(column)
        try:
            columns[column] = (
                pa.array(_texts(values), type=ARROW_TYPES["str"])
                if kind == "str"
                else values.cast(ARROW_TYPES[kind])
            )
        except pa.ArrowException as error:
            raise SchemaError(
                f"{name}.{column} cannot be {kind}: {error}", where=str(path)
            ) from error
    shapes = columns.pop("geometry", None) if name == "incidents" else None
    frame = frame_from_arrow(name, pa.table(columns), where=str(path))
    if name != "incidents":
        return frame
    if shapes is None:
        raise SchemaError("incidents.geometry is missing; it should be WKT", where=str(path))
    try:
        return with_geometry(frame, shapely.from_wkt(shapes.to_pylist()))
    except (shapely.errors.ShapelyError, TypeError) as error:
        raise SchemaError(f"a shape is not WKT: {error}", where=str(path)) from error


def _texts(values: Any) -> list[str | None]:
    return [
        None if text is None else unescaped(text)
        for text in values.cast(ARROW_TYPES["str"]).to_pylist()
    ]


def _cells_of(name: str, path: Path) -> pa.Table:
    """Read the cells of a file as text, unknown where they are empty."""
    known = dict.fromkeys(_header(name), pa.large_string())
    try:
        with path.open("rb") as handle:
            return arrow_csv.read_csv(
                handle,
                # One block: a report's text may be longer than a block otherwise is.
                read_options=arrow_csv.ReadOptions(block_size=path.stat().st_size + 1),
                parse_options=arrow_csv.ParseOptions(newlines_in_values=True),
                convert_options=arrow_csv.ConvertOptions(
                    column_types=known,
                    null_values=[""],
                    strings_can_be_null=True,
                    quoted_strings_can_be_null=True,
                ),
            )
    except pa.ArrowException as error:
        raise SchemaError(f"cannot be read as CSV: {error}", where=str(path)) from error


def _is_casebook(name: str, path: Path) -> bool:
    """Tell by the header, which no other program's file has by chance."""
    return starts_with_header(path, _header(name))


CSV: Final = ExchangeFormat(
    name="CSV",
    suffix=".csv",
    files=_files,
    write=_write,
    read=_read,
    recognises=_is_casebook,
)
