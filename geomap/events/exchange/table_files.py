"""Tables of incidents as files: one numbered row after the other, from CSV to KML.

Rows come as they stand in the file, and are not kept: a table of a hundred thousand rows needs
no memory for them. A row that is broken as a row (too many cells, no feature) is told by its
line, and the others go on.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Final

import defusedxml.ElementTree
import shapely
from defusedxml.common import DefusedXmlException
from shapely.geometry import shape

from geomap.errors import UnknownFormatError, UsageError
from geomap.events.exchange.csv import unescaped
from geomap.events.exchange.kml import KML_DOCUMENT, KML_FACTS, KML_NAMESPACE
from geomap.events.exchange.lexicon import exchange_lexicon
from geomap.headings import TABLE_SUFFIXES, plain_heading

__all__ = ["BrokenRow", "NumberedRow", "TableFile", "open_table_file"]

_DELIMITERS: Final = (",", "\t", ";", "|")
_HEAD: Final = 65_536
_CELL: Final = 100_000_000
# characters; the csv module's own limit is shorter than the outline of a province
_OWN: Final = "geomap_"
_TAG: Final = "#"


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedRow:
    """A row as it stands in its file."""

    line: int
    # where it begins; of formats without lines the number of the row, from 1
    cells: Mapping[str, str]
    # heading to text; what is empty is not there
    geometry: Any = None
    # shapely, in degrees, where the format has shapes


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenRow:
    """What is no row, and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFile:
    """A table that can be read from its beginning as often as needed."""

    path: Path
    headings: tuple[str, ...]
    shapes: bool
    rows: Callable[[], Iterator[NumberedRow | BrokenRow]]


def open_table_file(path: str | Path) -> TableFile:
    """Open a table of incidents.

    Parameters
    ----------
    path : path
        CSV in any delimiter, with or without HXL's hashtags; GDELT's files, which have no
        headings; GeoJSON, GeoPackage, Parquet, GeoParquet or KML.

    Returns
    -------
    TableFile
        Its headings, and its rows one by one.

    Raises
    ------
    UsageError
        When the file is missing, empty or not of its kind.
    UnknownFormatError
        When no format of tables has its suffix.
    """
    path = Path(path)
    openers: Mapping[str, Callable[[Path], TableFile]] = {
        ".csv": _open_csv, ".tsv": _open_csv, ".geojson": _open_geojson, ".kml": _open_kml,
        ".gpkg": _open_frame, ".parquet": _open_frame,
    }  # fmt: skip
    opener = openers.get(path.suffix.lower())
    if opener is None:
        raise UnknownFormatError(
            f"a table ends in one of {', '.join(TABLE_SUFFIXES)}", where=str(path)
        )
    try:
        return opener(path)
    except FileNotFoundError as error:
        raise UsageError("there is no such file", where=str(path)) from error
    except OSError as error:
        raise UsageError(f"cannot be read: {error.strerror or error}", where=str(path)) from error


def _open_csv(path: Path) -> TableFile:
    encoding = _encoding(path)
    begun = {sign: _beginning(path, encoding, sign) for sign in _DELIMITERS}
    delimiter = max(_DELIMITERS, key=lambda sign: len(begun[sign][0]))
    headings, tags = begun[delimiter]
    if not any(headings):
        raise UsageError("the table is empty, or its first line is", where=str(path))
    skipped = 1
    gdelt = exchange_lexicon().gdelt.get(len(headings))
    if gdelt and delimiter == "\t" and headings[0].isdecimal():
        headings, skipped = list(gdelt), 0
    elif sum(tag.startswith(_TAG) for tag in tags) * 2 > len([tag for tag in tags if tag]):
        headings = [tag or name for tag, name in zip(tags, headings, strict=False)]
        skipped = 2
    if len(set(headings)) < len(headings):
        raise UsageError("two columns have one heading; each needs its own", where=str(path))
    # Only geomap's own files have apostrophes before what a spreadsheet would compute.
    own = any(name.startswith(_OWN) for name in headings) or skipped == 2
    return TableFile(
        path=path,
        headings=tuple(headings),
        shapes=False,
        rows=lambda: _csv_rows(path, encoding, delimiter, headings, skipped=skipped, own=own),
    )


