"""The ground an incident covers: from its resolved places to one shape and one point.

An incident that is placed exactly or near (UCDP where_prec 1 and 2) is a point. One that is
known to a district, a province or a country is that area, where the gazetteer has it. A
total over several places is always an area: the places' own areas, and a circle of
``radius_km`` for those that have none, because a pin halfway between two towns would mark
ground of which nobody spoke.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import shapely
from shapely.geometry.polygon import orient

from geomap.errors import SchemaError
from geomap.model import Place

__all__ = ["Ground", "circle", "distance_km", "ground_of"]

_CORNERS: Final = 48
_AREA_PRECISION: Final = 3
# UCDP where_prec from which on an incident is known to an area only


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Where an incident is drawn."""

    shape: Any
    # shapely Point, Polygon or MultiPolygon; longitude first, degrees
    lon: float
    lat: float
    # a representative point, inside the shape
    radius_km: float
    # how far from the point it may have happened


def ground_of(
    places: Sequence[Place], *, precision: int | None, radius_km: float | None = None
) -> Ground | None:
    """Work out the ground of an incident.

    Parameters
    ----------
    places : sequence of Place
        The places it was resolved to; one, or several for a total.
    precision : int or None
        UCDP where_prec of the whole; None is taken as exact.
    radius_km : float, optional
        How far from a single place's point it may have happened; without it the place's
        own radius.

    Returns
    -------
    Ground or None
        None when there are no places.

    Raises
    ------
    SchemaError
        When a place's geometry is not an area in WKB.

    Examples
    --------
    >>> talbiseh = Place(gazetteer="test", version="1", id="1", name="Talbiseh", lon=36.73,
    ...                  lat=34.84, radius_km=2, feature="PPL")
    >>> ground_of([talbiseh], precision=1).shape
    <POINT (36.73 34.84)>
    """
    if not places:
        return None
    if len(places) > 1:
        return _several(places)
    (place,) = places
    shape: Any = shapely.Point(place.lon, place.lat)
    if precision is not None and precision >= _AREA_PRECISION and place.geometry is not None:
        shape = _area(place)
    return Ground(
        shape=shape,
        lon=place.lon,
        lat=place.lat,
        radius_km=place.radius_km if radius_km is None else radius_km,
    )


def _several(places: Sequence[Place]) -> Ground:
    areas = [
        circle(place.lon, place.lat, max(place.radius_km, 1.0))
        if place.geometry is None
        else _area(place)
        for place in sorted(places, key=lambda place: (place.gazetteer, place.id))
    ]
    shape = _counterclockwise(shapely.union_all(areas))
    point = shape.representative_point()
    reach = max(distance_km(point.x, point.y, p.lon, p.lat) + p.radius_km for p in places)
    return Ground(shape=shape, lon=point.x, lat=point.y, radius_km=round(reach, 3))


def _area(place: Place) -> Any:
    try:
        shape = shapely.from_wkb(place.geometry)
    except shapely.errors.ShapelyError as error:
        raise SchemaError(
            f"the geometry of {place.name!r} ({place.gazetteer} {place.id}) is not WKB: {error}"
        ) from error
    if shape.geom_type not in ("Polygon", "MultiPolygon") or shape.is_empty:
        raise SchemaError(
            f"the geometry of {place.name!r} ({place.gazetteer} {place.id}) is "
            f"{'an empty' if shape.is_empty else 'a'} {shape.geom_type}; it should be a Polygon "
            "or a MultiPolygon"
        )
    return _counterclockwise(shape if shape.is_valid else shapely.make_valid(shape))


def _counterclockwise(shape: Any) -> Any:
    """Turn exterior rings counterclockwise, as RFC 7946 asks; drop what is no area."""
    parts = [orient(part) for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
    for collection in shapely.get_parts(shape):
        if collection.geom_type == "MultiPolygon":  # make_valid can nest them
            parts += [orient(part) for part in collection.geoms]
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def circle(lon: float, lat: float, radius_km: float) -> Any:
    """Draw a circle on the globe as a polygon.

    Parameters
    ----------
    lon, lat : float
        The centre in degrees.
    radius_km : float
        The radius along the ground.

    Returns
    -------
    shapely.Polygon
        48 corners, counterclockwise; near the date line longitudes may pass 180.

    Examples
    --------
    >>> [round(x, 2) for x in circle(36.7, 34.8, 111.2).bounds]
    [35.48, 33.8, 37.92, 35.8]
    """
    corners = []
    for step in range(_CORNERS):
        # Counterclockwise from north: the bearing falls.
        bearing = -360.0 * step / _CORNERS
        x, y, _ = _ellipsoid().fwd(lon, lat, bearing, radius_km * 1000.0)
        # Past the date line go on counting, so that the circle stays in one piece.
        corners.append((x + 360.0 * round((lon - x) / 360.0), y))
    return shapely.Polygon(corners)


def distance_km(lon: float, lat: float, other_lon: float, other_lat: float) -> float:
    """Measure the geodesic distance between two points.

    Parameters
    ----------
    lon, lat : float
        One point, in degrees.
    other_lon, other_lat : float
        The other.

    Returns
    -------
    float
        Kilometres on the WGS 84 ellipsoid.

    Examples
    --------
    >>> round(distance_km(36.73, 34.84, 36.72, 34.73))  # Talbiseh to Homs
    12
    """
    _, _, metres = _ellipsoid().inv(lon, lat, other_lon, other_lat)
    return float(metres) / 1000.0


@lru_cache(maxsize=1)
def _ellipsoid() -> Any:
    from pyproj import Geod

    return Geod(ellps="WGS84")
