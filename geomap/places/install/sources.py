"""Files to install a gazetteer from: opened, unpacked, decoded; and the rows they give.

Whatever such a file holds is foreign: lines, zip members and texts have a size beyond which
they are refused, and nothing is read into memory whole.
"""

from __future__ import annotations

import codecs
import contextlib
import io
import os
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

from geomap.errors import ForeignFileError

__all__ = ["BrokenRow", "SourceRow", "open_source", "read_lines", "read_start"]

_LINE = 1 << 20
# bytes; a longer line is no line of a gazetteer
_MEMBER = 8 << 30
_RATIO, _RATIO_FROM = 100, 64 << 20
# A zip member may be so large; above the second size it may grow by so much at most.
_ZIP = b"PK\x03\x04"
_LEAD, _TORN = 0xC2, "\ufffd".encode()
_ENDS = (b"", b'"', b"\t", b",", b";", b"|", b"\r", b"\n")
# where a field ends
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_READMES = ("readme", "licen", "copying", "disclaimer", "__macosx")
_READ = [".txt", ".csv", ".tsv", ".tab", ".geojson", ".json", ".gpkg", ".shp"]


class SourceRow(NamedTuple):
    """One place as a source gives it, unchecked; an empty text is the same as None."""

    row: int
    # the line of a text, the number of a feature, from 1
    name: object
    lon: object
    lat: object
    id: object = None
    names: tuple[object, ...] = ()
    # other names
    known: tuple[object, ...] = ()
    # other names that the source marks as used in English, or as preferred
    foreign: tuple[object, ...] = ()
    # names in languages that reports are not in
    feature: object = None
    country: object = None
    admin1: object = None
    admin2: object = None
    population: object = None
    dated: object = None
    # when the source changed it last


class BrokenRow(NamedTuple):
    """A row that cannot be used."""

    row: int
    reason: str


@contextlib.contextmanager
def open_source(path: Path) -> Iterator[BinaryIO]:
    """Open a file, or the one file of data in a zip archive.

    Parameters
    ----------
    path : pathlib.Path
        The file as the user named it.

    Yields
    ------
    binary file
        Unpacked as it is read.

    Raises
    ------
    ForeignFileError
        When it cannot be opened, or the archive is broken, encrypted, grows beyond measure,
        or holds no file or several.
    """
    try:
        with contextlib.ExitStack() as opened:
            file = opened.enter_context(path.open("rb"))
            stream: BinaryIO = file
            if file.peek(4)[:4] == _ZIP:
                archive = opened.enter_context(zipfile.ZipFile(file))
                member = _member(archive, path)
                stream = cast("BinaryIO", opened.enter_context(archive.open(member)))
            yield stream
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise ForeignFileError(
            f"the zip archive is broken or cut off ({error}); fetch it again", where=str(path)
        ) from error
    except OSError as error:
        raise ForeignFileError(
            f"cannot be read: {error.strerror or error}", where=str(path)
        ) from error


def _member(archive: zipfile.ZipFile, path: Path) -> zipfile.ZipInfo:
    """Choose what to read in an archive."""
    files = [
        member
        for member in archive.infolist()
        if not member.is_dir() and not any(word in member.filename.lower() for word in _READMES)
    ]
    if any(member.filename.startswith(("xl/", "word/", "content.xml")) for member in files):
        raise ForeignFileError(
            "is a spreadsheet or document; save its table as CSV and add that", where=str(path)
        )
    known = [member for member in files if Path(member.filename).suffix.lower() in _READ]
    own = [member for member in known if Path(member.filename).stem == path.stem]
    chosen = own if len(known) > 1 and len(own) == 1 else known
    if len(chosen) != 1:
        named = ", ".join(sorted(member.filename for member in files)[:8]) or "nothing"
        raise ForeignFileError(
            f"the zip archive should hold one file of places ({' '.join(_READ)}); it holds "
            f"{named}. Unpack it and add the right one",
            where=str(path),
        )
    _refuse_bomb(chosen[0], path)
    return chosen[0]


