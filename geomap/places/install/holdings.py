"""What is installed: the list, the facts of one, and how one is removed."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from geomap.errors import InstalledFileError, UsageError
from geomap.places.gazetteer import BUILTIN, open_builtin
from geomap.places.installed import (
    BUILTIN_NAME,
    SUFFIX,
    gazetteer_folder,
    installed_files,
    open_installed,
)
from geomap.shipped import shipped_path

__all__ = ["Contents", "Holding", "contents", "holding", "holdings", "remove_gazetteer"]

_SAMPLE = 5
_MOST = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """A gazetteer that is there."""

    name: str
    path: Path
    size: int
    # bytes
    meta: Mapping[str, str]
    # what it says of itself: version, licence, source …; empty when it is broken
    broken: str | None = None
    # why it cannot be used

    @property
    def places(self) -> int | None:
        """How many places it says to have."""
        told = self.meta.get("places", "")
        return int(told) if told.isdecimal() else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What is in a gazetteer."""

    places: int
    # those with a row of their own; the built-in has packed villages besides
    names: int
    features: Mapping[str, int]
    countries: Mapping[str, int]
    # the most frequent, and "other"
    sample: tuple[tuple[str, float, float], ...]
    # name, lon, lat


def holdings(folder: Path | None = None) -> tuple[Holding, ...]:
    """List the gazetteers, the built-in first.

    Parameters
    ----------
    folder : pathlib.Path, optional
        By default :func:`geomap.places.installed.gazetteer_folder`.

    Returns
    -------
    tuple of Holding
        A broken one is listed with the reason; nothing is raised for it.

    Examples
    --------
    >>> holdings(Path("no-such-folder"))[0].name
    'builtin'
    """
    own = shipped_path(BUILTIN)
    builtin = Holding(
        name=BUILTIN_NAME, path=own, size=own.stat().st_size, meta=open_builtin().meta()
    )
    others = sorted(installed_files(folder), key=lambda path: path.name)
    return (builtin, *map(_held, others))


def _held(path: Path) -> Holding:
    size = path.stat().st_size
    try:
        return Holding(name=path.stem, path=path, size=size, meta=open_installed(path).meta())
    except InstalledFileError as error:
        return Holding(name=path.stem, path=path, size=size, meta={}, broken=error.message)


def holding(name: str, folder: Path | None = None) -> Holding:
    """Find a gazetteer by its name.

    Parameters
    ----------
    name : str
        As :func:`holdings` lists it.
    folder : pathlib.Path, optional
        By default :func:`geomap.places.installed.gazetteer_folder`.

    Returns
    -------
    Holding
        The one of that name.

    Raises
    ------
    UsageError
        When there is none.
    """
    found = {held.name: held for held in holdings(folder)}
    if name not in found:
        raise UsageError(f"no gazetteer is called {name!r}; there are {', '.join(found)}")
    return found[name]


def contents(held: Holding) -> Contents:
    """Count what is in a gazetteer.

    Parameters
    ----------
    held : Holding
        One that is not broken.

    Returns
    -------
    Contents
        The frequent kinds and countries, and the first places.

    Raises
    ------
    InstalledFileError
        When the file is broken.
    """
    try:
        uri = f"{held.path.resolve().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            (places,) = connection.execute("SELECT count(*) FROM place").fetchone()
            (names,) = connection.execute("SELECT count(*) FROM name").fetchone()
            sample = connection.execute(
                "SELECT name, lon / 100000.0, lat / 100000.0 FROM place ORDER BY id LIMIT ?",
                (_SAMPLE,),
            ).fetchall()
            return Contents(
                places=places,
                names=names,
                features=_counted(connection, "feature", places),
                countries=_counted(connection, "country", places),
                sample=tuple(sample),
            )
    except sqlite3.Error as error:
        raise InstalledFileError(f"cannot be read: {error}", where=str(held.path)) from error


def _counted(connection: sqlite3.Connection, column: str, places: int) -> dict[str, int]:
    query = (
        f"SELECT coalesce({column}, 'none'), count(*) FROM place GROUP BY 1 "  # noqa: S608
        "ORDER BY 2 DESC, 1 LIMIT ?"
    )
    counts = {str(value): int(count) for value, count in connection.execute(query, (_MOST,))}
    left = places - sum(counts.values())
    return {**counts, "other": left} if left else counts


def remove_gazetteer(name: str, folder: Path | None = None) -> Path:
    """Remove an installed gazetteer.

    Parameters
    ----------
    name : str
        Its name.
    folder : pathlib.Path, optional
        By default :func:`geomap.places.installed.gazetteer_folder`.

    Returns
    -------
    pathlib.Path
        The file that was there.

    Raises
    ------
    UsageError
        When it is the built-in, or there is none of that name.
    InstalledFileError
        When the file cannot be removed.
    """
    if name == BUILTIN_NAME:
        raise UsageError("the built-in gazetteer is part of geomap and cannot be removed")
    held = holding(name, folder)
    if held.path.parent != (folder or gazetteer_folder()) or held.path.suffix != SUFFIX:
        raise UsageError(f"{held.path} is not among the installed gazetteers")
    try:
        held.path.unlink()
    except OSError as error:
        raise InstalledFileError(
            f"cannot be removed: {error.strerror or error}", where=str(held.path)
        ) from error
    return held.path
