"""Which country and units many points lie in, worked out in batches.

A gazetteer to install seldom names its units as the built-in one does. Looking the units up
by position makes "Homs" mean the same everywhere. The outlines are simplified, so a point
just off a coast or across a border is given to the nearest unit of its country.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from geomap.errors import ShippedFileError
from geomap.places.areas import to_wkb, unpack_area
from geomap.places.store import Entry

__all__ = ["Around", "Placing", "Units", "open_units"]

_OFF_COAST = 0.3
# degrees beyond a simplified outline in which a point may still be the unit's own
_QUERY = (
    "SELECT a.rings, p.feature, p.name, p.country, p.admin1 FROM area a "
    "JOIN place p ON p.id = a.place WHERE p.feature IN ('PCLI', 'ADM1', 'ADM2') ORDER BY a.place"
)


class Around(NamedTuple):
    """What lies around a point; None where nothing does."""

    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None


class _Unit(NamedTuple):
    feature: str
    name: str
    country: str | None
    admin1: str | None


class Units:
    """The outlines of countries and units, ready to be asked for thousands of points.

    Parameters
    ----------
    units : sequence of tuple
        Feature code (PCLI, ADM1, ADM2), name, country and first-level unit of each.
    outlines : array of shapely geometries
        The outline of each.
    """

    def __init__(self, units: Sequence[tuple[str, str, str | None, str | None]], outlines: Any):
        import shapely

        self._units = [_Unit(*unit) for unit in units]
        self._outlines = outlines
        shapely.prepare(outlines)
        self._tree = shapely.STRtree(outlines)

    def around(
        self, points: Sequence[tuple[float, float]], countries: Sequence[str | None]
    ) -> list[Around]:
        """Tell what lies around each of many points.

        Parameters
        ----------
        points : sequence of (float, float)
            lon and lat, degrees.
        countries : sequence of str or None
            The country of each as its source says (ISO 3166-1 alpha-2), None where it does
            not; only that country's units are looked at then.

        Returns
        -------
        list of Around
            In order.
        """
        import numpy as np
        import shapely

        if not points:
            return []
        at = np.asarray(points, dtype=float)
        inside: list[dict[str, _Unit]] = [{} for _ in points]
        pairs = self._tree.query(shapely.points(at))
        by_unit = pairs[:, np.argsort(pairs[1], kind="stable")]
        starts = np.flatnonzero(np.diff(by_unit[1], prepend=-1))
        for share in np.split(by_unit, starts[1:], axis=1):
            if not share.size:
                continue
            number = int(share[1, 0])
            unit = self._units[number]
            rows = share[0]
            held = shapely.contains_xy(self._outlines[number], at[rows, 0], at[rows, 1])
            for row in rows[held].tolist():
                if countries[row] in (None, unit.country):
                    inside[row].setdefault(unit.feature, unit)
        found = zip(points, countries, inside, strict=True)
        return [self._settled(*one) for one in found]

    def _settled(
        self, point: tuple[float, float], country: str | None, inside: dict[str, _Unit]
    ) -> Around:
        if "PCLI" not in inside and "ADM1" not in inside:
            inside = self._nearest(point, country)
        smallest = inside.get("ADM2") or inside.get("ADM1") or inside.get("PCLI")
        if smallest is None:
            return Around(country=country)
        first, second = inside.get("ADM1"), inside.get("ADM2")
        return Around(
            country=country or smallest.country,
            admin1=first.name if first else second.admin1 if second else None,
            admin2=second.name if second else None,
        )

    def _nearest(self, point: tuple[float, float], country: str | None) -> dict[str, _Unit]:
        """Find the nearest units of one country: where simplifying moved a coast or border."""
        import shapely

        spot = shapely.points(point)
        near = self._tree.query(spot, predicate="dwithin", distance=_OFF_COAST)
        ranked = sorted(
            (float(shapely.distance(self._outlines[number], spot)), int(number)) for number in near
        )
        chosen: dict[str, _Unit] = {}
        for _, number in ranked:
            unit = self._units[number]
            country = country or unit.country
            if unit.country == country:
                chosen.setdefault(unit.feature, unit)
        return chosen


class Placing:
    """Gives entries their country and units, named as the built-in gazetteer names them.

    Parameters
    ----------
    units : Units
        The outlines.
    unit : callable
        From a country's code and what a source calls a first-level unit to its name here,
        None where it is not known.
    """

    def __init__(self, units: Units, unit: Callable[[str, str], str | None]) -> None:
        self._units = units
        self._unit = unit
        self.outside = 0
        self.turned = 0
        # of those outside, the ones that would be inside with lat and lon changed over

    def placed(self, entries: Sequence[Entry]) -> Iterator[Entry]:
        """Give the entries of a batch with their units filled in.

        Parameters
        ----------
        entries : sequence of Entry
            Changed in place.

        Yields
        ------
        Entry
            In order.
        """
        around = self._units.around(
            [(entry.lon, entry.lat) for entry in entries], [entry.country for entry in entries]
        )
        lost = []
        for entry, units in zip(entries, around, strict=True):
            if entry.feature.startswith("PPL") and units.admin1 is None:
                lost.append(entry)
            country = entry.country or units.country
            own = self._unit(country, entry.admin1) if country and entry.admin1 else None
            # Its source knows better than a simplified outline, if its unit is known by name.
            first = own or units.admin1 or entry.admin1
            second = units.admin2 if first == units.admin1 else None
            entry.country = country
            # A country lies in no unit, a first-level unit in no second-level one.
            entry.admin1 = None if entry.feature.startswith("PCL") else first
            above = entry.feature.startswith(("PCL", "ADM1"))
            entry.admin2 = None if above else entry.admin2 or second
            yield entry
        self._count(lost)

    def _count(self, lost: Sequence[Entry]) -> None:
        turned = [entry for entry in lost if abs(entry.lon) <= 90]
        around = self._units.around(
            [(entry.lat, entry.lon) for entry in turned], [entry.country for entry in turned]
        )
        self.outside += len(lost)
        self.turned += sum(units.admin1 is not None for units in around)


@lru_cache(maxsize=1)
def open_units(path: Path) -> Units:
    """Read the outlines of a gazetteer's countries and units.

    Parameters
    ----------
    path : pathlib.Path
        A gazetteer's file.

    Returns
    -------
    Units
        In memory.

    Raises
    ------
    ShippedFileError
        When the file cannot be read.
    """
    import shapely

    try:
        uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        with contextlib.closing(sqlite3.connect(uri, uri=True)) as connection:
            rows = connection.execute(_QUERY).fetchall()
    except sqlite3.Error as error:
        raise ShippedFileError(
            f"cannot be read as a gazetteer: {error}", where=str(path)
        ) from error
    # A ring of an islet may be a single corner once simplified; that outline is left out.
    wkb = [to_wkb(unpack_area(row[0])) for row in rows]
    outlines = shapely.from_wkb(wkb, on_invalid="ignore")
    return Units([tuple(row[1:]) for row in rows], outlines)
