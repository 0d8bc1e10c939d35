"""Tables of places with named columns: CSV and its like, GeoJSON, GeoPackage, shapefile.

Every reader streams. GeoJSON is read feature by feature with the standard library's own
scanner; GeoPackage and shapefile through pyogrio, in batches. Coordinates in another system
than WGS 84 are converted where the file says which, and refused where they cannot be.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from geomap.errors import ForeignFileError
from geomap.places.install.columns import Columns, recognise
from geomap.places.install.sources import BrokenRow, SourceRow, read_lines

__all__ = ["TableOptions", "read_delimited", "read_geojson", "read_layer"]

_DELIMITERS = "\t;,|"
_WKT_POINT = re.compile(r"\s*POINT\s*Z?\s*\(\s*(\S+)\s+(\S+?)(?:\s+\S+)?\s*\)\s*", re.IGNORECASE)
_SEPARATED = re.compile(r"\s*[|;،/]\s*|\s*,\s+")
_OBJECT = 8 << 20
# characters; a larger feature is no place
_WGS84 = re.compile(r"CRS:?84$|EPSG:+4326$|:4326$")


@dataclass(frozen=True, slots=True, kw_only=True)
class TableOptions:
    """What the user says of a table."""

    encoding: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    # by role
    layer: str | None = None
    # of a GeoPackage
    ask: Callable[[str, Sequence[str]], str] | None = None


def read_delimited(path: Path, options: TableOptions) -> Iterator[SourceRow | BrokenRow]:
    """Read a table of text: comma, semicolon, tab or bar between the columns.

    Parameters
    ----------
    path : pathlib.Path
        The file, its first line the header.
    options : TableOptions
        What the user says of it.

    Yields
    ------
    SourceRow or BrokenRow
        One a line.

    Raises
    ------
    ForeignFileError
        When it is no such table.
    UsageError
        When the columns are not clear.
    """
    lines = read_lines(path, encoding=options.encoding)
    header = next((line for line in lines if line.strip()), "")
    delimiter = max(_DELIMITERS, key=header.count)
    if delimiter not in header:
        raise ForeignFileError(
            "is no gazetteer of a known kind: a GeoNames or NGA dump, GeoJSON, GeoPackage, "
            f"shapefile, or a table whose first line names its columns. It begins {header[:60]!r}",
            where=str(path),
            line=1,
        )
    table = csv.reader(chain((header,), lines), delimiter=delimiter)
    try:
        found = [column.strip() for column in next(table)]
        columns = recognise(
            found, where=str(path), has_geometry=False, given=options.columns, ask=options.ask
        )
        start = table.line_num + 1
        for cells in table:
            number, start = start, table.line_num + 1
            if len(cells) > len(found):
                yield BrokenRow(number, f"{len(cells)} cells; the header has {len(found)} columns")
            elif any(cell.strip() for cell in cells):
                cells += [""] * (len(found) - len(cells))
                named = dict(zip(found, cells, strict=True))
                yield _row(number, named, columns, decimal_comma=delimiter != ",")
    except csv.Error as error:
        raise ForeignFileError(
            f"cannot be read as a table: {error}", where=str(path), line=table.line_num
        ) from error


def _row(
    number: int,
    cells: Mapping[str, Any],
    columns: Columns,
    *,
    decimal_comma: bool = False,
    at: tuple[object, object] | None = None,
) -> SourceRow | BrokenRow:
    """Take a row's cells by their roles."""

    def cell(column: str | None) -> object:
        return cells.get(column) if column is not None else None

    lon, lat = at or (cell(columns.lon), cell(columns.lat))
    if columns.point is not None:
        text = str(cell(columns.point) or "")
        match = _WKT_POINT.fullmatch(text)
        if match is None:
            return BrokenRow(number, f"{columns.point} is {text[:60]!r}, not POINT (lon lat)")
        lon, lat = match[1], match[2]
    if decimal_comma and isinstance(lon, str) and isinstance(lat, str):
        lon, lat = lon.replace(",", "."), lat.replace(",", ".")
    country = cell(columns.country)
    if not country and columns.unit_code is not None:
        country = _country_of_code(cell(columns.unit_code))
    names: list[object] = []
    for column in columns.names:
        value = cell(column)
        names += _SEPARATED.split(value) if isinstance(value, str) else [value]
    return SourceRow(
        row=number, name=cell(columns.name), lon=lon, lat=lat, id=cell(columns.id),
        names=tuple(names), feature=cell(columns.feature), country=country,
        admin1=cell(columns.admin1), admin2=cell(columns.admin2),
        population=cell(columns.population),
    )  # fmt: skip


def _country_of_code(code: object) -> str | None:
    """Take the country off a unit's P-code: SY07, SYR007."""
    match = re.match(r"([A-Z]{2,3})\d", str(code or ""))
    return match[1] if match else None


def read_geojson(path: Path, options: TableOptions) -> Iterator[SourceRow | BrokenRow]:
    """Read the features of a GeoJSON file, one at a time.

    Parameters
    ----------
    path : pathlib.Path
        A FeatureCollection.
    options : TableOptions
        What the user says of it.

    Yields
    ------
    SourceRow or BrokenRow
        One a feature, numbered from 1; a feature without a point at it is broken.

    Raises
    ------
    ForeignFileError
        When it is no GeoJSON, or in another system of coordinates than WGS 84.
    UsageError
        When the columns are not clear.
    """
    reader = _JSONReader(path, options.encoding)
    columns: Columns | None = None
    number = 0
    for feature in reader.features():
        number += 1
        properties = feature.get("properties") if isinstance(feature, dict) else None
        if not isinstance(feature, dict) or not isinstance(properties, dict):
            yield BrokenRow(number, "is no feature with properties")
            continue
        if columns is None:
            columns = recognise(
                [str(name) for name in properties], where=str(path), has_geometry=True,
                given=options.columns, ask=options.ask,
            )  # fmt: skip
        at = _point(feature.get("geometry"))
        if isinstance(at, str):
            yield BrokenRow(number, at)
        else:
            yield _row(number, properties, columns, at=at)


