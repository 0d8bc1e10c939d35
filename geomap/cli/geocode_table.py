"""``geomap geocode places.csv --name town``: every row of a table, placed."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import tee
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from geomap.cli.console import note, say
from geomap.cli.options import check_folder, kept
from geomap.errors import OutputError, UnknownFormatError, UsageError
from geomap.writing import whole_file

if TYPE_CHECKING:
    from geomap.model import Resolution
    from geomap.places.tables.files import TableFile
    from geomap.protocols import Gazetteer

__all__ = ["TableCall", "geocode_table_file"]

_PREFIX = "geomap_"
_FORMATS = (".csv", ".tsv", ".jsonl", ".geojson")
_MARK = '{"type": "FeatureCollection", "geomap": "places", "features": ['
_HEAD = 1 << 16
_TOLD_EVERY_S = 0.2
_HARMLESS = re.compile(r"\A\w[^;\t\r\n]*\Z")
# What begins with a letter or digit and holds no break is never computed by a spreadsheet.


@dataclass(frozen=True, slots=True, kw_only=True)
class TableCall:
    """What was asked for on the command line."""

    path: str
    # "-" is standard input
    name: str
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    encoding: str | None = None
    output: Path | None = None
    force: bool = False
    why: bool = False


def geocode_table_file(call: TableCall) -> int:
    """Place every row of a table and write it with the places.

    Parameters
    ----------
    call : TableCall
        The table, its columns, and where the result goes.

    Returns
    -------
    int
        The exit status: 1 when a row is not placed.

    Raises
    ------
    UsageError
        When a column or the file is missing, or the table is broken.
    OutputError
        When the output cannot or must not be written.
    """
    from geomap.place_names import open_gazetteer
    from geomap.places.tables.answers import TABLE_FIELDS
    from geomap.places.tables.files import open_table
    from geomap.places.tables.rows import choose_columns, geocode_rows

    form = _checked_form(call)
    with open_table(
        call.path, name=call.name, encoding=call.encoding, stdin=sys.stdin.buffer
    ) as table:
        gazetteer: Gazetteer = open_gazetteer()
        added = [f"{_PREFIX}{field}" for field in (*TABLE_FIELDS, *["candidates"] * call.why)]
        _check_header(table, added, form)
        columns = choose_columns(
            table.columns, name=call.name, country=call.country, admin1=call.admin1,
            admin2=call.admin2, gazetteer=gazetteer,
        )  # fmt: skip
        rows, asked = tee(table.rows())
        resolutions = geocode_rows(map(columns.query, asked), gazetteer=gazetteer)
        with _target(call.output, form) as write, _progress(table.count, call) as tell:
            writer = _Writer(table, added, form=form, why=call.why)
            write(writer.begin())
            for row, resolution in zip(rows, resolutions, strict=True):
                write(writer.row(row, resolution))
                tell(resolution.place is not None)
            write(writer.end())
    return _sum_up(call, table.count, writer.placed)


def _checked_form(call: TableCall) -> str:
    if call.output is None:
        return ".csv"
    form = call.output.suffix.lower()
    where = str(call.output)
    if form not in _FORMATS:
        raise UnknownFormatError(
            f"no format for places has the suffix {form!r}; it should be one of "
            f"{', '.join(_FORMATS)}",
            where=where,
        )
    check_folder(call.output)
    if not call.output.exists():
        return form
    if call.path != "-" and Path(call.path).exists() and call.output.samefile(call.path):
        raise OutputError("this is the table itself; write to another file", where=where)
    if not call.force and not _ours(call.output):
        raise kept(call.output)
    return form


def _ours(path: Path) -> bool:
    with path.open("rb") as handle:
        head = handle.read(_HEAD)
    first = head.split(b"\n", 1)[0]
    return f"{_PREFIX}reason".encode() in first or first.startswith(_MARK.encode())


def _check_header(table: TableFile, added: Sequence[str], form: str) -> None:
    taken = next((column for column in added if column in table.columns), None)
    if taken:
        raise UsageError(
            f"has a column {taken!r} already, which would be written; rename it or take it out",
            where=table.origin,
        )
    twice = next((c for c in table.columns if table.columns.count(c) > 1), None)
    if twice is not None and form in (".jsonl", ".geojson"):
        raise UsageError(
            f"has two columns {twice!r}, which JSON cannot hold; rename one, or write .csv",
            where=table.origin,
        )


class _Writer:
    """Turns rows and their resolutions into text; counts the placed."""

    def __init__(self, table: TableFile, added: Sequence[str], *, form: str, why: bool) -> None:
        self.placed = 0
        self._columns = [*table.columns, *added]
        self._form = form
        self._why = why
        # Cells of a CSV file stay as they were; those of JSON were never a spreadsheet's.
        self._foreign = _safe_cell if table.delimiter is None else _plain_cell
        self._first = True
        self._buffer = io.StringIO()
        self._csv = csv.writer(
            self._buffer, delimiter="\t" if form == ".tsv" else ",", lineterminator="\r\n"
        )

    def begin(self) -> str:
        """Give what stands before the rows."""
        if self._form == ".geojson":
            return f"{_MARK}\n"
        return "" if self._form == ".jsonl" else self._line(self._columns)

    def end(self) -> str:
        """Give what stands behind the rows."""
        return "\n]}\n" if self._form == ".geojson" else ""

    def row(self, row: Sequence[Any], resolution: Resolution) -> str:
        """Give one row with its place."""
        from geomap.places.tables.answers import table_fields

        answer = table_fields(resolution, why=self._why)
        self.placed += resolution.place is not None
        if self._form in (".csv", ".tsv"):
            cells = [self._foreign(cell) for cell in row]
            return self._line([*cells, *map(_safe_cell, answer.values())])
        fields = dict(zip(self._columns, [*row, *answer.values()], strict=True))
        if self._form == ".jsonl":
            return json.dumps(fields) + "\n"
        return self._feature(fields, answer)

    def _feature(self, fields: Mapping[str, Any], answer: Mapping[str, Any]) -> str:
        point = {"type": "Point", "coordinates": [answer["lon"], answer["lat"]]}
        feature = {
            "type": "Feature",
            "geometry": None if answer["lat"] is None else point,
            "properties": fields,
        }
        before, self._first = "" if self._first else ",\n", False
        return before + json.dumps(feature)

    def _line(self, cells: Sequence[str]) -> str:
        self._csv.writerow(cells)
        line = self._buffer.getvalue()
        self._buffer.seek(0)
        self._buffer.truncate()
        return line


def _plain_cell(cell: Any) -> str:
    if cell is None:
        return ""
    return cell if isinstance(cell, str) else json.dumps(cell)


def _safe_cell(cell: Any) -> str:
    text = _plain_cell(cell)
    if not isinstance(cell, str) or _HARMLESS.match(text):
        return text
    # The table formats load slowly, and a cell that needs this is rare.
    from geomap.events.exchange.csv import escaped

    return escaped(text)


@contextmanager
def _target(output: Path | None, form: str) -> Iterator[Callable[[str], None]]:
    """Write to standard output as it comes, or to a file that appears when it is whole."""
    if output is None:
        yield _show if sys.stdout.isatty() else _pipe
        sys.stdout.flush()
        return
    mark = b"\xef\xbb\xbf" if form in (".csv", ".tsv") else b""
    with whole_file(output) as handle:
        handle.write(mark)
        yield _into(handle)


def _into(handle: BinaryIO) -> Callable[[str], None]:
    def write(text: str) -> None:
        handle.write(text.encode("utf-8", "replace"))

    return write


def _pipe(text: str) -> None:
    sys.stdout.buffer.write(text.replace("\r\n", "\n").encode("utf-8", "replace"))


def _show(text: str) -> None:
    if text:
        say(text.removesuffix("\r\n"))


@contextmanager
def _progress(count: int, call: TableCall) -> Iterator[Callable[[bool], None]]:
    """Show how far a run is, in one line that is wiped at the end; on terminals only."""
    rows_shown = call.output is None and sys.stdout.isatty()
    if rows_shown or not sys.stderr.isatty():
        yield lambda _: None
        return
    done = placed = 0
    told = time.monotonic()

    def tell(is_placed: bool) -> None:
        nonlocal done, placed, told
        done, placed = done + 1, placed + is_placed
        if time.monotonic() - told < _TOLD_EVERY_S:
            return
        told = time.monotonic()
        click.echo(f"\r\x1b[K{done:,} of {count:,} rows, {placed:,} placed", nl=False, err=True)

    try:
        yield tell
    finally:
        click.echo("\r\x1b[K", nl=False, err=True)


def _sum_up(call: TableCall, count: int, placed: int) -> int:
    left = count - placed
    told = f"{count:,} row{'' if count == 1 else 's'}: {placed:,} placed, {left:,} not placed"
    if call.output is not None:
        say(f"{call.output}: {told}")
    if call.output is None or left:
        note(told + ("; the reason stands in the row" if left else ""))
    return 1 if left else 0
