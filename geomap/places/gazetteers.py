"""All gazetteers as one: the built-in, and those installed beside it.

Without an installed gazetteer the built-in answers alone, at no extra cost. With some, every
question goes to all, and what several know is one candidate (:mod:`geomap.places.merging`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from geomap.errors import InstalledFileError
from geomap.model import Candidate, Place
from geomap.places.gazetteer import SQLiteGazetteer, open_builtin
from geomap.places.installed import gazetteer_folder, listed, open_installed
from geomap.places.merging import merged, merged_areas

__all__ = [
    "AreaGazetteer",
    "GazetteerUnion",
    "described",
    "open_gazetteers",
]


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


def open_gazetteers(folder: Path | None = None) -> SQLiteGazetteer | GazetteerUnion:
    """Open the built-in gazetteer and all that are installed, as one.

    Parameters
    ----------
    folder : pathlib.Path, optional
        By default :func:`~geomap.places.installed.gazetteer_folder`.

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
    return _opened(tuple(listed(folder or gazetteer_folder())))


@lru_cache(maxsize=4)
def _opened(files: tuple[tuple[Path, int, int], ...]) -> SQLiteGazetteer | GazetteerUnion:
    builtin = open_builtin()
    if not files:
        return builtin
    return GazetteerUnion([*(open_installed(path) for path, *_ in files), builtin])
