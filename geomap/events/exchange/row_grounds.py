"""Where a row of a table is: its own coordinates, drawn as exactly as it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final, Protocol

import shapely

from geomap.events.exchange.lexicon import exchange_lexicon
from geomap.events.exchange.row_cells import RowCells
from geomap.events.ground.ground import circle, distance_km
from geomap.events.terms.countries import country_of_fips, country_of_name
from geomap.events.terms.folding import folded
from geomap.model import Candidate, Place, Resolution, Toponym

__all__ = ["Grounds", "NoGrounds", "RowGround", "row_ground"]

_FEATURES: Final[Mapping[int, str]] = {3: "ADM2", 4: "ADM1", 5: "AREA", 6: "PCLI", 7: "SEA"}
_RADIUS_KM: Final[Mapping[int, float]] = {
    1: 3.0, 2: 25.0, 3: 30.0, 4: 100.0, 5: 50.0, 6: 400.0, 7: 100.0,
}  # fmt: skip
_UNTOLD_KM: Final = 5.0
# … of a table that does not say how exact its points are
_GEO_PRECISION: Final = {1: 1, 2: 2, 3: 4}
# ACLED's to UCDP's where_prec: 2 is near a place, 3 a provincial capital for its province
_AREA: Final = 3
# where_prec from which on a place is an area
_UNNAMED: Final = "unnamed place"
_PROVINCE: Final = 4
_UNIT_KM: Final = 60.0
# from the point of a district without an outline
_AREA_SHAPES: Final = ("Polygon", "MultiPolygon")


class Grounds(Protocol):
    """Knows places, for rows that name one and give no coordinates, and units' outlines."""

    def unit(self, country: str, admin1: str | None, admin2: str | None) -> Place | None:
        """Give the unit of this name, or the country."""
        ...

    def find(
        self, name: str, country: str | None, admin1: str | None, admin2: str | None
    ) -> Resolution | None:
        """Place a name; None where there is no gazetteer to ask."""
        ...

    def near(self, name: str, country: str, lon: float, lat: float) -> Place | None:
        """Give the town or village of this name at some coordinates."""
        ...


class NoGrounds:
    """Knows no places: what has no coordinates is not placed."""

    def unit(self, country: str, admin1: str | None, admin2: str | None) -> Place | None:
        """Give None."""
        del country, admin1, admin2
        return None

    def find(
        self, name: str, country: str | None, admin1: str | None, admin2: str | None
    ) -> Resolution | None:
        """Give None."""
        del name, country, admin1, admin2
        return None

    def near(self, name: str, country: str, lon: float, lat: float) -> Place | None:
        """Give None."""
        del name, country, lon, lat
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class RowGround:
    """What a row says of where it was."""

    name: str | None
    country: str | None
    admin1: str | None
    admin2: str | None
    lon: float | None
    lat: float | None
    shape: Any
    # an area, where the row has one
    precision: int | None
    # UCDP where_prec; None where the table does not say
    radius_km: float | None

    @property
    def named(self) -> str | None:
        """The finest name that it gives."""
        return self.name or self.admin2 or self.admin1

    def resolution(self, toponym: Toponym, grounds: Grounds, *, source: str) -> Resolution:
        """Place the row.

        Parameters
        ----------
        toponym : Toponym
            Its place's name, or its coordinates as written.
        grounds : Grounds
            Where names and units are looked up.
        source : str
            Whose table it is.

        Returns
        -------
        Resolution
            At its own coordinates, or where its name is.
        """
        if self.lon is None or self.lat is None:
            return self._looked_up(toponym, grounds)
        place, outline = self._place(self.lon, self.lat, grounds)
        # The coordinates stand in their columns only, where redaction finds them.
        exactly = "" if self.precision is None else f", where_prec {self.precision}"
        return Resolution(
            toponym=toponym,
            place=place,
            probability=1.0,
            reason=f"{source} gives its coordinates{exactly}{outline}",
            precision=self.precision,
            radius_km=place.radius_km,
            candidates=(Candidate(place=place, score=1.0),),
        )

    def _looked_up(self, toponym: Toponym, grounds: Grounds) -> Resolution:
        found = grounds.find(toponym.surface, self.country, self.admin1, self.admin2)
        if found is None:
            reason = "the row gives no coordinates"
            return Resolution(toponym=toponym, place=None, probability=0.0, reason=reason)
        precision = max(filter(None, (found.precision, self.precision)), default=None)
        return replace(found, toponym=toponym, precision=precision)

    def _place(self, lon: float, lat: float, grounds: Grounds) -> tuple[Place, str]:
        """Give the place at the row's coordinates, and in words whose outline it has."""
        precision = self.precision or 1
        radius = self.radius_km or (_UNTOLD_KM if self.precision is None else _RADIUS_KM[precision])
        known = self._unit(grounds)
        place = Place(
            gazetteer="table",
            version="",
            id=f"{lat!r},{lon!r}" + (f",{precision}" if precision >= _AREA else ""),
            name=self.named or _UNNAMED,
            lon=lon,
            lat=lat,
            radius_km=radius,
            feature=_FEATURES.get(precision, "PPL"),
            country=self.country,
            admin1=(known.admin1 or self.admin1) if known else self.admin1,
            admin2=self.admin2,
        )
        if self.shape is not None:
            return replace(place, geometry=shapely.to_wkb(self.shape)), ""
        if precision < _AREA:
            return self._in_its_units(place, grounds), ""
        if known is None or known.feature != place.feature or not _holds(known, lon, lat):
            return replace(place, geometry=_disc(lon, lat, radius)), "; no outline is known"
        # The same unit as reports name, at the row's own coordinates.
        same = replace(
            place, gazetteer=known.gazetteer, version=known.version, id=known.id,
            geometry=known.geometry or _disc(lon, lat, radius),
            radius_km=self.radius_km or (known.radius_km if known.geometry else radius),
        )  # fmt: skip
        outline = (
            f"the outline is that of {known.name}" if known.geometry else "no outline is known"
        )
        return same, f"; {outline}"

    def _in_its_units(self, place: Place, grounds: Grounds) -> Place:
        """Say in which units a town lies, where the row does not."""
        if self.name is None or self.country is None or (self.admin1 and self.admin2):
            return place
        town = grounds.near(self.name, self.country, place.lon, place.lat)
        if town is None:
            return place
        admin1, admin2 = place.admin1 or town.admin1, place.admin2 or town.admin2
        return replace(place, admin1=admin1, admin2=admin2)

    def _unit(self, grounds: Grounds) -> Place | None:
        """Give the unit that the row's place is, or lies in."""
        if self.country is None:
            return None
        if self.precision == _AREA:
            return grounds.unit(self.country, self.admin1, self.admin2 or self.name)
        if self.precision == _PROVINCE:
            return grounds.unit(self.country, self.admin1 or self.name, None)
        return grounds.unit(self.country, self.admin1 if (self.precision or 1) < 5 else None, None)


