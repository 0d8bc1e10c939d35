"""How well known a name is: not at all, to the gazetteer, or to the world."""

from __future__ import annotations

from functools import lru_cache

from geomap.places.evidence import is_area
from geomap.places.gazetteer import SQLiteGazetteer
from geomap.places.gazetteers import GazetteerUnion
from geomap.places.names.forms import split_level

__all__ = ["Fame"]

_SAME_NAME = 0.9
# The gazetteer's score from which a name is the same in another spelling, not a like one.
_ENGLISH = frozenset(("AU", "CA", "GB", "IE", "NZ", "US"))
# There some hamlet bears nearly every word and surname of an English report: Monday, Smith.
_CITY = 100_000
# People from which a city is known to the world.
_REMEMBERED = 50_000


class Fame:
    """Tells how well known names are; remembers what it told.

    Parameters
    ----------
    gazetteer : SQLiteGazetteer or GazetteerUnion
        Where names are looked up.

    Examples
    --------
    >>> from geomap.places.gazetteer import open_builtin
    >>> fame = Fame(open_builtin())
    >>> [fame(name) for name in ("Aleppo", "Talbiseh", "Zzqqvvxxw")]
    [2, 1, 0]
    """

    def __init__(self, gazetteer: SQLiteGazetteer | GazetteerUnion) -> None:
        self._gazetteer = gazetteer
        self._rank = lru_cache(maxsize=_REMEMBERED)(self._ranked)
        self._glance = lru_cache(maxsize=_REMEMBERED)(gazetteer.may_be_famous)

    def __call__(self, name: str, *, famous: bool = False) -> int:
        """Give 0 for a name not known, 1 for one known to the gazetteer, 2 to the world.

        Parameters
        ----------
        name : str
            The name as written.
        famous : bool
            Whether only fame is asked for, which is told sooner: what is less known gives 0.

        Returns
        -------
        int
            2 for a country, a first-level unit or a large city.
        """
        if not famous:
            return self._rank(name)
        if not self._glance(name, _CITY):
            return 0
        return 2 if self._rank(name) == 2 else 0

    def _ranked(self, name: str) -> int:
        found = self._gazetteer.find(name, exact=True, limit=5)
        places = [candidate.place for candidate in found if candidate.score >= _SAME_NAME]
        if any(
            place.feature.startswith(("PCL", "ADM1")) or (place.population or 0) > _CITY
            for place in places
        ):
            return 2
        said = split_level(name).level is not None
        # "Laurel County" is one, though nobody has counted its people.
        return int(
            any(p.population or p.country not in _ENGLISH or (said and is_area(p)) for p in places)
        )
