"""Write and read a casebook: the suffix chooses the format, nothing is half written."""

from __future__ import annotations

import os
import secrets
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from geomap.errors import OutputError, SchemaError, UnknownFormatError, UsageError
from geomap.events.book.frame import Casebook
from geomap.events.exchange.acled import ACLED
from geomap.events.exchange.csv import CSV
from geomap.events.exchange.entries import entries_of
from geomap.events.exchange.format import ExchangeFormat, ExportFormat, StoredCasebook
from geomap.events.exchange.geojson import GEOJSON
from geomap.events.exchange.geopackage import GEOPACKAGE
from geomap.events.exchange.geoparquet import GEOPARQUET
from geomap.events.exchange.hxl import HXL
from geomap.events.exchange.kml import KML
from geomap.events.exchange.timemap import TIMEMAP
from geomap.events.exchange.ucdp import UCDP
from geomap.events.tables.schema_checks import check_lists
from geomap.writing import on_disk

__all__ = [
    "EXPORTS",
    "FORMATS",
    "chosen_format",
    "is_casebook",
    "is_casebook_file",
    "read_casebook",
    "write_casebook",
]

FORMATS: Final[tuple[ExchangeFormat, ...]] = (GEOPACKAGE, GEOPARQUET, GEOJSON, CSV)
"""The formats of a whole casebook, which read back equal."""

EXPORTS: Final[tuple[ExportFormat, ...]] = (KML, TIMEMAP, ACLED, UCDP, HXL)
"""The formats of other programs, which hold the incidents alone."""


def write_casebook(
    book: Casebook,
    path: str | Path,
    *,
    key: str | None = None,
    force: bool = False,
    split_totals: bool = False,
) -> tuple[str, ...]:
    """Write a casebook; the same casebook gives the same bytes.

    The files are written in a hidden folder beside the target and moved into place when all
    are complete, the file that was named last.

    Parameters
    ----------
    book : Casebook
        The casebook.
    path : str or pathlib.Path
        Where to; without `key` the suffix chooses the format: ``.gpkg``, ``.parquet``,
        ``.geojson``, ``.csv``, ``.kml`` or ``.json`` (TimeMap).
    key : str, optional
        The format of another program: ``kml``, ``timemap``, ``acled``, ``ucdp`` or ``hxl``.
    force : bool, default False
        Replace files that geomap did not write. Its own are always replaced.
    split_totals : bool, default False
        For other programs: divide what is left of a total over the places that it names.

    Returns
    -------
    tuple of str
        What the format could not take, in words; nothing for a whole casebook.

    Raises
    ------
    UnknownFormatError
        When no format has this name or suffix.
    UsageError
        When totals are to be divided in a casebook.
    OutputError
        When the folder is missing or cannot be written in, or a file of somebody else is
        there.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = write_casebook(Casebook.empty(), f"{folder}/book.gpkg")
    ...     read_casebook(f"{folder}/book.gpkg") == Casebook.empty()
    True
    """
    path = Path(path)
    chosen = chosen_format(path, key)
    if split_totals and isinstance(chosen, ExchangeFormat):
        raise UsageError(
            "a casebook keeps its totals whole; only a format of another program can have them "
            f"divided: {', '.join(export.key for export in EXPORTS)}",
            where=str(path),
        )
    targets = chosen.files(path)
    _check_targets(targets, chosen, force=force)
    try:
        with _staging_folder(path) as folder:
            staged = {name: folder / target.name for name, target in targets.items()}
            left_out = _write(book, chosen, staged, split_totals=split_totals)
            _settle(staged, targets)
    except OSError as error:
        raise OutputError(
            f"cannot be written: {error.strerror or error}; choose a folder with space and "
            "the right to write",
            where=str(path),
        ) from error
    return left_out


def _write(
    book: Casebook,
    chosen: ExchangeFormat | ExportFormat,
    files: Mapping[str, Path],
    *,
    split_totals: bool,
) -> tuple[str, ...]:
    if isinstance(chosen, ExchangeFormat):
        chosen.write(StoredCasebook(tables=book.tables(), provenance=book.provenance), files)
        return ()
    gathered = entries_of(book.tables(), split_totals=split_totals)
    lacking = Counter(chosen.lacks(entry) for entry in gathered.entries)
    chosen.write([entry for entry in gathered.entries if not chosen.lacks(entry)], files)
    told = [f"{count} without {what}" for what, count in sorted(lacking.items(), key=str) if what]
    return (*gathered.left_out, *told)


