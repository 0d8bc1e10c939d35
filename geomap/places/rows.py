"""The rows of a gazetteer's file under a loose key: its places and its packed villages.

One :class:`Rows` belongs to one connection, and so to one thread of one process.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from geomap.places.keyset import KeySet
from geomap.places.names.forms import normal_form
from geomap.places.villages import STEPS, Village, Villages

__all__ = [
    "ADMIN1",
    "COLUMNS",
    "COUNTRY",
    "FORM",
    "KIND",
    "SOURCE",
    "VILLAGE",
    "Row",
    "Rows",
    "Where",
]

COLUMNS = (
    "p.id, p.source, p.source_id, p.name, p.lon / 100000.0, p.lat / 100000.0, p.feature, "
    "p.country, p.admin1, p.admin2, p.population, p.radius_km"
)
_NAMED = (
    f"SELECT {COLUMNS}, n.form, n.kind FROM name n JOIN place p ON p.id = n.place "  # noqa: S608
    "WHERE n.loose = ?"
)
_BETWEEN = " AND n.place BETWEEN ? AND ?"
_STRETCHES = "SELECT country, first, last FROM stretch"
_NO_LAST = 2**62
_KEYSET = "SELECT bits FROM keyset"
_LONGER_KEYS = "SELECT DISTINCT loose FROM name WHERE loose > ? AND loose < ? LIMIT 40"

VILLAGE = "m"
# the source of what is packed
_VILLAGE_KM, _ROUNDED_KM = 1.0, 1.5
# how far a village may reach from its point, and from one known to the minute of arc only
_MINUTE = STEPS // 60

Row = tuple[Any, ...]
# the columns, then the form that was found and its kind
SOURCE, COUNTRY, ADMIN1, FORM, KIND = 1, 7, 8, 12, 13


class Where(NamedTuple):
    """The only country or first-level unit to look in."""

    country: str | None
    admin1: str | None

    def holds(self, country: str | None, admin1: str | None) -> bool:
        """Tell whether a place is to be given."""
        return self.country in (None, country) and self.admin1 in (None, admin1)


_ANYWHERE = Where(None, None)
_KEYS_REMEMBERED = 2048

_KEYS_TRIED = 40


class Named:
    """The rows of one loose key, by the form of the name.

    Of the villages under a key most are called otherwise than what is looked for: their rows
    are made when their form is asked for.

    Parameters
    ----------
    rows : sequence of Row
        The places.
    villages : Villages
        Where the villages are looked up.
    key : str
        The loose key.
    units : frozenset of int, optional
        The only units to look in.
    """

    def __init__(
        self,
        rows: Sequence[Row],
        villages: Villages,
        key: str,
        units: frozenset[int] | None,
    ) -> None:
        self._places, self._villages, self._key, self._units = rows, villages, key, units
        names = villages.names(key, units=units)
        self._forms = dict(zip(names, map(_form_of, names), strict=True))
        # by the villages' names

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """The forms of the names under the key, each once."""
        return tuple(dict.fromkeys([*(row[FORM] for row in self._places), *self._forms.values()]))

    def of(self, forms: Iterable[str]) -> list[Row]:
        """Give the rows of some forms: the places, then the villages, as they are kept."""
        asked = frozenset(forms)
        rows = [row for row in self._places if row[FORM] in asked]
        names = {name: form for name, form in self._forms.items() if form in asked}
        if names:
            for village in self._villages.find(self._key, units=self._units, names=names):
                unit = self._villages.unit(village)
                rows.append(_village_row(village, unit, names[village.name]))
        return rows

    def identities(self) -> set[int | str]:
        """Give what tells the places under the key apart."""
        return {row[0] for row in self.of(self.forms)}


class Rows:
    """Reads the rows of loose keys, and remembers the last of them.

    Parameters
    ----------
    connection : sqlite3.Connection
        An open gazetteer file.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._villages = Villages(connection)
        self._of = lru_cache(maxsize=_KEYS_REMEMBERED)(self._read)
        self._known: KeySet | None = None
        self._numbers: dict[str, tuple[int, int]] | None = None

    def of(self, key: str, where: Where) -> Named:
        """Give the rows of a loose key.

        Parameters
        ----------
        key : str
            What :func:`geomap.places.names.forms.loose_key` gives; nothing has the empty one.
        where : Where
            The only country or unit to look in.

        Returns
        -------
        Named
            Its rows.
        """
        return self._of(key, where)

    def _read(self, key: str, where: Where) -> Named:
        connection, villages = self._connection, self._villages
        rows: list[Row]
        if not key or key not in self.known():
            # Of many names there is no place; then neither table need be looked through.
            return Named((), villages, "", None)
        if where == _ANYWHERE:
            rows = connection.execute(_NAMED, (key,)).fetchall()
            return Named(rows, villages, key, None)
        # A country's places are numbered together, where they are sorted by it.
        stretch = self._stretches().get(where.country or "", (0, _NO_LAST))
        rows = connection.execute(_NAMED + _BETWEEN, (key, *stretch)).fetchall()
        rows = [row for row in rows if where.holds(row[COUNTRY], row[ADMIN1])]
        return Named(rows, villages, key, villages.units_in(*where))

    def _stretches(self) -> dict[str, tuple[int, int]]:
        if self._numbers is None:
            rows = self._connection.execute(_STRETCHES).fetchall()
            self._numbers = {country: (first, last) for country, first, last in rows}
        return self._numbers

    def known(self) -> KeySet:
        """Give the set of all keys; it may say yes too often."""
        if self._known is None:
            self._known = KeySet(self._connection.execute(_KEYSET).fetchone()[0])
        return self._known

    def longer_keys(self, key: str) -> list[str]:
        """Give some keys that begin with a key, and go on: Kwamjilari, Kwamjilari Gana."""
        rows = self._connection.execute(_LONGER_KEYS, (key, f"{key}\U0010ffff")).fetchall()
        return sorted({row[0] for row in rows} | set(self._villages.longer_keys(key)))[:_KEYS_TRIED]


def _form_of(name: str) -> str:
    # What is plain needs no remembering, and would drive out what does.
    plain = name.isalnum() and name.isascii()
    return name.casefold() if plain else normal_form(name)


def _village_row(
    village: Village, unit: tuple[str | None, str | None, str | None], form: str
) -> Row:
    lat, lon = village.lat_steps, village.lon_steps
    rounded = lat % _MINUTE == 0 and lon % _MINUTE == 0
    identity = f"{lat:+}{lon:+}"
    return (
        identity, VILLAGE, identity, village.name, village.lon, village.lat, "PPL", *unit,
        None, _ROUNDED_KM if rounded else _VILLAGE_KM, form, 0,
    )  # fmt: skip
