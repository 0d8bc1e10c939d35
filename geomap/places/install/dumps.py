"""The dumps of GeoNames and of NGA's GEOnet Names Server, read row by row.

GeoNames: nineteen tab-separated columns without a header, a place a line; the other names of
a place stand in a file of their own, ``alternateNamesV2``. NGA: a header, and a line for each
name of a place; the lines of one place share its ``ufi``. What belongs together need not
stand together, so it is sorted in a scratch database on disk.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

from geomap.errors import ForeignFileError
from geomap.places.install.sources import BrokenRow, SourceRow, read_lines

__all__ = [
    "GEONAMES_COLUMNS",
    "is_geonames_line",
    "is_gns_header",
    "kept_feature",
    "read_geonames",
    "read_gns",
]

GEONAMES_COLUMNS = 19
_ALTERNATE_COLUMNS = (8, 10)
# without and with the years of use
_FEATURE = re.compile(r"\t[PAHLSTRUV]?\t[A-Z0-9]*\t")

# Besides populated places and areas: what reports name as the place of an event.
_OTHER_FEATURES = frozenset({
    "RGN", "RGNE", "RGNL", "MILB", "OILF", "ISL", "ISLS", "PEN", "MT", "MTS", "VAL", "DSRT",
    "PASS", "SEA", "OCN", "GULF", "STRT", "LK", "LKS", "RSV", "AIRB", "AIRF", "AIRP", "AIRH",
    "CMP", "CMPRF", "INSM", "PSTB", "PSTP", "PRN", "DAM", "CSTM", "BDG", "OILR", "PP",
})  # fmt: skip
_NOT_NAMES = frozenset({
    "link", "post", "wkdt", "unlc", "iata", "icao", "faac", "tcid", "phon",
})  # fmt: skip
# what the column for the language says of links, postcodes and codes among the names
_LARGEST_ID = 200_000_000
_KNOWN, _PLAIN = "k", "p"

_OnBroken = Callable[[BrokenRow], None]


def kept_feature(feature_class: str, code: str) -> bool:
    """Tell whether places of a feature code are taken from a dump of everything.

    Parameters
    ----------
    feature_class : str
        The letter of the class: P populated place, A area …
    code : str
        GeoNames feature code; NGA uses the same.

    Returns
    -------
    bool
        Populated places, areas that are not of old, regions, islands, camps, bases, crossings.

    Examples
    --------
    >>> kept_feature("P", "PPL"), kept_feature("S", "SCH"), kept_feature("S", "CMPRF")
    (True, False, True)
    """
    if feature_class == "A":
        return not code.endswith("H")
    return feature_class == "P" or code in _OTHER_FEATURES


def is_geonames_line(line: str) -> bool:
    r"""Tell whether a line looks like one of a GeoNames dump, be it a broken one.

    Parameters
    ----------
    line : str
        The first line of a file.

    Returns
    -------
    bool
        Tabs, a number first, a feature class in the middle.

    Examples
    --------
    >>> is_geonames_line("170654\tHoms\tHoms\t\t34.7\t36.7\tP\tPPLA\tSY")
    True
    """
    return line.partition("\t")[0].isdecimal() and bool(_FEATURE.search(line))


def is_gns_header(line: str) -> bool:
    r"""Tell whether a line is the header of a file of NGA's names server.

    Parameters
    ----------
    line : str
        The first line of a file.

    Returns
    -------
    bool
        Whether the columns for the place's and the name's number are there.

    Examples
    --------
    >>> is_gns_header("RC\tUFI\tUNI\tLAT\tLONG\tFULL_NAME_RO")
    True
    """
    columns = set(line.rstrip("\r\n").lower().split("\t"))
    return {"ufi", "uni"} <= columns


def read_geonames(
    path: Path,
    *,
    names: Path | None = None,
    encoding: str | None = None,
    on_broken: _OnBroken,
) -> Iterator[SourceRow | BrokenRow]:
    """Read a GeoNames dump: a country's, or allCountries.

    Parameters
    ----------
    path : pathlib.Path
        ``SY.txt`` or ``SY.zip``.
    names : pathlib.Path, optional
        ``alternateNamesV2``, of all countries or of one.
    encoding : str, optional
        By default UTF-8.
    on_broken : callable
        Told each broken line of ``names``.

    Yields
    ------
    SourceRow or BrokenRow
        The kinds of places that :func:`kept_feature` keeps, in the order of the file.

    Raises
    ------
    ForeignFileError
        When a file cannot be read.
    """
    units, wanted = _look_ahead(path, encoding=encoding, ids=names is not None)
    others = _alternates(names, wanted, on_broken) if names is not None else None
    for number, line in enumerate(read_lines(path, encoding=encoding), start=1):
        fields = line.rstrip("\r\n").split("\t")
        if len(fields) != GEONAMES_COLUMNS:
            if line.strip():
                yield BrokenRow(number, f"{len(fields)} columns; GeoNames has {GEONAMES_COLUMNS}")
        elif kept_feature(fields[6], fields[7]):
            yield _geonames_row(number, fields, units, others)


def _geonames_row(
    number: int,
    fields: list[str],
    units: Mapping[str, str],
    others: sqlite3.Connection | None,
) -> SourceRow:
    identity, name, ascii_name, listed, lat, lon = fields[:6]
    country, admin1, admin2 = fields[8], fields[10], fields[11]
    named: list[tuple[str, str]] = []
    if others is not None and identity.isdecimal():
        query = "SELECT kind, name FROM other WHERE place = ? ORDER BY rowid"
        named = others.execute(query, (int(identity),)).fetchall()
    return SourceRow(
        row=number,
        name=name,
        lon=lon,
        lat=lat,
        id=identity,
        names=(ascii_name, *listed.split(","), *(n for kind, n in named if kind == _PLAIN)),
        known=tuple(n for kind, n in named if kind == _KNOWN),
        feature=fields[7] or "PPL",
        country=country,
        admin1=units.get(f"{country}.{admin1}"),
        admin2=units.get(f"{country}.{admin1}.{admin2}"),
        population=fields[14],
        dated=fields[18],
    )


def _look_ahead(path: Path, *, encoding: str | None, ids: bool) -> tuple[dict[str, str], bytearray]:
    """Read the names of the units by their codes, and a bit for each id in the file."""
    units: dict[str, str] = {}
    wanted = bytearray()
    for line in read_lines(path, encoding=encoding):
        if ids:
            identity = line.partition("\t")[0]
            if identity.isdecimal() and int(identity) < _LARGEST_ID:
                _mark(wanted, int(identity))
        if "\tADM1\t" in line or "\tADM2\t" in line:
            fields = line.split("\t")
            if len(fields) == GEONAMES_COLUMNS:
                key = f"{fields[8]}.{fields[10]}"
                units[key if fields[7] == "ADM1" else f"{key}.{fields[11]}"] = fields[1]
    return units, wanted


def _mark(wanted: bytearray, identity: int) -> None:
    place = identity >> 3
    if place >= len(wanted):
        wanted.extend(bytes(place + 1 - len(wanted)))
    wanted[place] |= 1 << (identity & 7)


def _is_marked(wanted: bytearray, identity: int) -> bool:
    place = identity >> 3
    return place < len(wanted) and bool(wanted[place] >> (identity & 7) & 1)


def _alternates(path: Path, wanted: bytearray, on_broken: _OnBroken) -> sqlite3.Connection:
    """Put the other names of the wanted places into a scratch database."""
    scratch = sqlite3.connect("", isolation_level=None)
    scratch.execute("CREATE TABLE other (place INTEGER, kind TEXT, name TEXT)")
    scratch.execute("BEGIN")
    scratch.executemany(
        "INSERT INTO other VALUES (?, ?, ?)", _wanted_names(path, wanted, on_broken)
    )
    scratch.execute("CREATE INDEX other_place ON other (place)")
    scratch.execute("COMMIT")
    return scratch


def _wanted_names(
    path: Path, wanted: bytearray, on_broken: _OnBroken
) -> Iterator[tuple[int, str, str]]:
    for number, line in enumerate(read_lines(path), start=1):
        fields = line.rstrip("\r\n").split("\t")
        if len(fields) not in _ALTERNATE_COLUMNS or not fields[1].isdecimal():
            on_broken(
                BrokenRow(number, f"{len(fields)} columns, the second {fields[1:2]}; "
                          "alternateNamesV2 has 10, the second a GeoNames number")
            )  # fmt: skip
            continue
        language, name = fields[2], fields[3]
        preferred, short, colloquial, historic = (flag == "1" for flag in fields[4:8])
        if language in _NOT_NAMES or not _is_marked(wanted, int(fields[1])):
            continue
        current = not (colloquial or historic)
        known = current and (language == "en" or preferred or short)
        yield int(fields[1]), _KNOWN if known else _PLAIN, name


# What the columns are called in the files until 2022, and since.
_GNS_COLUMNS: dict[str, tuple[str, ...]] = {
    "ufi": ("ufi",),
    "lat": ("lat", "lat_dd"),
    "lon": ("long", "long_dd"),
    "class": ("fc",),
    "feature": ("dsg", "desig_cd"),
    "type": ("nt",),
    "name": ("full_name_ro", "full_name"),
    "plain": ("full_name_nd_ro", "full_nm_nd"),
    "population": ("pop",),
    "dated": ("modify_date", "mod_dt_ft", "mod_dt"),
}
_GNS_NEEDED = ("ufi", "lat", "lon", "feature", "name")
_GNS_RANKS = {"N": 0, "C": 1, "NS": 2, "D": 3, "V": 4, "VS": 5, "P": 6}
# approved, conventional, in its own script, not verified, variant, variant in its own script


def read_gns(path: Path, *, encoding: str | None = None) -> Iterator[SourceRow | BrokenRow]:
    """Read a country file of NGA's GEOnet Names Server, of before or since 2022.

    Parameters
    ----------
    path : pathlib.Path
        The file, or a zip archive with it.
    encoding : str, optional
        By default UTF-8.

    Yields
    ------
    SourceRow or BrokenRow
        A place with all its names, by its number; the row is that of its first line. The
        country is left open: the codes of old are not those of ISO.

    Raises
    ------
    ForeignFileError
        When the file cannot be read, or lacks a column.
    """
    lines = read_lines(path, encoding=encoding)
    columns = _gns_columns(next(lines, ""), path)
    scratch = sqlite3.connect("", isolation_level=None)
    scratch.execute(
        "CREATE TABLE line (ufi INTEGER, rank INTEGER, number INTEGER, type TEXT, name TEXT, "
        "plain TEXT, lat TEXT, lon TEXT, feature TEXT, population TEXT, dated TEXT)"
    )
    scratch.execute("BEGIN")
    for number, line in enumerate(lines, start=2):
        fields = line.rstrip("\r\n").split("\t")
        if not line.strip():
            continue
        if len(fields) <= max(columns.values()):
            yield BrokenRow(number, f"{len(fields)} columns; the header has more")
            continue
        row = {role: fields[index].strip() for role, index in columns.items()}
        if not row["ufi"].lstrip("-").isdecimal():
            yield BrokenRow(number, f"the place's number (UFI) is {row['ufi']!r}")
        elif kept_feature(row.get("class", "P"), row["feature"]):
            scratch.execute(
                "INSERT INTO line VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", _gns_line(number, row)
            )
    ordered = scratch.execute("SELECT * FROM line ORDER BY ufi, rank, number")
    for _, place in groupby(ordered, key=lambda line: line[0]):
        yield _gns_row(list(place))
    scratch.close()


def _gns_line(number: int, row: Mapping[str, str]) -> tuple[object, ...]:
    kind = row.get("type", "")
    return (
        int(row["ufi"]), _GNS_RANKS.get(kind, len(_GNS_RANKS)), number, kind, row["name"],
        row.get("plain"), row["lat"], row["lon"], row["feature"], row.get("population"),
        row.get("dated"),
    )  # fmt: skip


def _gns_columns(header: str, path: Path) -> dict[str, int]:
    found = [name.strip().lower() for name in header.rstrip("\r\n").split("\t")]
    columns = {
        role: found.index(name)
        for role, names in _GNS_COLUMNS.items()
        for name in names
        if name in found
    }
    missing = [_GNS_COLUMNS[role][-1] for role in _GNS_NEEDED if role not in columns]
    if missing:
        raise ForeignFileError(
            f"looks like a file of NGA's names server, but has no column {', '.join(missing)}; "
            f"it has {', '.join(found)}",
            where=str(path),
            line=1,
        )
    return columns


def _gns_row(lines: list[tuple[Any, ...]]) -> SourceRow:
    """Join the lines of one place."""
    romanised = [line for line in lines if line[3] not in ("NS", "VS")] or lines
    main = romanised[0]
    others = [line for line in lines if line is not main]
    return SourceRow(
        row=min(line[2] for line in lines),
        name=main[4],
        lon=main[7],
        lat=main[6],
        id=str(main[0]),
        names=(main[5], *(n for line in others if line[1] > 2 for n in (line[4], line[5]))),
        known=tuple(line[4] for line in others if line[1] <= 2),
        feature=main[8] or "PPL",
        population=main[9],
        dated=max((line[10] or "" for line in lines), default="") or None,
    )