@lru_cache(maxsize=4096)
def _disc(lon: float, lat: float, radius_km: float) -> bytes:
    wkb: bytes = shapely.to_wkb(circle(lon, lat, radius_km))
    return wkb


def _holds(unit: Place, lon: float, lat: float) -> bool:
    """Tell whether a unit is where a row's point is, so that it is the one that the row means."""
    if unit.geometry is None:
        return distance_km(unit.lon, unit.lat, lon, lat) <= _UNIT_KM
    return _covers(unit.geometry, lon, lat)


@lru_cache(maxsize=4096)
def _covers(wkb: bytes, lon: float, lat: float) -> bool:
    return bool(shapely.contains_xy(shapely.from_wkb(wkb), lon, lat))


def row_ground(row: RowCells, geometry: Any) -> RowGround:
    """Read where a row is.

    Parameters
    ----------
    row : RowCells
        The row; what is wrong with its place is added to its complaints.
    geometry : shapely.Geometry or None
        Its shape, where the table has shapes.

    Returns
    -------
    RowGround
        What it says.
    """
    lat = row.decimal("lat", least=-90, most=90)
    lon = row.decimal("lon", least=-180, most=180)
    shape = None
    if geometry is not None and not geometry.is_empty:
        if geometry.geom_type in _AREA_SHAPES:
            shape = geometry
        if lat is None or lon is None:
            point = geometry if geometry.geom_type == "Point" else geometry.representative_point()
            lon, lat = point.x, point.y
    if (lat is None) != (lon is None) and not row.complaints:
        row.complain("lat" if lat is not None else "lon", "a coordinate without the other")
    if lat == 0 and lon == 0:
        row.complain("lat", "0, as is the other coordinate: no place")
    precision, radius = _precision(row, areal=shape is not None)
    return RowGround(
        name=row.text("place"),
        country=_country(row),
        admin1=row.text("admin1"),
        admin2=row.text("admin2"),
        lon=lon,
        lat=lat,
        shape=shape,
        precision=precision,
        radius_km=row.decimal("radius_km", least=0, most=20_000) or radius,
    )


def _precision(row: RowCells, *, areal: bool) -> tuple[int | None, float | None]:
    precision = row.code("precision", 7)
    if precision is not None:
        return precision, None
    coarse = row.code("geo_precision", 3)
    if coarse is not None:
        return _GEO_PRECISION[coarse], None
    accuracy = row.text("accuracy")
    if accuracy is not None:
        return exchange_lexicon().accuracy.get(folded(accuracy), (None, None))
    return (4, None) if areal else (None, None)


def _country(row: RowCells) -> str | None:
    for role in ("country_code", "country"):
        text = row.text(role)
        if text is None:
            continue
        fips = row.roles[role].casefold().startswith("actiongeo")
        found = country_of_fips(text) if fips else country_of_name(text)
        if found is not None:
            return found.iso2
    return None
