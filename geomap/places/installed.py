"""The gazetteers that a user has installed: where they lie, and whether they are sound."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

from geomap.errors import InstalledFileError, ShippedFileError
from geomap.places.gazetteer import SQLiteGazetteer
from geomap.places.names.forms import form_key, normal_form
from geomap.places.store import rules_digest

__all__ = [
    "BUILTIN_NAME",
    "SUFFIX",
    "gazetteer_folder",
    "installed_files",
    "listed",
    "open_installed",
]

BUILTIN_NAME = "builtin"
SUFFIX = ".sqlite"
_SAMPLED = 200
_HEAD, _SIZES = 32, ((16, 18), (28, 32))
# of a database: its first bytes, and where they say the size and the number of its pages


def gazetteer_folder(environment: Mapping[str, str] | None = None) -> Path:
    """Give the folder of installed gazetteers; it need not exist.

    Parameters
    ----------
    environment : mapping, optional
        By default the process's own; ``GEOMAP_GAZETTEERS`` names another folder.

    Returns
    -------
    pathlib.Path
        By default a folder of the user's own, as the system has it.

    Examples
    --------
    >>> gazetteer_folder({"GEOMAP_GAZETTEERS": "somewhere"}).name
    'somewhere'
    """
    named = (os.environ if environment is None else environment).get("GEOMAP_GAZETTEERS")
    if named:
        return Path(named)
    import platformdirs

    return platformdirs.user_data_path("geomap") / "gazetteers"


def installed_files(folder: Path | None = None) -> tuple[Path, ...]:
    """Give the files of the installed gazetteers, the last installed first.

    Parameters
    ----------
    folder : pathlib.Path, optional
        By default :func:`gazetteer_folder`.

    Returns
    -------
    tuple of pathlib.Path
        Empty when none is installed.

    Raises
    ------
    InstalledFileError
        When the folder cannot be read.
    """
    folder = folder or gazetteer_folder()
    return tuple(path for path, *_ in listed(folder))


def listed(folder: Path) -> list[tuple[Path, int, int]]:
    """Give each installed file with its time of change and its size, the last changed first.

    Parameters
    ----------
    folder : pathlib.Path
        Where they lie; it need not exist.

    Returns
    -------
    list of (pathlib.Path, int, int)
        Time in nanoseconds, size in bytes.

    Raises
    ------
    InstalledFileError
        When the folder cannot be read.
    """
    found = []
    try:
        with os.scandir(folder) as files:
            for file in files:
                if file.name.endswith(SUFFIX) and not file.name.startswith("."):
                    status = file.stat()
                    found.append((Path(file.path), status.st_mtime_ns, status.st_size))
    except FileNotFoundError:
        return []
    except OSError as error:
        raise InstalledFileError(
            f"the folder of installed gazetteers cannot be read: {error.strerror or error}; "
            "correct it, or name another in GEOMAP_GAZETTEERS",
            where=str(folder),
        ) from error
    return sorted(found, key=lambda file: (-file[1], file[0].name))


def open_installed(path: Path) -> SQLiteGazetteer:
    """Open an installed gazetteer, sure that its names can be found.

    Parameters
    ----------
    path : pathlib.Path
        Its file.

    Returns
    -------
    SQLiteGazetteer
        Named as its file.

    Raises
    ------
    InstalledFileError
        When it is broken, foreign, or made by other rules for names.
    """
    try:
        if not _is_whole(path):
            raise _unusable(path, "is cut off")
        gazetteer = SQLiteGazetteer(path)
        meta = gazetteer.meta()
        if gazetteer.name != path.stem:
            raise _unusable(path, f"calls itself {gazetteer.name!r}; its file was renamed")
        if meta.get("rules") != rules_digest() and not _answers(path):
            raise _unusable(path, "was made by another version of geomap, with other name rules")
        gazetteer.find(path.stem, limit=1)  # every table is there
    except (ShippedFileError, KeyError, OSError, sqlite3.Error) as error:
        raise _unusable(path, "is broken, or no gazetteer of this version") from error
    return gazetteer


def _is_whole(path: Path) -> bool:
    """Tell whether a database has all of its pages; reading on past the end ends badly."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    page_size, pages = (int.from_bytes(head[start:end]) for start, end in _SIZES)
    return path.stat().st_size >= page_size * pages


def _answers(path: Path) -> bool:
    """Tell whether today's rules still bring the names in a file to the keys in it."""
    uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(uri, uri=True)) as connection:
        for name, place in _sample(connection):
            form = normal_form(name)
            query = "SELECT 1 FROM name WHERE loose = ? AND form = ? AND place = ?"
            if connection.execute(query, (form_key(form), form, place)).fetchone() is None:
                return False
    return True


def _sample(connection: sqlite3.Connection) -> Iterator[tuple[str, int]]:
    (count,) = connection.execute("SELECT max(id) FROM place").fetchone()
    for place in range(1, (count or 0) + 1, max(1, (count or 0) // _SAMPLED)):
        row = connection.execute("SELECT name FROM place WHERE id = ?", (place,)).fetchone()
        if row is not None:
            yield str(row[0]), place


def _unusable(path: Path, why: str) -> InstalledFileError:
    return InstalledFileError(
        f"this installed gazetteer {why}; remove it (geomap gazetteer remove {path.stem}) and "
        "add it again",
        where=str(path),
    )
