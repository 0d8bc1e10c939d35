"""All gazetteers as one: the built-in, and those installed beside it.

Without an installed gazetteer the built-in answers alone, at no extra cost. With some, every
question goes to all, and what several know is one candidate (:mod:`geomap.places.merging`).
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from geomap.errors import InstalledFileError, ShippedFileError
from geomap.model import Candidate, Place
from geomap.places.gazetteer import SQLiteGazetteer, open_builtin
from geomap.places.merging import merged, merged_areas
from geomap.places.names.forms import form_key, normal_form
from geomap.places.store import rules_digest

__all__ = [
    "BUILTIN_NAME",
    "SUFFIX",
    "AreaGazetteer",
    "GazetteerUnion",
    "described",
    "gazetteer_folder",
    "installed_files",
    "open_gazetteers",
    "open_installed",
]

BUILTIN_NAME = "builtin"
SUFFIX = ".sqlite"
_SAMPLED = 200
_HEAD, _SIZES = 32, ((16, 18), (28, 32))
# of a database: its first bytes, and where they say the size and the number of its pages


class AreaGazetteer(Protocol):
    """A gazetteer that knows what lies around a point, too."""

    name: str
    version: str

    def find(
        self,
        name: str,
        *,
        country: str | None = None,
        admin1: str | None = None,
        fuzzy: bool = False,
        exact: bool = False,
        limit: int = 50,
    ) -> Sequence[Candidate]:
        """Give the places of this name, best match first."""
        ...

    def may_be_famous(self, name: str, population: int) -> bool:
        """Tell at a glance whether a name may be a country's, a unit's or a city's."""
        ...

    def containing(self, lon: float, lat: float) -> tuple[Place, ...]:
        """Give the areas around a point, the largest first."""
        ...

    def area(self, place: Place) -> bytes | None:
        """Give a place's area as WKB."""
        ...


class GazetteerUnion:
    """Several gazetteers that answer as one.

    Parameters
    ----------
    members : sequence of gazetteers
        The one whose coordinates are kept first; the built-in last.

    Examples
    --------
    >>> from geomap.places.gazetteer import open_builtin
    >>> union = GazetteerUnion([open_builtin()])
    >>> [candidate.place.admin1 for candidate in union.find("al-Latamneh", country="SY")]
    ['Hama']
    """

    def __init__(self, members: Sequence[AreaGazetteer]) -> None:
        self._members = tuple(members)
        self.name = "+".join(member.name for member in reversed(self._members))
        self.version = "; ".join(
            f"{member.name} {member.version}" for member in reversed(self._members)
        )

    @property
    def members(self) -> tuple[AreaGazetteer, ...]:
        """The gazetteers, in the order in which they were given."""
        return self._members

    def find(
        self,
        name: str,
        *,
        country: str | None = None,
        admin1: str | None = None,
        fuzzy: bool = False,
        exact: bool = False,
        limit: int = 50,
    ) -> tuple[Candidate, ...]:
        """Give the places of this name in any of the gazetteers, best match first.

        Parameters
        ----------
        name : str
            The name as written.
        country : str, optional
            ISO 3166-1 alpha-2 code of the only country to look in.
        admin1 : str, optional
            Name of the only first-level unit to look in.
        fuzzy : bool
            Whether to give misspellings too; they score less than what fits.
        exact : bool
            Whether to give the name itself only and no other romanisation.
        limit : int
            The most candidates to give.

        Returns
        -------
        tuple of Candidate
            A place that several know is one candidate, with the others in its ``also``.
        """
        answers = []
        for member in self._members:
            with _naming(member):
                answers.append(
                    member.find(
                        name,
                        country=country,
                        admin1=admin1,
                        fuzzy=fuzzy,
                        exact=exact,
                        limit=limit,
                    )
                )
        return merged(answers)[:limit]

    def may_be_famous(self, name: str, population: int) -> bool:
        """Tell at a glance whether a name may be a country's, a first-level unit's or a city's.

        Parameters
        ----------
        name : str
            The name as written.
        population : int
            People from which a place is a city.

        Returns
        -------
        bool
            False only where none of the gazetteers has such a place.
        """
        return any(member.may_be_famous(name, population) for member in self._members)

    def containing(self, lon: float, lat: float) -> tuple[Place, ...]:
        """Give the areas around a point, the largest first: country, then its units.

        Parameters
        ----------
        lon, lat : float
            Degrees, WGS 84.

        Returns
        -------
        tuple of Place
            Each area once, though several gazetteers know it.
        """
        told = []
        for member in self._members:
            with _naming(member):
                told.append(member.containing(lon, lat))
        return merged_areas(told)

    def area(self, place: Place) -> bytes | None:
        """Give a place's area as WKB, None where it is not known.

        Parameters
        ----------
        place : Place
            A place from one of the gazetteers.

        Returns
        -------
        bytes or None
            WKB Polygon or MultiPolygon, lon and lat.
        """
        return place.geometry


@contextmanager
def _naming(member: AreaGazetteer) -> Iterator[None]:
    """Say which gazetteer it is that broke."""
    try:
        yield
    except sqlite3.Error as error:
        raise InstalledFileError(
            f"the gazetteer {member.name} is damaged: {error}; remove it (geomap gazetteer remove "
            f"{member.name}) and add it again"
        ) from error


def described(gazetteer: object) -> str:
    """Say which gazetteers answer, with their versions: for provenance.

    Parameters
    ----------
    gazetteer : Gazetteer
        One, or a union.

    Returns
    -------
    str
        "builtin 2026-11-22.0a1b2c3d; ocha-syria 5e6f7a8b9c0d".

    Examples
    --------
    >>> from geomap.places.gazetteer import open_builtin
    >>> described(open_builtin()) == f"builtin {open_builtin().version}"
    True
    """
    version = str(getattr(gazetteer, "version", ""))
    if isinstance(gazetteer, GazetteerUnion):
        return version
    return f"{getattr(gazetteer, 'name', '')} {version}"


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
    return tuple(path for path, *_ in _listed(folder))


def _listed(folder: Path) -> list[tuple[Path, int, int]]:
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


def open_gazetteers(folder: Path | None = None) -> SQLiteGazetteer | GazetteerUnion:
    """Open the built-in gazetteer and all that are installed, as one.

    Parameters
    ----------
    folder : pathlib.Path, optional
        By default :func:`gazetteer_folder`.

    Returns
    -------
    SQLiteGazetteer or GazetteerUnion
        The built-in itself when none is installed. The same object as long as the folder
        does not change.

    Raises
    ------
    InstalledFileError
        When an installed gazetteer is broken or made otherwise: working on without it would
        change the answers without a word.
    ShippedFileError
        When the built-in is missing or broken.
    """
    return _opened(tuple(_listed(folder or gazetteer_folder())))


@lru_cache(maxsize=4)
def _opened(files: tuple[tuple[Path, int, int], ...]) -> SQLiteGazetteer | GazetteerUnion:
    builtin = open_builtin()
    if not files:
        return builtin
    return GazetteerUnion([*(open_installed(path) for path, *_ in files), builtin])


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