def _refuse_bomb(member: zipfile.ZipInfo, path: Path) -> None:
    if member.flag_bits & 1:
        raise ForeignFileError("the zip archive is encrypted; unpack it first", where=str(path))
    grown = member.file_size > _RATIO_FROM and member.file_size > _RATIO * member.compress_size
    if member.file_size > _MEMBER or grown:
        raise ForeignFileError(
            f"{member.filename} would unpack from {member.compress_size} to {member.file_size} "
            "bytes, which no gazetteer does; it is not opened",
            where=str(path),
        )


def read_start(path: Path, size: int = 4096) -> bytes:
    """Read the first bytes of a file, or of the file in its archive.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    size : int
        How many bytes at most.

    Returns
    -------
    bytes
        Empty for an empty file.

    Raises
    ------
    ForeignFileError
        As :func:`open_source`.
    """
    with open_source(path) as stream:
        return stream.read(size)


def read_lines(path: Path, *, encoding: str | None = None) -> Iterator[str]:
    r"""Give the lines of a text file, with their ends.

    Parameters
    ----------
    path : pathlib.Path
        A text, plain or as the one file in a zip archive.
    encoding : str, optional
        By default UTF-8, or what a byte order mark says: UTF-8 or UTF-16.

    Yields
    ------
    str
        A line; the last may lack its end.

    Raises
    ------
    ForeignFileError
        When a line is not in this encoding, holds NUL bytes, or is longer than a mebibyte;
        and as :func:`open_source`.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "a.txt"
    ...     _ = path.write_bytes(b"\xef\xbb\xbfname\nHoms")
    ...     list(read_lines(path))
    ['name\n', 'Homs']
    """
    with open_source(path) as stream:
        start = stream.read(4)
    wide = encoding is None and start[:2] in _UTF16
    if wide or (encoding or "").lower().replace("_", "-").startswith("utf-16"):
        yield from _wide_lines(path, encoding or "utf-16")
        return
    with open_source(path) as stream:
        if start.startswith(codecs.BOM_UTF8):
            stream.read(len(codecs.BOM_UTF8))
        number = 0
        while line := stream.readline(_LINE + 1):
            number += 1
            yield _decoded(line, encoding or "utf-8", path, number)


def _decoded(line: bytes, encoding: str, path: Path, number: int) -> str:
    if len(line) > _LINE:
        _refuse_long(path, number)
    if b"\0" in line:
        raise ForeignFileError(
            "holds NUL bytes, so it is no text: a gazetteer is a table of text, GeoJSON, "
            "GeoPackage or shapefile",
            where=str(path),
            line=number,
        )
    try:
        return (_marked(line) if encoding == "utf-8" else line).decode(encoding)
    except UnicodeDecodeError as error:
        shown = line[error.start : error.start + 1].hex()
        raise ForeignFileError(
            f"byte 0x{shown} at column {error.start + 1} is not {encoding.upper()}; say how the "
            "file is written, such as --encoding cp1252, or save it as UTF-8",
            where=str(path),
            line=number,
        ) from error


def _marked(line: bytes) -> bytes:
    """Put U+FFFD for a character of which a field of fixed width cut the end off.

    Shapefiles hold so many bytes of a name, and tables made from them keep the torn end;
    who reads the name sees the mark.
    """
    while True:
        try:
            line.decode()
        except UnicodeDecodeError as error:
            if line[error.start] < _LEAD or line[error.end : error.end + 1] not in _ENDS:
                return line
            line = line[: error.start] + _TORN + line[error.end :]
        else:
            return line


def _wide_lines(path: Path, encoding: str) -> Iterator[str]:
    """Read UTF-16, in which a line's end is more than one byte."""
    with open_source(path) as stream:
        number = 0
        text = io.TextIOWrapper(stream, encoding, newline="")
        try:
            while line := text.readline(_LINE + 1):
                number += 1
                if len(line) > _LINE:
                    _refuse_long(path, number)
                yield line
        except UnicodeError as error:
            raise ForeignFileError(
                f"is not {encoding.upper()} as its beginning says ({error}); say how it is "
                "written with --encoding, or save it as UTF-8",
                where=str(path),
                line=number + 1,
            ) from error
        finally:
            text.detach()


def _refuse_long(path: Path, number: int) -> None:
    raise ForeignFileError(
        f"is longer than {_LINE} bytes, which no line of a gazetteer is; is it a text at all?",
        where=os.fspath(path),
        line=number,
    )
