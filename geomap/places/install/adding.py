"""Install a gazetteer beside the built-in one: from a file to a file, whole or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from geomap.errors import ForeignFileError, OutputError, UsageError
from geomap.places.countries import country_iso2
from geomap.places.gazetteer import BUILTIN, open_builtin
from geomap.places.install.dumps import read_geonames, read_gns
from geomap.places.install.features import TableOptions, read_delimited, read_geojson, read_layer
from geomap.places.install.kinds import kind_of
from geomap.places.install.sources import BrokenRow, SourceRow
from geomap.places.install.units import Placing, open_units
from geomap.places.install.vetting import Seen, Vetting, vet
from geomap.places.installed import BUILTIN_NAME, SUFFIX, gazetteer_folder
from geomap.places.store import UNFINISHED, Entry, rules_digest, write_gazetteer
from geomap.places.villages import write_villages
from geomap.shipped import shipped_path

__all__ = ["AddOptions", "Added", "add_gazetteer", "check_sha256", "gazetteer_name"]

_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_BATCH = 10_000
_DIGITS = 12
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_FEW = 3
# so few places may all lie outside their country without being a mistake
_SOURCES = {"geonames": "geonames", "gns": "gns"}
# Ids of these are the same in every file; other files' ids are their own.
_TITLES = {
    "geonames": ("GeoNames (geonames.org)", "CC-BY-4.0"),
    "gns": ("NGA GEOnet Names Server (geonames.nga.mil)", "public domain (US Government)"),
}
_STALE_S = 86_400
_UNKNOWN_LICENCE = "not stated"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddOptions:
    """What the user says of a gazetteer to install."""

    name: str | None = None
    # None: after the file
    names: Path | None = None
    # GeoNames' alternateNamesV2, to a dump of GeoNames
    country: str | None = None
    # of all places that do not say their own: code or name
    table: TableOptions = field(default_factory=TableOptions)
    skip_broken: bool = False
    licence: str | None = None
    source: str | None = None
    # who made it, in words
    date: str | None = None
    # of the source: 2026-11-22
    url: str | None = None
    # where it was fetched


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What was installed."""

    name: str
    version: str
    path: Path
    places: int
    skipped: tuple[BrokenRow, ...]
    # the first hundred of the rows that were left out
    skipped_count: int
    notes: tuple[str, ...]
    # what was noticed on the way, in words


def gazetteer_name(name: str) -> str:
    """Check the name of an installed gazetteer.

    Parameters
    ----------
    name : str
        As the user gave it.

    Returns
    -------
    str
        The same.

    Raises
    ------
    UsageError
        When it is not made of small letters, digits and hyphens, or is the built-in's.

    Examples
    --------
    >>> gazetteer_name("ocha-syria")
    'ocha-syria'
    """
    if not _NAME.fullmatch(name):
        raise UsageError(
            f"{name!r} cannot name a gazetteer; use up to 63 of a-z, 0-9 and hyphens, such as "
            "ocha-syria"
        )
    if name == BUILTIN_NAME:
        raise UsageError(f"{name!r} is the gazetteer that geomap ships; choose another name")
    return name