def _point(geometry: object) -> tuple[object, object] | str:
    """Give a geometry's point, or what is wrong with it."""
    if not isinstance(geometry, dict):
        return "has no geometry"
    kind, at = geometry.get("type"), geometry.get("coordinates")
    if kind == "MultiPoint" and isinstance(at, list) and len(at) == 1:
        kind, at = "Point", at[0]
    if kind == "Point" and isinstance(at, list) and len(at) in (2, 3):
        return at[0], at[1]
    if kind in ("Polygon", "MultiPolygon"):
        import shapely

        try:
            inside = shapely.from_geojson(json.dumps(geometry)).representative_point()
            return float(inside.x), float(inside.y)
        except (shapely.errors.ShapelyError, ValueError) as error:
            return f"its outline is broken: {error}"
    shown = json.dumps(at)[:60]
    return f"its geometry is {kind} {shown}; a place needs one point, or an outline"


class _JSONReader:
    """Gives the features of a collection without holding the file in memory."""

    def __init__(self, path: Path, encoding: str | None) -> None:
        self._where = str(path)
        self._lines = read_lines(path, encoding=encoding)
        self._decoder = json.JSONDecoder(parse_constant=_no_constant)
        self._text = ""
        self._at = 0
        self._ended = False

    def features(self) -> Iterator[object]:
        """Give each member of ``features``; check the other members."""
        self._expect("{")
        seen = False
        while self._peek() != "}":
            key = self._value()
            self._expect(":")
            if key == "features":
                seen = True
                yield from self._members()
            else:
                self._check(key, self._value())
            if self._peek() != "}":
                self._expect(",")
        if not seen:
            raise self._wrong("is JSON, but no GeoJSON FeatureCollection: it has no features")

    def _members(self) -> Iterator[object]:
        self._expect("[")
        while self._peek() != "]":
            yield self._value()
            if self._peek() != "]":
                self._expect(",")
        self._expect("]")

    def _check(self, key: object, value: object) -> None:
        if key == "crs" and value is not None:
            properties = value.get("properties") if isinstance(value, dict) else None
            name = str(properties.get("name") if isinstance(properties, dict) else value)
            if not _WGS84.search(name):
                raise self._wrong(
                    f"its coordinates are in {name[:60]}, not in degrees of WGS 84; convert it "
                    "first (ogr2ogr -t_srs EPSG:4326)"
                )

    def _more(self) -> bool:
        """Read on; False at the end of the file."""
        if self._ended:
            return False
        parts = [self._text[self._at :]]
        size = 0
        for line in self._lines:
            parts.append(line)
            size += len(line)
            if size > 1 << 16:
                break
        else:
            self._ended = True
        self._text, self._at = "".join(parts), 0
        if len(self._text) > _OBJECT:
            raise self._wrong("one of its parts is larger than any place; is it a gazetteer?")
        return True

    def _peek(self) -> str:
        while True:
            while self._at < len(self._text) and self._text[self._at] in " \t\r\n":
                self._at += 1
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                raise self._wrong("is cut off: the JSON ends too early")

    def _expect(self, sign: str) -> None:
        found = self._peek()
        if found != sign:
            raise self._wrong(f"is no valid JSON: {found!r} where {sign!r} should be")
        self._at += 1

    def _value(self) -> object:
        self._peek()
        while True:
            try:
                value, end = self._decoder.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                if not self._more():
                    raise self._wrong(f"is no valid JSON: {error.msg}") from error
            except (RecursionError, ValueError) as error:
                raise self._wrong(f"is no JSON of places: {error}") from error
            else:
                # A number at the very end of what was read may go on.
                if end < len(self._text) or not self._more():
                    self._at = end
                    return value

    def _wrong(self, message: str) -> ForeignFileError:
        return ForeignFileError(message, where=self._where)


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is no number")


def read_layer(path: Path, options: TableOptions) -> Iterator[SourceRow | BrokenRow]:
    """Read a GeoPackage or a shapefile.

    Parameters
    ----------
    path : pathlib.Path
        ``.gpkg`` or ``.shp``, or a shapefile in a zip archive.
    options : TableOptions
        What the user says of it.

    Yields
    ------
    SourceRow or BrokenRow
        One a feature, numbered from 1, in degrees of WGS 84.

    Raises
    ------
    ForeignFileError
        When it cannot be read, has no geometry, or does not say its system of coordinates.
    UsageError
        When it has several layers and none was named, or the columns are not clear.
    """
    from geomap.places.install.layers import layer_columns, layer_rows

    names, layer = layer_columns(path, layer=options.layer, encoding=options.encoding)
    columns = recognise(
        names, where=str(path), has_geometry=True, given=options.columns, ask=options.ask
    )
    for number, cells, at in layer_rows(path, layer=layer, encoding=options.encoding):
        if at is None:
            yield BrokenRow(number, "has no geometry")
        else:
            yield _row(number, cells, columns, at=at)
