"""Which kind of gazetteer a foreign file is, told from what is in it."""

from __future__ import annotations

import codecs
from pathlib import Path

from geomap.errors import ForeignFileError
from geomap.places.install.dumps import is_geonames_line, is_gns_header
from geomap.places.install.sources import read_lines, read_start

__all__ = ["kind_of"]

_SQLITE = b"SQLite format 3\0"
_SHAPEFILE = b"\x00\x00\x27\x0a"
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_BOM_AS_LATIN1 = "ï»¿"


def kind_of(path: Path) -> str:
    """Tell what kind of gazetteer a file is, from what is in it.

    Parameters
    ----------
    path : pathlib.Path
        The file.

    Returns
    -------
    str
        "geonames", "gns", "geojson", "layer" (GeoPackage, shapefile) or "table".

    Raises
    ------
    ForeignFileError
        When it is empty, a web page, or cannot be read.
    """
    start = read_start(path)
    if not start.strip():
        raise ForeignFileError("is empty", where=str(path))
    if start.startswith((_SQLITE, _SHAPEFILE)):
        return "layer"
    if b"\0" in start and start[:2] not in _UTF16:
        raise ForeignFileError(
            "is a binary file of an unknown kind; a gazetteer is a table of text, GeoJSON, "
            "GeoPackage or shapefile",
            where=str(path),
        )
    text = start.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    if text.startswith((b"<!doctype html", b"<html", b"<?xml", b"<head")):
        raise ForeignFileError(
            "is a web page or XML, not a gazetteer; what was fetched may be a login or error page",
            where=str(path),
        )
    if text.startswith((b"{", b"[")):
        return "geojson"
    encoding = None if start[:2] in _UTF16 else "latin-1"
    first = next((line for line in read_lines(path, encoding=encoding) if line.strip()), "")
    if is_geonames_line(first.removeprefix(_BOM_AS_LATIN1)):
        return "geonames"
    return "gns" if is_gns_header(first.removeprefix(_BOM_AS_LATIN1)) else "table"
