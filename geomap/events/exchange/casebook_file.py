"""Write and read a casebook: the suffix chooses the format, nothing is half written."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from geomap.errors import OutputError, SchemaError, UnknownFormatError, UsageError
from geomap.events.exchange.csv import CSV
from geomap.events.exchange.format import ExchangeFormat, StoredCasebook
from geomap.events.exchange.geojson import GEOJSON
from geomap.events.exchange.geopackage import GEOPACKAGE
from geomap.events.exchange.geoparquet import GEOPARQUET
from geomap.events.frame import Casebook
from geomap.events.schema import check_lists

__all__ = ["FORMATS", "is_casebook", "read_casebook", "write_casebook"]

FORMATS: Final[tuple[ExchangeFormat, ...]] = (GEOPACKAGE, GEOPARQUET, GEOJSON, CSV)


def write_casebook(book: Casebook, path: str | Path, *, force: bool = False) -> None:
    """Write a casebook; the same casebook gives the same bytes.

    The files are written in a hidden folder beside the target and moved into place when all
    are complete, the file that was named last.

    Parameters
    ----------
    book : Casebook
        The casebook.
    path : str or pathlib.Path
        Where to; the suffix is one of ``.gpkg``, ``.parquet``, ``.geojson``, ``.csv``.
    force : bool, default False
        Replace files that geomap did not write. Its own are always replaced.

    Raises
    ------
    UnknownFormatError
        When no format has this suffix.
    OutputError
        When the folder is missing or cannot be written in, or a file of somebody else is
        there.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_casebook(Casebook.empty(), f"{folder}/book.gpkg")
    ...     read_casebook(f"{folder}/book.gpkg") == Casebook.empty()
    True
    """
    path = Path(path)
    exchange_format = _format_of(path)
    targets = exchange_format.files(path)
    _check_targets(targets, exchange_format, force=force)
    stored = StoredCasebook(tables=book.tables(), provenance=book.provenance)
    try:
        with _staging_folder(path) as folder:
            staged = {name: folder / target.name for name, target in targets.items()}
            exchange_format.write(stored, staged)
            _settle(staged, targets)
    except OSError as error:
        raise OutputError(
            f"cannot be written: {error.strerror or error}; choose a folder with space and "
            "the right to write",
            where=str(path),
        ) from error


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
    exchange_format = _format_of(path)
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


def _format_of(path: Path) -> ExchangeFormat:
    for exchange_format in FORMATS:
        if path.suffix.lower() == exchange_format.suffix:
            return exchange_format
    known = ", ".join(f"{known.suffix} ({known.name})" for known in FORMATS)
    raise UnknownFormatError(
        f"no format for tables has the suffix {path.suffix!r}; it should be one of {known}",
        where=str(path),
    )


def _check_targets(
    targets: Mapping[str, Path], exchange_format: ExchangeFormat, *, force: bool
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
    if os.name == "posix":  # elsewhere a folder cannot be synced
        folder = os.open(next(iter(targets.values())).parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