def _encoding(path: Path) -> str:
    with path.open("rb") as stream:
        for block in iter(lambda: stream.readline(_HEAD), b""):
            try:
                block.decode("utf-8-sig", errors="strict")
            except UnicodeDecodeError:
                if len(block) == _HEAD:
                    continue  # cut in the middle of a character
                return "cp1252"
    return "utf-8-sig"


def _beginning(path: Path, encoding: str, delimiter: str) -> tuple[list[str], list[str]]:
    """Give the first two records; the second may be HXL's hashtags."""
    csv.field_size_limit(max(csv.field_size_limit(), _CELL))
    with path.open(encoding=encoding, errors="replace", newline="") as text:
        try:
            records = list(islice(csv.reader(text, delimiter=delimiter), 2))
        except csv.Error as error:
            raise UsageError(f"is no CSV file: {error}", where=str(path)) from error
    first, second = [*records, [], []][:2]
    return [cell.strip() for cell in first], [cell.strip() for cell in second]


def _csv_rows(
    path: Path,
    encoding: str,
    delimiter: str,
    headings: Sequence[str],
    *,
    skipped: int,
    own: bool,
) -> Iterator[NumberedRow | BrokenRow]:
    csv.field_size_limit(max(csv.field_size_limit(), _CELL))
    with path.open(encoding=encoding, errors="replace", newline="") as text:
        reader = csv.reader(text, delimiter=delimiter)
        number = 0
        while True:
            line = reader.line_num + 1
            try:
                record = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield BrokenRow(line=line, reason=f"no row of a CSV file: {error}")
                continue
            number += 1
            if number <= skipped or not any(record):
                continue
            yield _csv_row(record, headings, line, own=own)


def _csv_row(
    record: Sequence[str], headings: Sequence[str], line: int, *, own: bool
) -> NumberedRow | BrokenRow:
    if len(record) > len(headings):
        return BrokenRow(
            line=line,
            reason=f"the row has {len(record)} cells, the header {len(headings)}; a cell with "
            "the delimiter in it must stand in quotation marks",
        )
    cells = {
        name: unescaped(cell) if own else cell
        for name, cell in zip(headings, record, strict=False)
        if cell and not cell.isspace()
    }
    return NumberedRow(line=line, cells=cells)


def _open_geojson(path: Path) -> TableFile:
    try:
        content = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise UsageError(f"is not JSON: {error}", where=str(path)) from error
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list):
        raise UsageError('is not GeoJSON with a list of "features"', where=str(path))
    names: dict[str, None] = {}
    for feature in features:
        if isinstance(feature, dict) and isinstance(feature.get("properties"), dict):
            names.update(dict.fromkeys(map(str, feature["properties"])))
    return TableFile(
        path=path, headings=tuple(names), shapes=True, rows=lambda: _features(features)
    )


def _features(features: Sequence[Any]) -> Iterator[NumberedRow | BrokenRow]:
    for number, feature in enumerate(features, 1):
        try:
            geometry = feature.get("geometry")
            yield NumberedRow(
                line=number,
                cells=_texts(feature.get("properties") or {}),
                geometry=None if geometry is None else shape(geometry),
            )
        except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
            yield BrokenRow(line=number, reason=f"no GeoJSON feature: {error}")
        except shapely.errors.ShapelyError as error:
            yield BrokenRow(line=number, reason=f"no GeoJSON geometry: {error}")


def _texts(values: Mapping[str, Any]) -> dict[str, str]:
    told = {str(name): _told(value) for name, value in values.items()}
    return {name: text for name, text in told.items() if text and not text.isspace()}


