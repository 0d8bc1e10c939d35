"""Many single names, each with the units it lies in: the rows of a table.

Rows are independent: no row says anything of another. A row that comes again gets the
answer it got before, and a unit's name is looked up once, not once a row.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from geomap.errors import UsageError
from geomap.model import Candidate, Resolution, Toponym
from geomap.places.countries import country_iso2
from geomap.places.geocoding import geocode
from geomap.places.names.forms import normal_form
from geomap.protocols import Gazetteer
from geomap.stretches import Span
from geomap.vocabulary import ToponymRole

__all__ = ["Columns", "Query", "choose_columns", "geocode_rows", "row_geocoder"]

_REMEMBERED_ROWS = 4_096
_REMEMBERED_NAMES = 2_048
_CANDIDATES_LOOKED_UP = 50
_CANDIDATES_KEPT = 250
# as many as the resolver asks for
_UNIT_SCORE = 0.9
# The gazetteer's score from which a name is the unit's own, not a like one.


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What a row asks for."""

    name: str
    admin1: str | None = None
    admin2: str | None = None
    country: str | None = None
    # a code or a name, as written


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Where in a row the parts of its query are: a position, or one text for all rows."""

    name: int
    admin1: int | str | None = None
    admin2: int | str | None = None
    country: int | str | None = None

    def query(self, row: Sequence[Any]) -> Query:
        """Make the query of a row.

        Parameters
        ----------
        row : sequence
            The cells; what is no text and no number counts as empty.

        Returns
        -------
        Query
            Its name is empty where the row has none.

        Examples
        --------
        >>> Columns(name=1, country="SY").query(["17", " Homs "])
        Query(name='Homs', admin1=None, admin2=None, country='SY')
        """
        return Query(
            name=_text(row[self.name]) or "",
            admin1=_part(row, self.admin1),
            admin2=_part(row, self.admin2),
            country=_part(row, self.country),
        )


def _part(row: Sequence[Any], where: int | str | None) -> str | None:
    return _text(row[where]) if isinstance(where, int) else where


def _text(cell: Any) -> str | None:
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return None
    if isinstance(cell, float) and not math.isfinite(cell):
        return None  # how data frames write an empty cell
    return str(cell).strip() or None


def choose_columns(
    columns: Sequence[str],
    *,
    name: str,
    country: str | None = None,
    admin1: str | None = None,
    admin2: str | None = None,
    gazetteer: Gazetteer,
) -> Columns:
    """Find the columns that were named.

    A column of that name wins. Where there is none, ``country``, ``admin1`` and ``admin2``
    may be the one country or unit of all rows, if the gazetteer knows it.

    Parameters
    ----------
    columns : sequence of str
        The table's columns.
    name : str
        The column of the places' names.
    country, admin1, admin2 : str, optional
        A column, or the country or unit that all rows lie in.
    gazetteer : Gazetteer
        Knows which countries and units there are.

    Returns
    -------
    Columns
        The positions.

    Raises
    ------
    UsageError
        When there is no such column and no such country or unit; it lists the columns.

    Examples
    --------
    >>> from geomap.places.gazetteer import open_builtin
    >>> choose_columns(["Town", "Land"], name="town", country="Syria", gazetteer=open_builtin())
    Columns(name=0, admin1=None, admin2=None, country='SY')
    """
    position = _position(columns, name)
    if position is None:
        raise UsageError(f"there is no column {name!r}; {_listing(columns)}")
    return Columns(
        name=position,
        country=_column_or(columns, "country", country, gazetteer),
        admin1=_column_or(columns, "admin1", admin1, gazetteer),
        admin2=_column_or(columns, "admin2", admin2, gazetteer),
    )


def _column_or(
    columns: Sequence[str], part: str, wanted: str | None, gazetteer: Gazetteer
) -> int | str | None:
    if wanted is None:
        return None
    position = _position(columns, wanted)
    if position is not None:
        return position
    if part != "country" and _is_unit(wanted, gazetteer):
        return wanted
    try:
        if part == "country":
            return country_iso2(wanted, gazetteer=gazetteer)
    except UsageError as error:
        raise UsageError(
            f"{wanted!r} is neither a column nor a country; {_listing(columns)}"
        ) from error
    raise UsageError(f"{wanted!r} is neither a column nor a known unit; {_listing(columns)}")


def _position(columns: Sequence[str], wanted: str) -> int | None:
    """Find a column by its name, or else by its name in whatever case."""
    for same in (str, _plain):
        found = [index for index, column in enumerate(columns) if same(column) == same(wanted)]
        if len(found) == 1:
            return found[0]
        if found:
            raise UsageError(f"{len(found)} columns are called {wanted!r}; rename all but one")
    return None


def _plain(column: str) -> str:
    return column.strip().casefold()


def _listing(columns: Sequence[str]) -> str:
    return f"the columns are {', '.join(repr(column) for column in columns)}"


def _is_unit(wanted: str, gazetteer: Gazetteer) -> bool:
    found = gazetteer.find(wanted, limit=_CANDIDATES_LOOKED_UP)
    return any(c.score >= _UNIT_SCORE and c.place.feature.startswith("ADM") for c in found)


class _Remembering:
    """A gazetteer that looks the same thing up once: units come again in every row."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.name = gazetteer.name
        self.version = gazetteer.version
        self._gazetteer = gazetteer
        self._found = lru_cache(maxsize=_REMEMBERED_NAMES)(self._find)

    def __getattr__(self, name: str) -> Any:
        """Offer what else the gazetteer can do."""
        return getattr(self._gazetteer, name)

    def find(
        self,
        name: str,
        *,
        country: str | None = None,
        fuzzy: bool = False,
        limit: int = 50,
        **options: Any,
    ) -> Sequence[Candidate]:
        """Give the places of this name; few and many are asked for once."""
        most = max(limit, _CANDIDATES_KEPT)
        found = self._found(name, country, fuzzy, most, tuple(sorted(options.items())))
        return found[:limit]

    def _find(
        self,
        name: str,
        country: str | None,
        fuzzy: bool,
        limit: int,
        options: tuple[tuple[str, Any], ...],
    ) -> tuple[Candidate, ...]:
        known = dict(options)
        return tuple(self._gazetteer.find(name, country=country, fuzzy=fuzzy, limit=limit, **known))


