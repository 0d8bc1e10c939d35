"""The gazetteers: one SQLite file each, opened read-only, safe for many processes."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from geomap.errors import ShippedFileError
from geomap.model import Candidate, Place
from geomap.places.answering import (
    ALTERNATIVE,
    FUZZY,
    KIND_SCORES,
    LONGER,
    LOOSE,
    SEVERAL,
    SHORTER,
    SITE,
    Alike,
    Found,
    keep,
    rank,
    written_forms,
)
from geomap.places.areas import Ring, covers, to_wkb, unpack_area
from geomap.places.names.forms import (
    form_key,
    loose_key,
    normal_form,
    split_level,
)
from geomap.places.names.likeness import near_keys, needed_likeness
from geomap.places.rows import (
    COLUMNS,
    FORM,
    KIND,
    SOURCE,
    VILLAGE,
    Row,
    Rows,
    Where,
)
from geomap.shipped import shipped_path

__all__ = ["BUILTIN", "SQLiteGazetteer", "open_builtin"]

BUILTIN = "built/gazetteer.sqlite"
# below the package's data folder

_SCHEMA = "3"
_SOURCES = {"g": "geonames", "n": "naturalearth", "c": "census", "s": "geomap", "m": "maxmind"}

_AROUND = (
    f"SELECT {COLUMNS} FROM area a JOIN place p ON p.id = a.place "  # noqa: S608
    "WHERE ? BETWEEN a.min_lon AND a.max_lon AND ? BETWEEN a.min_lat AND a.max_lat"
)
_FAMOUS = (
    "SELECT 1 FROM name n JOIN place p ON p.id = n.place WHERE n.loose = ? "
    "AND (p.feature LIKE 'PCL%' OR p.feature LIKE 'ADM1%' OR p.population > ?) LIMIT 1"
)

_VERY_LIKE, _KEYS_AFTER = 0.92, 8
# After such a find so many more of the keys: the likeliest come first.
_KEYS_NEAR = 160  # nearly all are known to be missing without a look
_FUZZY_LENGTHS = range(4, 25)
# shorter skeletons are one edit away from everything, longer ones are no name

_AREAS = ("PCL", "ADM")
_ANSWERS_REMEMBERED = 2048
# A report asks for its names more than once, a corpus for the same ones again and again.

_BORDERS_REMEMBERED = 128
# The points of one report lie in a few countries; their borders are the dearest to unpack.


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
        self._borders = lru_cache(maxsize=_BORDERS_REMEMBERED)(self._read_borders)
        self._answer = lru_cache(maxsize=_ANSWERS_REMEMBERED)(self._find)

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
            self._local.rows = Rows(connection)
            self._local.owner = os.getpid()
        opened: sqlite3.Connection = self._local.connection
        return opened

    def _rows(self) -> Rows:
        self._connection()
        rows: Rows = self._local.rows
        return rows

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
        exact: bool = False,
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
            Whether to give misspellings too; they score less than the name itself and other
            romanisations of it.
        exact : bool
            Whether to give the name itself only and no other romanisation, which scores 0.8 at
            most and takes the most time.
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
        return self._answer(name, Where(country, admin1), (fuzzy, exact), limit)

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
            False only where `find` gives no such place.

        Examples
        --------
        >>> [open_builtin().may_be_famous(name, 100_000) for name in ("Aleppo", "Talbiseh")]
        [True, False]
        """
        keys = {form_key(normal_form(written)) for written, _ in written_forms(name)}
        ask = self._connection().execute
        return any(ask(_FAMOUS, (key, population)).fetchone() for key in keys)

    def _find(
        self, name: str, where: Where, reach: tuple[bool, bool], limit: int
    ) -> Sequence[Candidate]:
        fuzzy, exact = reach
        found: Found = {}
        for written, most in written_forms(name):
            if (found and most != ALTERNATIVE) or (exact and most == SITE):
                break
            form = normal_form(written)
            for row in self._rows().of(form_key(form), where).of((form,)):
                keep(found, row, most * KIND_SCORES[row[KIND]])
        if len(found) > 1:
            self._prefer_two_names(found, name, where)
        if not exact and all(row[SOURCE] == VILLAGE for _, row in found.values()):
            # A hamlet of just this name may be far from the town that is spelt otherwise.
            self._find_loosely(found, name, where)
        if fuzzy:
            self._find_misspelt(found, name, where)
        ranked = sorted(found.values(), key=rank)
        return tuple(
            Candidate(place=self._place(row), score=round(score, 4))
            for score, row in ranked[:limit]
        )

    def _prefer_two_names(self, found: Found, name: str, where: Where) -> None:
        """Put first what bears two of the names written together, in any romanisation."""
        bears: Counter[int | str] = Counter()
        for written, most in written_forms(name):
            if most == ALTERNATIVE:
                bears.update(self._rows().of(loose_key(written), where).identities())
        for identity, names in bears.items():
            if names > 1 and identity in found:
                keep(found, found[identity][1], SEVERAL)

    def _find_loosely(self, found: Found, name: str, where: Where) -> None:
        exact = len(found)
        for written, most in written_forms(name):
            form = normal_form(written)
            key = form_key(form)
            alike = Alike(form, needed_likeness(key) if form.isascii() else 0.0)
            named = self._rows().of(key, where)
            likely = {other: alike.to(other) for other in named.forms}
            for row in named.of([other for other in likely if likely[other]]):
                keep(found, row, most * LOOSE * likely[row[FORM]] * KIND_SCORES[row[KIND]])
            if len(found) > exact:
                return

    def _find_misspelt(self, found: Found, name: str, where: Where) -> None:
        form = normal_form(split_level(name).core)
        key = form_key(form)
        if len(key) not in _FUZZY_LENGTHS:
            return
        rows = self._rows()
        known = rows.known()
        alike = Alike(form, needed_likeness(key, misspelt=True))
        left = _KEYS_NEAR
        for near in near_keys(form, most=_KEYS_NEAR):
            if near not in known:
                continue
            if left == 0:
                break
            left -= 1
            named = rows.of(near, where)
            # What is much shorter is a code among the names, such as an airport's.
            long = [other for other in named.forms if len(other) >= SHORTER * len(form)]
            likely = {other: alike.to(other) for other in long}
            for row in named.of([other for other in likely if likely[other]]):
                keep(found, row, FUZZY * likely[row[FORM]] * KIND_SCORES[row[KIND]])
            if max(likely.values(), default=0.0) >= _VERY_LIKE:
                left = min(left, _KEYS_AFTER)
        for longer in rows.longer_keys(key):
            named = rows.of(longer, where)
            for row in named.of([o for o in named.forms if o.startswith(f"{form} ")]):
                keep(found, row, LONGER * KIND_SCORES[row[KIND]])

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
            (row[6] != "PCLI", str(row[6]), str(row[3]), row)
            for row in self._connection().execute(_AROUND, (lon, lat)).fetchall()
            if covers(self._borders(row[0]), lon, lat)
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

    def _place(self, row: Row) -> Place:
        identity, source, source_id, name, lon, lat, feature, country, admin1, admin2 = row[:10]
        return Place(
            gazetteer=self.name,
            version=self.version,
            id=f"{_SOURCES.get(source, source)}:{source_id}",
            name=name,
            lon=lon,
            lat=lat,
            radius_km=row[11],
            feature=feature,
            country=country,
            admin1=admin1,
            admin2=admin2,
            population=row[10],
            geometry=self._area(identity) if feature.startswith(_AREAS) else None,
        )

    def _read_area(self, identity: int) -> bytes | None:
        borders = self._borders(identity)
        return to_wkb(borders) if borders else None

    def _read_borders(self, identity: int) -> list[list[Ring]]:
        query = "SELECT rings FROM area WHERE place = ?"
        row = self._connection().execute(query, (identity,)).fetchone()
        return unpack_area(row[0]) if row else []


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
