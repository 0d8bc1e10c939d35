"""The gazetteers: one SQLite file each, opened read-only, safe for many processes."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from geomap.errors import ShippedFileError
from geomap.model import Candidate, Place
from geomap.places.areas import covers, polygon_rings
from geomap.places.levels import DIRECTION_FIRST
from geomap.places.names import likeness, loose_key, normal_form, spellings, split_level
from geomap.shipped import shipped_path

__all__ = ["BUILTIN", "SQLiteGazetteer", "open_builtin"]

BUILTIN = "built/gazetteer.sqlite"
# below the package's data folder

_SCHEMA = "1"
_SOURCES = {"g": "geonames", "n": "naturalearth", "c": "census", "s": "geomap"}

_COLUMNS = (
    "p.id, p.source, p.source_id, p.name, p.lon, p.lat, p.feature, p.country, "
    "p.admin1, p.admin2, p.population, p.radius_km"
)
_NAMED = f"SELECT {_COLUMNS}, n.form, n.kind FROM name n JOIN place p ON p.id = n.place"  # noqa: S608
_BY_FORM = f"{_NAMED} WHERE n.form = ?"
_BY_LOOSE = f"{_NAMED} WHERE n.loose = ?"
_AROUND = (
    f"SELECT {_COLUMNS}, a.wkb FROM area a JOIN place p ON p.id = a.place "  # noqa: S608
    "WHERE ? BETWEEN a.min_lon AND a.max_lon AND ? BETWEEN a.min_lat AND a.max_lat"
)

# How well a name answers: its own name, another of its names, a demonym, an unlike name, a
# country's name in a tongue that reports are not in.
_KIND_SCORES = (1.0, 0.95, 0.93, 0.83, 0.7)
_CORE = 0.97  # what stands when the words for its kind are taken off
_ALTERNATIVE = 0.95  # one of several names written together
_PART = 0.9  # "northern Idlib", when there is no place of that name
_SEVERAL = 0.98  # bears two of the names written together
_LOOSE = 0.8  # the most that another romanisation can reach
_FUZZY = 0.7  # the most that a misspelling can reach
_LOOSE_LIKENESS, _FUZZY_LIKENESS = 0.8, 0.85
_SHORT_KEY, _SHORT_LIKENESS = 3, 0.85  # short skeletons are shared by unlike names
_FUZZY_LENGTHS = range(4, 25)
# shorter skeletons are one edit away from everything, longer ones are no name
_ALPHABET = "abdfghjklmnprstuvyz"

_AREAS = ("PCL", "ADM")


class SQLiteGazetteer:
    """A gazetteer in one SQLite file.

    Parameters
    ----------
    path : pathlib.Path
        A file that the recipe or ``geomap gazetteer add`` made.

    Raises
    ------
    ShippedFileError
        When the file is missing, broken, or made by another version of geomap.

    Examples
    --------
    >>> gazetteer = open_builtin()
    >>> gazetteer.find("Hims", country="SY")[0].place.country
    'SY'
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()
        meta = self.meta()
        if meta.get("schema") != _SCHEMA:
            raise ShippedFileError(
                f"the gazetteer's schema is {meta.get('schema')!r}, this geomap reads {_SCHEMA!r}; "
                "make or install it again",
                where=str(path),
            )
        self.name = meta["name"]
        self.version = meta["version"]
        self._area = lru_cache(maxsize=512)(self._read_area)

    def __reduce__(self) -> tuple[type[SQLiteGazetteer], tuple[Path]]:
        """Open anew in another process."""
        return type(self), (self._path,)

    def _connection(self) -> sqlite3.Connection:
        # A connection belongs to one thread of one process; a fork must not share it.
        owner = getattr(self._local, "owner", None)
        if owner != os.getpid():
            uri = f"{self._path.resolve().as_uri()}?mode=ro&immutable=1"
            connection = sqlite3.connect(uri, uri=True)
            connection.execute("PRAGMA mmap_size = 268435456")
            self._local.connection = connection
            self._local.owner = os.getpid()
        opened: sqlite3.Connection = self._local.connection
        return opened

    def meta(self) -> dict[str, str]:
        """Tell what this gazetteer is: name, version, date, licence, attribution.

        Returns
        -------
        dict
            As its recipe wrote it.

        Raises
        ------
        ShippedFileError
            When the file is no gazetteer.

        Examples
        --------
        >>> "CC-BY-4.0" in open_builtin().meta()["licence"]
        True
        """
        try:
            return dict(self._connection().execute("SELECT key, value FROM meta ORDER BY key"))
        except sqlite3.Error as error:
            raise ShippedFileError(
                f"cannot be read as a gazetteer: {error}; make or install it again",
                where=str(self._path),
            ) from error

    def find(
        self,
        name: str,
        *,
        country: str | None = None,
        admin1: str | None = None,
        fuzzy: bool = False,
        limit: int = 50,
    ) -> Sequence[Candidate]:
        """Give the places of this name, in any spelling or script, best match first.

        Parameters
        ----------
        name : str
            The name as written; words for the place's kind may stand with it.
        country : str, optional
            ISO 3166-1 alpha-2 code of the only country to look in.
        admin1 : str, optional
            Name of the only first-level unit to look in, as the gazetteer calls it.
        fuzzy : bool
            Whether to look for misspellings when neither the name nor another romanisation
            of it is there.
        limit : int
            The most candidates to give.

        Returns
        -------
        sequence of Candidate
            With a score from 0 to 1 that says how well the name fits; equal scores by
            importance. Empty when nothing fits.

        Examples
        --------
        >>> [c.place.admin1 for c in open_builtin().find("al-Latamneh", country="SY")]
        ['Hama']
        """
        found: dict[int, tuple[float, tuple[object, ...]]] = {}
        for written, most in _written_forms(name):
            if found and most != _ALTERNATIVE:
                break
            form = normal_form(written)
            for row in self._rows(_BY_FORM, form, country, admin1):
                _keep(found, row, most * _KIND_SCORES[int(str(row[13]))])
        if len(found) > 1:
            self._prefer_two_names(found, name, country, admin1)
        if not found:
            self._find_loosely(found, name, country, admin1)
        if not found and fuzzy:
            self._find_misspelt(found, name, country, admin1)
        ranked = sorted(found.values(), key=_rank)
        return tuple(
            Candidate(place=self._place(row), score=round(score, 4))
            for score, row in ranked[:limit]
        )

    def _rows(
        self, query: str, key: str, country: str | None, admin1: str | None
    ) -> Iterator[tuple[object, ...]]:
        if not key:
            return
        parameters = [key]
        if country is not None:
            query, parameters = query + " AND p.country = ?", [*parameters, country]
        if admin1 is not None:
            query, parameters = query + " AND p.admin1 = ?", [*parameters, admin1]
        yield from self._connection().execute(query, parameters)

    def _prefer_two_names(
        self,
        found: dict[int, tuple[float, tuple[object, ...]]],
        name: str,
        country: str | None,
        admin1: str | None,
    ) -> None:
        """Put first what bears two of the names written together, in any romanisation."""
        bears: Counter[int] = Counter()
        for written, most in _written_forms(name):
            if most == _ALTERNATIVE:
                rows = self._rows(_BY_LOOSE, loose_key(written), country, admin1)
                bears.update({int(str(row[0])) for row in rows})
        for identity, names in bears.items():
            if names > 1 and identity in found:
                _keep(found, found[identity][1], _SEVERAL)

    def _find_loosely(
        self,
        found: dict[int, tuple[float, tuple[object, ...]]],
        name: str,
        country: str | None,
        admin1: str | None,
    ) -> None:
        for written, most in _written_forms(name):
            form = normal_form(written)
            key = loose_key(form)
            needed = _LOOSE_LIKENESS if len(key) > _SHORT_KEY else _SHORT_LIKENESS
            for row in self._rows(_BY_LOOSE, key, country, admin1):
                alike = likeness(form, str(row[12]))
                if alike >= needed or not form.isascii():
                    _keep(found, row, most * _LOOSE * alike * _KIND_SCORES[int(str(row[13]))])
            if found:
                return

    def _find_misspelt(
        self,
        found: dict[int, tuple[float, tuple[object, ...]]],
        name: str,
        country: str | None,
        admin1: str | None,
    ) -> None:
        form = normal_form(split_level(name).core)
        key = loose_key(form)
        if len(key) not in _FUZZY_LENGTHS:
            return
        for near in _one_edit_away(key):
            for row in self._rows(_BY_LOOSE, near, country, admin1):
                alike = likeness(form, str(row[12]))
                if alike >= _FUZZY_LIKENESS:
                    _keep(found, row, _FUZZY * alike * _KIND_SCORES[int(str(row[13]))])

    def containing(self, lon: float, lat: float) -> tuple[Place, ...]:
        """Give the areas around a point, the largest first: country, then its units.

        Parameters
        ----------
        lon, lat : float
            Degrees, WGS 84.

        Returns
        -------
        tuple of Place
            Empty at sea.

        Examples
        --------
        >>> [place.name for place in open_builtin().containing(36.7, 34.7)]
        ['Syria', 'Homs']
        """
        around = [
            (row[6] != "PCLI", str(row[6]), str(row[3]), row[:12])
            for row in self._connection().execute(_AROUND, (lon, lat))
            if covers(polygon_rings(row[12]), lon, lat)
        ]
        return tuple(self._place(row) for *_, row in sorted(around, key=lambda found: found[:3]))

    def area(self, place: Place) -> bytes | None:
        """Give a place's area as WKB, None where it is not known.

        Parameters
        ----------
        place : Place
            One of this gazetteer's places.

        Returns
        -------
        bytes or None
            WKB Polygon or MultiPolygon, lon and lat.

        Examples
        --------
        >>> gazetteer = open_builtin()
        >>> town = gazetteer.find("Talbiseh", country="SY")[0].place
        >>> gazetteer.area(town) is None
        True
        """
        return place.geometry

    def _place(self, row: Sequence[object]) -> Place:
        identity, source, source_id, name, lon, lat, feature, country, admin1, admin2 = row[:10]
        population, radius_km = row[10:12]
        has_area = str(feature).startswith(_AREAS)
        return Place(
            gazetteer=self.name,
            version=self.version,
            id=f"{_SOURCES[str(source)]}:{source_id}",
            name=str(name),
            lon=float(str(lon)),
            lat=float(str(lat)),
            radius_km=float(str(radius_km)),
            feature=str(feature),
            country=None if country is None else str(country),
            admin1=None if admin1 is None else str(admin1),
            admin2=None if admin2 is None else str(admin2),
            population=None if population is None else int(str(population)),
            geometry=self._area(int(str(identity))) if has_area else None,
        )

    def _read_area(self, identity: int) -> bytes | None:
        query = "SELECT wkb FROM area WHERE place = ?"
        row = self._connection().execute(query, (identity,)).fetchone()
        return bytes(row[0]) if row else None