def add_gazetteer(
    path: Path,
    options: AddOptions | None = None,
    *,
    folder: Path | None = None,
    on_places: Callable[[int], None] | None = None,
) -> Added:
    """Install a gazetteer from a file.

    Parameters
    ----------
    path : pathlib.Path
        A GeoNames or NGA dump, GeoJSON, GeoPackage, shapefile or table with named columns;
        a text may be in a zip archive.
    options : AddOptions, optional
        What the user says of it.
    folder : pathlib.Path, optional
        Where installed gazetteers lie; by default :func:`gazetteer_folder`.
    on_places : callable, optional
        Told every now and then how many places have been read: progress.

    Returns
    -------
    Added
        A gazetteer of the same name has been replaced. The same file with the same options
        gives the same bytes.

    Raises
    ------
    ForeignFileError
        When the file is broken or foreign: with the line and the value; what was installed
        before stays.
    UsageError
        When the options are off, or the columns not clear.
    OutputError
        When the gazetteer cannot be written.
    """
    options = options or AddOptions()
    kind = kind_of(path)
    if options.names is not None and kind != "geonames":
        raise UsageError("--names goes with a GeoNames dump only", where=str(path))
    name = gazetteer_name(options.name or _derived_name(path, kind))
    if options.date is not None and not _DAY.fullmatch(options.date):
        raise UsageError(f"{options.date!r} is not a day such as 2026-11-22")
    folder = folder or gazetteer_folder()
    installer = _Installer(path, kind, name, options, on_places)
    meta: dict[str, str] = {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _sweep(folder)
        target = folder / f"{name}{SUFFIX}"
        entries = installer.entries_then(meta)
        places = write_gazetteer(target, entries, meta=meta, more=_no_villages)
    except (OSError, sqlite3.Error) as error:
        raise OutputError(f"cannot be written: {error}", where=str(folder / name)) from error
    return Added(
        name=name, version=meta["version"], path=target, places=places,
        skipped=tuple(installer.skipped), skipped_count=installer.skipped_count,
        notes=tuple(installer.notes),
    )  # fmt: skip


def _sweep(folder: Path) -> None:
    """Remove what a killed process left half written, a day ago or more."""
    for left in folder.glob(f".*{UNFINISHED}"):
        with contextlib.suppress(FileNotFoundError):
            if time.time() - left.stat().st_mtime > _STALE_S:
                left.unlink()


def _no_villages(connection: sqlite3.Connection) -> None:
    write_villages(connection, (), ())


def _derived_name(path: Path, kind: str) -> str:
    stem = re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-")[:50].strip("-")
    return f"{kind}-{stem}" if kind in _SOURCES and kind not in stem else stem or "gazetteer"


class _Installer:
    """Takes the rows of one source to entries, and keeps account of them."""

    def __init__(
        self,
        path: Path,
        kind: str,
        name: str,
        options: AddOptions,
        on_places: Callable[[int], None] | None,
    ) -> None:
        self._path = path
        self._kind = kind
        self._name = name
        self._options = options
        self._on_places = on_places
        self._builtin = open_builtin()
        self._numbered = kind in ("geojson", "layer")
        self._unit = lru_cache(maxsize=4096)(self._read_unit)
        self.skipped: list[BrokenRow] = []
        self.skipped_count = 0
        self.notes: list[str] = []

    def entries_then(self, meta: dict[str, str]) -> Iterator[Entry]:
        """Give the entries, and fill in what the gazetteer says of itself when they end."""
        options = self._options
        country = options.country
        vetting = Vetting(
            source=_SOURCES.get(self._kind, self._name),
            country=country_iso2(country, gazetteer=self._builtin) if country else None,
            country_of=lru_cache(maxsize=4096)(
                lambda written: country_iso2(written, gazetteer=self._builtin)
            ),
        )
        placing = Placing(open_units(shipped_path(BUILTIN)), self._unit)
        seen = Seen()
        batch: list[Entry] = []
        places = 0
        for row in self._rows():
            entry = row if isinstance(row, BrokenRow) else self._vetted(row, vetting, seen)
            if isinstance(entry, BrokenRow):
                self._refuse(entry)
                continue
            batch.append(entry)
            if len(batch) == _BATCH:
                places += len(batch)
                yield from placing.placed(batch)
                batch = []
                if self._on_places is not None:
                    self._on_places(places)
        places += len(batch)
        yield from placing.placed(batch)
        self._check_whole(places, placing)
        self._note(vetting, placing)
        meta.update(self._meta(vetting, places))

    def _rows(self) -> Iterator[SourceRow | BrokenRow]:
        table = self._options.table
        if self._kind == "geonames":
            return read_geonames(
                self._path, names=self._options.names, encoding=table.encoding,
                on_broken=self._refuse_name,
            )  # fmt: skip
        if self._kind == "gns":
            return read_gns(self._path, encoding=table.encoding)
        readers = {"geojson": read_geojson, "layer": read_layer, "table": read_delimited}
        return readers[self._kind](self._path, table)

    def _vetted(self, row: SourceRow, vetting: Vetting, seen: Seen) -> Entry | BrokenRow:
        entry = vet(row, vetting)
        if isinstance(entry, str):
            return BrokenRow(row.row, entry)
        if row.id and (first := seen.before(entry.source_id, row.row)) is not None:
            where = "feature" if self._numbered else "line"
            return BrokenRow(
                row.row,
                f"its id {entry.source_id!r} is that of {where} {first} too; name the column of "
                "ids with --column id=…, or --column id= when there is none",
            )
        return entry

    def _refuse(self, broken: BrokenRow, path: Path | None = None) -> None:
        """Stop at a broken row, or put it down and go on."""
        if self._options.skip_broken:
            self.skipped_count += 1
            if len(self.skipped) < 100:
                self.skipped.append(broken)
            return
        numbered = self._numbered and path is None
        hint = "correct it, or leave such rows out with --skip-broken"
        raise ForeignFileError(
            f"{f'feature {broken.row}: ' if numbered else ''}{broken.reason}; {hint}",
            where=str(path or self._path),
            line=None if numbered else broken.row,
        )

    def _refuse_name(self, broken: BrokenRow) -> None:
        self._refuse(broken, self._options.names)

    def _check_whole(self, places: int, placing: Placing) -> None:
        """Refuse a source whose places are, as a whole, somewhere else."""
        if not places:
            raise ForeignFileError("holds no place that can be used", where=str(self._path))
        if placing.outside <= _FEW or placing.outside * 2 <= places:
            return
        if placing.turned * 2 > placing.outside:
            guess = "with latitude and longitude changed over they lie inside, so the columns are"
            guess += " probably swapped; say which is which with --column lat=… --column lon=…"
        else:
            guess = "are the coordinates in degrees of WGS 84, and is the country right?"
        raise ForeignFileError(
            f"{placing.outside} of {places} places lie outside their country, or in none; {guess}",
            where=str(self._path),
        )

    def _note(self, vetting: Vetting, placing: Placing) -> None:
        for damage, count in sorted(vetting.damaged.items()):
            self.notes.append(f"{count} other names were left out: {damage}")
        if placing.outside:
            self.notes.append(f"{placing.outside} places lie outside their country, or in none")

    def _meta(self, vetting: Vetting, places: int) -> dict[str, str]:
        options = self._options
        title, licence = _TITLES.get(self._kind, (self._path.name, _UNKNOWN_LICENCE))
        date = options.date or vetting.newest
        told = {
            "name": self._name,
            "licence": options.licence or licence,
            "source": options.source or title,
            "format": self._kind,
            "file": self._path.name,
            "sha256": _sha256(self._path),
            "places": str(places),
            "skipped": str(self.skipped_count),
            "rules": rules_digest(),
            "units": self._builtin.version,
        }
        if date:
            told["date"] = date
        if options.url:
            told["url"] = options.url
        if options.names is not None:
            told |= {"names_file": options.names.name, "names_sha256": _sha256(options.names)}
        used = [vetting.country, options.table.encoding, options.table.layer,
                dict(options.table.columns), told]  # fmt: skip
        digest = hashlib.sha256(json.dumps(used, sort_keys=True).encode()).hexdigest()[:_DIGITS]
        told["version"] = f"{date}.{digest}" if date else digest
        return told

    def _read_unit(self, country: str, own: str) -> str | None:
        """Give the built-in's name of a unit that a source calls so."""
        for candidate in self._builtin.find(own, country=country, limit=20):
            if candidate.place.feature == "ADM1":
                return candidate.place.name
        return None


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def check_sha256(path: Path, expected: str) -> None:
    """Check that a file is the one that was meant.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    expected : str
        Its sha256 in hexadecimal digits.

    Raises
    ------
    ForeignFileError
        When it has another, or cannot be read.
    """
    try:
        digest = _sha256(path)
    except OSError as error:
        raise ForeignFileError(f"cannot be read: {error.strerror}", where=str(path)) from error
    if digest != expected.lower():
        raise ForeignFileError(
            f"its sha256 is {digest}, not {expected.lower()} as given", where=str(path)
        )