def _told(value: Any) -> str:
    if value is None or value != value:
        return ""
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _open_frame(path: Path) -> TableFile:
    import geopandas as gpd
    import pandas as pd

    try:
        if path.suffix.lower() == ".parquet":
            try:
                frame = gpd.read_parquet(path)
            except ValueError:  # no geometry in it
                frame = pd.read_parquet(path)
        else:
            # Of several layers the first, as a GIS shows it; no guess needs a warning.
            frame = gpd.read_file(path, layer=0)
    except (ValueError, RuntimeError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise UsageError(f"is not a table that can be read: {reason}", where=str(path)) from error
    shapes: Sequence[Any] = [None] * len(frame)
    if isinstance(frame, gpd.GeoDataFrame):
        placed = frame.geometry
        if frame.crs is not None and not frame.crs.equals("EPSG:4326"):
            placed = placed.to_crs("EPSG:4326")
        shapes = list(placed)
        frame = pd.DataFrame(frame.drop(columns=frame.geometry.name))
    plain = frame.astype(object).where(frame.notna(), None)
    return TableFile(
        path=path,
        headings=tuple(map(str, frame.columns)),
        shapes=any(shape is not None for shape in shapes),
        rows=lambda: (
            NumberedRow(
                line=number,
                cells=_texts(dict(zip(frame.columns, values, strict=True))),
                geometry=one,
            )
            for number, (values, one) in enumerate(
                zip(plain.itertuples(index=False, name=None), shapes, strict=True), 1
            )
        ),
    )


def _open_kml(path: Path) -> TableFile:
    try:
        root: Any = defusedxml.ElementTree.parse(path).getroot()
    except (defusedxml.ElementTree.ParseError, DefusedXmlException, ValueError) as error:
        raise UsageError(f"is not KML: {error}", where=str(path)) from error
    rows = [
        _placemark(number, mark)
        for number, mark in enumerate(root.iter(f"{{{KML_NAMESPACE}}}Placemark"), 1)
    ]
    names = dict.fromkeys(name for row in rows for name in row.cells)
    documents = root.iter(f"{{{KML_NAMESPACE}}}Document")
    if any(one.get("id") == KML_DOCUMENT for one in documents):
        # A column that is empty in all rows is still one: its figures are open, not the same.
        names = dict.fromkeys([*KML_FACTS, *names])
    return TableFile(path=path, headings=tuple(names), shapes=True, rows=lambda: iter(rows))


def _placemark(number: int, mark: Any) -> NumberedRow:
    space = f"{{{KML_NAMESPACE}}}"
    told = {
        data.get("name", ""): data.findtext(f"{space}value") or ""
        for data in mark.iter(f"{space}Data")
    }
    simple = {
        ("title", "name"), ("description", "description"), ("date_start", "TimeStamp/when"),
        ("date_start", "TimeSpan/begin"), ("date_end", "TimeSpan/end"),
    }  # fmt: skip
    for name, where in sorted(simple):
        text = mark.findtext("/".join(f"{space}{step}" for step in where.split("/")))
        if text and plain_heading(name) not in map(plain_heading, told):
            told[name] = text
    if "notes" in told or "id" in told:
        told.pop("description", None)  # of our own files: the same again, for balloons
        told.pop("title", None)
    return NumberedRow(line=number, cells=_texts(told), geometry=_shape(mark, space))


def _shape(mark: Any, space: str) -> Any:
    """Give the point of a placemark, or the area of its polygons without their holes."""
    rings = [
        shapely.Polygon(corners)
        for ring in mark.iter(f"{space}outerBoundaryIs")
        if len(corners := _corners(ring, space)) > 3
    ]
    if rings:
        return rings[0] if len(rings) == 1 else shapely.MultiPolygon(rings)
    point = next(mark.iter(f"{space}Point"), None)
    corners = [] if point is None else _corners(point, space)
    return shapely.Point(corners[0]) if corners else None


def _corners(element: Any, space: str) -> list[tuple[float, float]]:
    text = next((found.text for found in element.iter(f"{space}coordinates")), None) or ""
    corners = []
    for triple in text.split():
        numbers = triple.split(",")
        try:
            corners.append((float(numbers[0]), float(numbers[1])))
        except (ValueError, IndexError):
            return []
    return corners
