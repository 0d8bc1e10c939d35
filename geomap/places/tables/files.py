"""Tables as files: CSV with any delimiter, and JSON lines, read row by row."""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
import tempfile
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from geomap.errors import UnknownFormatError, UsageError

__all__ = ["Records", "Rows", "TableFile", "open_table", "records_of"]

_DELIMITERS = (",", ";", "\t", "|")
_CELL = 100_000_000
# Characters; the csv module's own limit is shorter than the outline of a province.
_HEAD = 4096
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    # UTF-32 before UTF-16: its little-endian mark begins with the other's
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a]")
_OFFICE = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


class Rows(Protocol):
    """Rows under columns."""

    @property
    def columns(self) -> tuple[str, ...]:
        """What the cells of a row are called."""
        ...

    def rows(self) -> Iterator[list[Any]]:
        """Give the rows, each with one cell a column."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """Rows as mappings: the columns are those of the first, what is missing later is None."""

    columns: tuple[str, ...]
    records: Iterable[Mapping[str, Any]]

    def rows(self) -> Iterator[list[Any]]:
        """Give the rows, once.

        Yields
        ------
        list
            One cell a column.
        """
        for record in self.records:
            yield [record.get(column) for column in self.columns]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFile:
    """A table that can be read from its beginning as often as needed."""

    origin: str
    columns: tuple[str, ...]
    count: int
    # of rows
    delimiter: str | None
    # None: JSON lines
    encoding: str
    stream: BinaryIO

    def rows(self) -> Iterator[list[Any]]:
        """Give the rows, each with one cell a column.

        Yields
        ------
        list
            Of text in a CSV file, of whatever JSON has otherwise; a cell that is not there
            is empty text in the one and None in the other.
        """
        for _, row in self._numbered():
            yield row

    def _numbered(self) -> Iterator[tuple[int, list[Any]]]:
        width = len(self.columns)
        if self.delimiter is None:
            for number, fields in _objects(self.stream, self.encoding, self.origin):
                yield number, [fields.get(column) for column in self.columns]
            return
        records = _records(self.stream, self.encoding, self.delimiter, self.origin)
        next(records)
        for number, record in records:
            if len(record) > width:
                raise UsageError(
                    f"the row has {len(record)} cells, the header {width}; a cell with a "
                    f"{self.delimiter!r} in it must stand in quotation marks",
                    where=self.origin,
                    line=number,
                )
            yield number, record + [""] * (width - len(record))


@contextmanager
def open_table(
    path: str | Path, *, name: str, encoding: str | None = None, stdin: BinaryIO | None = None
) -> Iterator[TableFile]:
    r"""Open a table, and read it once to see that all of it can be read.

    Parameters
    ----------
    path : path
        A CSV file (comma, semicolon, tab or bar between cells) or JSON lines; ``"-"`` is
        ``stdin``, which is kept on disk meanwhile.
    name : str
        A column that it should have: of the delimiters that could be meant, the one is
        taken that gives it.
    encoding : str, optional
        By default what the byte order mark says, and UTF-8 without one.
    stdin : binary file, optional
        Standard input.

    Yields
    ------
    TableFile
        To be read while the file is open.

    Raises
    ------
    UsageError
        When the file is missing, empty or broken, with the line that is wrong.
    UnknownFormatError
        When it is no table of these kinds.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "places.csv")
    ...     _ = path.write_text("id;town\n1;Homs\n")
    ...     with open_table(path, name="town") as table:
    ...         table.columns, list(table.rows())
    (('id', 'town'), [['1', 'Homs']])
    """
    with _seekable(path, stdin) as stream:
        yield _examined(stream, str(path), name, encoding)


def records_of(records: Iterable[Mapping[str, Any]]) -> Records:
    """Take rows that are in memory, or come one by one.

    Parameters
    ----------
    records : iterable of mappings
        One a row; the first tells the columns.

    Returns
    -------
    Records
        The same rows, as lists.

    Raises
    ------
    UsageError
        When a row is no mapping.

    Examples
    --------
    >>> list(records_of([{"town": "Homs", "n": 1}, {"town": "Hama"}]).rows())
    [['Homs', 1], ['Hama', None]]
    """
    coming = iter(records)
    first = next(coming, None)
    if first is None:
        return Records(columns=(), records=())
    if not isinstance(first, Mapping):
        raise UsageError(
            f"a row is {type(first).__name__}; it should be a mapping such as "
            '{"name": "Homs"}, as frame.to_dict("records") gives'
        )
    return Records(columns=tuple(first), records=chain([first], coming))


@contextmanager
def _seekable(path: str | Path, stdin: BinaryIO | None) -> Iterator[BinaryIO]:
    if str(path) != "-":
        try:
            stream = Path(path).open("rb")  # noqa: SIM115  closed below
        except OSError as error:
            raise UsageError(f"cannot be opened: {error.strerror}", where=str(path)) from error
        with stream:
            yield stream
        return
    with tempfile.TemporaryFile() as kept:
        while stdin is not None and (chunk := stdin.read(1 << 20)):
            kept.write(chunk)
        yield kept


def _examined(stream: BinaryIO, origin: str, name: str, encoding: str | None) -> TableFile:
    stream.seek(0)
    head = stream.read(_HEAD)
    if head.startswith(_OFFICE):
        raise UnknownFormatError(
            "this is an Office file; save the sheet as CSV (UTF-8) and give that", where=origin
        )
    encoding = _told_encoding(head, given=_checked(encoding) if encoding else None)
    beginning = head.decode(encoding, "ignore")
    if "\0" in beginning or len(_CONTROL.findall(beginning)) * 3 > len(beginning):
        raise UnknownFormatError(
            "this is no text; a table is a CSV file or JSON lines", where=origin
        )
    if beginning.lstrip().startswith("{"):
        columns: dict[str, None] = {}
        count = 0
        for _, fields in _objects(stream, encoding, origin):
            columns.update(dict.fromkeys(fields))
            count += 1
        return TableFile(
            origin=origin, columns=tuple(columns), count=count, delimiter=None,
            encoding=encoding, stream=stream,
        )  # fmt: skip
    delimiter, header = _delimiter(stream, origin, name, encoding)
    table = TableFile(
        origin=origin, columns=tuple(header), count=0, delimiter=delimiter,
        encoding=encoding, stream=stream,
    )  # fmt: skip
    return replace(table, count=sum(1 for _ in table.rows()))


def _checked(encoding: str) -> str:
    try:
        return codecs.lookup(encoding).name
    except LookupError as error:
        raise UsageError(
            f"{encoding!r} is no encoding; it should be one such as utf-8 or windows-1256"
        ) from error


def _told_encoding(head: bytes, *, given: str | None) -> str:
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return encoding
    if given:
        return given
    # Without a mark, UTF-16 shows in the zero bytes of its blanks, digits and delimiters.
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if min(even, odd) * 10 < max(even, odd):
        return "utf-16-be" if even > odd else "utf-16-le"
    return "utf-8"


def _delimiter(stream: BinaryIO, origin: str, name: str, encoding: str) -> tuple[str, list[str]]:
    """Choose the delimiter that gives the column asked for, and else the most columns."""
    wanted = name.strip().casefold()
    best: tuple[tuple[bool, int], str, list[str]] | None = None
    for delimiter in _DELIMITERS:
        with closing(_records(stream, encoding, delimiter, origin)) as records:
            _, header = next(records, (0, []))
        if not header:
            raise UsageError("the table is empty", where=origin)
        named = any(cell.strip().casefold() == wanted for cell in header)
        rank = (named, len(header))
        if best is None or rank > best[0]:
            best = (rank, delimiter, header)
    if best is None or not any(cell.strip() for cell in best[2]):
        raise UsageError("its first line should name the columns", where=origin)
    _, delimiter, header = best
    if len(header) == 1:
        # A list of names: a comma in a name parts nothing.
        delimiter = "\x1f"
    return delimiter, header


@contextmanager
def _text(stream: BinaryIO, encoding: str) -> Iterator[io.TextIOWrapper]:
    stream.seek(0)
    text = io.TextIOWrapper(stream, encoding=encoding, newline="")
    try:
        yield text
    finally:
        # The stream is read again, so that the wrapper must not close it; who stops early
        # may have closed it before this runs.
        if not stream.closed:
            text.detach()


def _records(
    stream: BinaryIO, encoding: str, delimiter: str, origin: str
) -> Generator[tuple[int, list[str]], None, None]:
    """Give numbered records; blank lines are no records."""
    csv.field_size_limit(max(csv.field_size_limit(), _CELL))
    with _text(stream, encoding) as text:
        reader = csv.reader(text, delimiter=delimiter)
        try:
            for record in reader:
                if record:
                    yield reader.line_num, record
        except csv.Error as error:
            raise UsageError(f"{error}", where=origin, line=reader.line_num) from error
        except UnicodeError as error:
            raise _undecodable(stream, encoding, origin, error) from error


def _objects(stream: BinaryIO, encoding: str, origin: str) -> Iterator[tuple[int, dict[str, Any]]]:
    with _text(stream, encoding) as text:
        try:
            for number, line in enumerate(text, 1):
                if line.strip():
                    yield number, _object(line, origin, number)
        except UnicodeError as error:
            raise _undecodable(stream, encoding, origin, error) from error


def _object(line: str, origin: str, number: int) -> dict[str, Any]:
    try:
        fields = json.loads(line)
    except RecursionError as error:
        raise UsageError("nested too deeply", where=origin, line=number) from error
    except ValueError as error:
        raise UsageError(f"not JSON: {error}", where=origin, line=number) from error
    if not isinstance(fields, dict):
        raise UsageError('not an object such as {"name": "Homs"}', where=origin, line=number)
    return fields


def _undecodable(stream: BinaryIO, encoding: str, origin: str, error: UnicodeError) -> UsageError:
    """Say which line cannot be decoded; the text is decoded in blocks, ahead of the lines."""
    line = None
    if encoding in ("utf-8", "utf-8-sig"):
        stream.seek(0)
        line = next((n for n, content in enumerate(stream, 1) if not _decodes(content)), None)
    return UsageError(
        f"cannot be decoded: {error}; save the table as UTF-8, or name its encoding",
        where=origin,
        line=line,
    )


def _decodes(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