def read_casebook(path: str | Path) -> Casebook:
    """Read a casebook that geomap wrote.

    Parameters
    ----------
    path : str or pathlib.Path
        The file; for formats of several files, the one of the incidents.

    Returns
    -------
    Casebook
        The casebook, equal to the one that was written; it cannot draw itself before it is
        given the means.

    Raises
    ------
    UnknownFormatError
        When no format has this suffix.
    UsageError
        When a file is missing.
    SchemaError
        When a file is not one of a casebook.
    """
    path = Path(path)
    exchange_format = chosen_format(path)
    if isinstance(exchange_format, ExportFormat):
        raise UnknownFormatError(
            f"{exchange_format.name} holds no casebook, only its incidents; a casebook is one of "
            f"{', '.join(known.suffix for known in FORMATS)}",
            where=str(path),
        )
    files = exchange_format.files(path)
    missing = [str(file) for file in files.values() if not file.is_file()]
    if str(path) in missing:
        raise UsageError("there is no such file", where=str(path))
    if missing:
        raise UsageError(
            f"{', '.join(missing)} missing; the tables of a casebook in {exchange_format.name} "
            "lie beside each other",
            where=str(path),
        )
    try:
        stored = exchange_format.read(files)
    except OSError as error:
        raise UsageError(f"cannot be read: {error.strerror or error}", where=str(path)) from error
    try:
        book = Casebook(**stored.tables, provenance=stored.provenance)  # type: ignore[arg-type]
    except SchemaError as error:
        raise SchemaError(error.message, where=str(path)) from error
    check_lists(book.tables(), where=str(path))
    return book


def is_casebook(path: str | Path) -> bool:
    """Tell whether a file is a casebook that geomap saved.

    Parameters
    ----------
    path : str or pathlib.Path
        An existing file.

    Returns
    -------
    bool
        False for any other file, of whatever suffix.
    """
    path = Path(path)
    chosen = next((form for form in FORMATS if form.suffix == path.suffix.lower()), None)
    if chosen is None:
        return False
    files = chosen.files(path)
    return all(file.is_file() and chosen.recognises(name, file) for name, file in files.items())


def is_casebook_file(path: str | Path) -> bool:
    """Tell whether a file is one of those in which geomap has saved a casebook.

    Parameters
    ----------
    path : str or pathlib.Path
        A file, or something else.

    Returns
    -------
    bool
        True for the tables beside the incidents too: ``book.claims.csv``.
    """
    path = Path(path)
    for known in FORMATS:
        if known.suffix != path.suffix.lower() or not path.is_file():
            continue
        beside = path.stem.rpartition(".")[2]
        # "book.claims.csv" is the file of the claims of "book.csv".
        files = known.files(path.with_name(path.stem.rpartition(".")[0] + path.suffix))
        name = beside if files.get(beside) == path else "incidents"
        return known.recognises(name, path)
    return False


def chosen_format(path: Path, key: str | None = None) -> ExchangeFormat | ExportFormat:
    """Choose the format that a person means.

    Parameters
    ----------
    path : pathlib.Path
        The file, whose suffix tells unless `key` does.
    key : str, optional
        A format of another program.

    Returns
    -------
    ExchangeFormat or ExportFormat
        The format.

    Raises
    ------
    UnknownFormatError
        When there is none of this name or suffix, or the suffix is not that of the format.

    Examples
    --------
    >>> chosen_format(Path("events.csv")).name, chosen_format(Path("events.csv"), "acled").name
    ('CSV', 'ACLED-like CSV')
    """
    suffix = path.suffix.lower()
    if key is not None:
        named = next((export for export in EXPORTS if export.key == key), None)
        if named is None:
            raise UnknownFormatError(
                f"there is no format {key!r}; it should be one of "
                f"{', '.join(export.key for export in EXPORTS)}",
                where=str(path),
            )
        if suffix != named.suffix:
            raise UnknownFormatError(
                f"a file of {named.name} ends in {named.suffix}, not {path.suffix!r}",
                where=str(path),
            )
        return named
    by_suffix: list[ExchangeFormat | ExportFormat] = [*FORMATS]
    by_suffix += [export for export in EXPORTS if export.by_suffix]
    for known in by_suffix:
        if suffix == known.suffix:
            return known
    listed = ", ".join(f"{known.suffix} ({known.name})" for known in by_suffix)
    raise UnknownFormatError(
        f"no format for tables has the suffix {path.suffix!r}; it should be one of {listed}",
        where=str(path),
    )


def _check_targets(
    targets: Mapping[str, Path], exchange_format: ExchangeFormat | ExportFormat, *, force: bool
) -> None:
    folder = next(iter(targets.values())).parent
    if not folder.is_dir():
        raise OutputError(
            "this folder does not exist; make it first or name another", where=str(folder)
        )
    for name, target in targets.items():
        if not os.path.lexists(target):
            continue
        if not target.is_file():
            raise OutputError("is not a file; name a file to write to", where=str(target))
        if not force and not exchange_format.recognises(name, target):
            raise OutputError(
                "is there already and geomap did not write it, so it is kept; choose another "
                "name, or force it (--force)",
                where=str(target),
            )


@contextmanager
def _staging_folder(path: Path) -> Iterator[Path]:
    # The same folder, so that moving into place is one step of the same file system.
    folder = path.parent / f".{path.name}.{secrets.token_hex(6)}"
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _settle(staged: Mapping[str, Path], targets: Mapping[str, Path]) -> None:
    """Make the files safe on the disk, then move them into place."""
    for file in staged.values():
        with file.open("rb+") as handle:
            os.fsync(handle.fileno())
    for name, target in targets.items():
        staged[name].replace(target)
    on_disk(next(iter(targets.values())).parent)