def open_builtin() -> SQLiteGazetteer:
    """Open the gazetteer that geomap ships.

    Returns
    -------
    SQLiteGazetteer
        The whole world: towns, first-level units, countries, seas and regions.

    Raises
    ------
    ShippedFileError
        When it is missing or broken.

    Examples
    --------
    >>> open_builtin().name
    'builtin'
    """
    return SQLiteGazetteer(shipped_path(BUILTIN))


def _written_forms(name: str) -> Iterable[tuple[str, float]]:
    """Give the ways to read a written name, each with the most it may score, best first."""
    whole, *alternatives = spellings(name) or (name,)
    core = split_level(whole).core
    forms = {whole: 1.0}
    forms.setdefault(core, _CORE)
    for spelling in alternatives:
        forms.setdefault(split_level(spelling).core, _ALTERNATIVE)
    if (first := DIRECTION_FIRST.match(core)) and first.end() < len(core):
        forms.setdefault(core[first.end() :], _PART)
    return forms.items()


def _keep(
    found: dict[int, tuple[float, tuple[object, ...]]], row: tuple[object, ...], score: float
) -> None:
    identity = int(str(row[0]))
    if identity not in found or found[identity][0] < score:
        found[identity] = score, row


def _rank(scored: tuple[float, tuple[object, ...]]) -> tuple[float, int, int, str]:
    score, row = scored
    feature, population = str(row[6]), int(str(row[10] or 0))
    areas_first = 0 if feature.startswith("PCL") else 1 if feature == "ADM1" else 2
    return -round(score, 4), areas_first, -population, str(row[2])


def _one_edit_away(key: str) -> Iterator[str]:
    """Give the keys that one letter too many, too few or wrong leads to, each once."""
    seen = {key}
    for index in range(len(key) + 1):
        head, tail = key[:index], key[index:]
        variants = [head + letter + tail for letter in _ALPHABET]
        if tail:
            variants += [head + tail[1:], *(head + letter + tail[1:] for letter in _ALPHABET)]
        for variant in variants:
            if variant not in seen and len(variant) > 2:
                seen.add(variant)
                yield variant