class _Settled:
    """A gazetteer in which one name is that of a first-level unit and nothing else."""

    def __init__(self, gazetteer: _Remembering, written: str, unit: Candidate) -> None:
        self.name = gazetteer.name
        self.version = gazetteer.version
        self._gazetteer = gazetteer
        self._written = written
        self._unit = (unit,)

    def __getattr__(self, name: str) -> Any:
        """Offer what else the gazetteer can do."""
        return getattr(self._gazetteer, name)

    def find(self, name: str, **options: Any) -> Sequence[Candidate]:
        """Give the places of this name, or the unit alone."""
        return self._unit if name == self._written else self._gazetteer.find(name, **options)


def _settled(gazetteer: _Remembering, admin1: str, country: str) -> Gazetteer:
    """Settle what the column of the first-level units means, where it is plain.

    The resolver would weigh in each row again whether the town of that name is meant.
    """
    found = gazetteer.find(admin1, country=country, limit=_CANDIDATES_LOOKED_UP)
    units = [c for c in found if c.score >= _UNIT_SCORE and c.place.feature == "ADM1"]
    return _Settled(gazetteer, admin1, units[0]) if len(units) == 1 else gazetteer


def row_geocoder(gazetteer: Gazetteer) -> Callable[[Query], Resolution]:
    """Make a function that places one query after the other and remembers its answers.

    Parameters
    ----------
    gazetteer : Gazetteer
        Where to look.

    Returns
    -------
    callable
        Takes a `Query` and gives a `Resolution`; raises `UsageError` where the query has no
        name or its country is not known. Same query, same answer.

    Examples
    --------
    >>> from geomap.places.gazetteer import open_builtin
    >>> place = row_geocoder(open_builtin())(Query(name="Talbiseh", country="Syria")).place
    >>> place.admin1
    'Homs'
    """
    remembering = _Remembering(gazetteer)

    @lru_cache(maxsize=_REMEMBERED_NAMES)
    def code(country: str) -> str:
        return country_iso2(country, gazetteer=remembering)

    @lru_cache(maxsize=_REMEMBERED_NAMES)
    def settled(admin1: str, country: str) -> Gazetteer:
        return _settled(remembering, admin1, country)

    @lru_cache(maxsize=_REMEMBERED_ROWS)
    def place(query: Query) -> Resolution:
        country = None if query.country is None else code(query.country)
        looked_in: Gazetteer = remembering
        if country and query.admin1 and normal_form(query.admin1) != normal_form(query.name):
            looked_in = settled(query.admin1, country)
        return geocode(
            query.name,
            gazetteer=looked_in,
            country=country,
            admin1=query.admin1,
            admin2=query.admin2,
        )

    return place


def geocode_rows(queries: Iterable[Query], *, gazetteer: Gazetteer) -> Iterator[Resolution]:
    """Place the rows of a table, one after the other.

    Parameters
    ----------
    queries : iterable of Query
        One a row; they are taken as the answers are asked for.
    gazetteer : Gazetteer
        Where to look.

    Yields
    ------
    Resolution
        One a row, in order. A row without a name, or with an unknown country, is not
        placed, and the reason says so.

    Examples
    --------
    >>> from geomap.places.gazetteer import open_builtin
    >>> rows = [Query(name="Talbiseh", admin1="Homs"), Query(name="", country="SY")]
    >>> [r.place.country if r.place else r.reason
    ...  for r in geocode_rows(rows, gazetteer=open_builtin())]
    ['SY', 'the row has no name']
    """
    place = row_geocoder(gazetteer)
    for query in queries:
        if not query.name.strip():
            yield _not_placed(query, "the row has no name")
            continue
        try:
            yield place(query)
        except UsageError as error:
            yield _not_placed(query, error.message)


def _not_placed(query: Query, reason: str) -> Resolution:
    toponym = Toponym(
        span=Span(report_id="name", start=0, end=max(1, len(query.name))),
        surface=query.name,
        role=ToponymRole.EVENT,
    )
    return Resolution(toponym=toponym, place=None, probability=0.0, reason=reason)
