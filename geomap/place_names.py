"""Names to places: one name, or a table of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.model import Resolution
from geomap.protocols import Gazetteer

if TYPE_CHECKING:
    from geomap.places.tables.files import Rows

__all__ = ["geocode", "geocode_table", "open_gazetteer"]


def open_gazetteer() -> Gazetteer:
    """Open the gazetteers that names are looked up in.

    Returns
    -------
    Gazetteer
        All that there are, as one.

    Examples
    --------
    >>> open_gazetteer().find("Talbiseh", country="SY")[0].place.admin1
    'Homs'
    """
    from geomap.places.gazetteers import open_gazetteers

    return open_gazetteers()


def geocode(
    name: str,
    *,
    country: str | None = None,
    admin1: str | None = None,
    admin2: str | None = None,
) -> Resolution:
    """Place one name, with the reason and the other candidates.

    Parameters
    ----------
    name : str
        A place's name in any spelling or script; commas part it from the units it lies in.
    country : str, optional
        ISO 3166-1 code or name, in any language.
    admin1, admin2 : str, optional
        The first-level and the second-level unit that it lies in.

    Returns
    -------
    Resolution
        With ``place`` None and the reason where it is not found or not sure.

    Raises
    ------
    UsageError
        When the name is empty, or the country is not known.

    Examples
    --------
    >>> geocode("Talbiseh, Homs").place.country
    'SY'
    """
    from geomap.places.tables.rows import Query, row_geocoder

    query = Query(name=name, country=country, admin1=admin1, admin2=admin2)
    return row_geocoder(open_gazetteer())(query)


def geocode_table(
    table: str | Path | Iterable[Mapping[str, Any]],
    *,
    name: str,
    country: str | None = None,
    admin1: str | None = None,
    admin2: str | None = None,
) -> Iterator[Resolution]:
    """Place every row of a table; rows say nothing of each other.

    Parameters
    ----------
    table : path or iterable of mappings
        A CSV file or JSON lines, or rows such as ``frame.to_dict("records")`` gives.
    name : str
        The column of the places' names.
    country, admin1, admin2 : str, optional
        Columns; or the one country or unit that all rows lie in, where there is no such
        column.

    Yields
    ------
    Resolution
        One a row, in order; with ``place`` None and the reason where it is not placed.

    Raises
    ------
    UsageError
        When a column is missing or the file is broken.

    Examples
    --------
    >>> rows = [{"town": "Talbiseh"}, {"town": "Zzqqvvxxw"}]
    >>> [r.place.admin1 if r.place else None
    ...  for r in geocode_table(rows, name="town", country="SY")]
    ['Homs', None]
    """
    from geomap.places.tables.files import open_table, records_of

    units = {"country": country, "admin1": admin1, "admin2": admin2}
    if isinstance(table, str | Path):
        with open_table(table, name=name) as opened:
            yield from _placed(opened, name, units)
        return
    if (records := records_of(table)).columns:
        yield from _placed(records, name, units)


def _placed(rows: Rows, name: str, units: Mapping[str, str | None]) -> Iterator[Resolution]:
    from geomap.places.tables.rows import choose_columns, geocode_rows

    gazetteer = open_gazetteer()
    columns = choose_columns(rows.columns, name=name, gazetteer=gazetteer, **units)
    yield from geocode_rows(map(columns.query, rows.rows()), gazetteer=gazetteer)
