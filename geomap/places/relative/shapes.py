"""Points, strips and discs on the globe, for places that are worked out and not looked up.

On the sphere of the mean radius: within 0.6 % of the geodesic on the ellipsoid, far less than
what a report leaves open. Only the standard library.
"""

from __future__ import annotations

import math

from geomap.places.areas import to_wkb

__all__ = ["bearing", "corridor", "destination", "disc"]

_EARTH_KM = 6371.0088
_CORNERS = 36
Point = tuple[float, float]
# lon, lat in degrees


def destination(start: Point, *, bearing_deg: float, distance_km: float) -> Point:
    """Go from a point in a direction, along the great circle.

    Parameters
    ----------
    start : tuple of float
        Longitude and latitude in degrees.
    bearing_deg : float
        Degrees clockwise from north.
    distance_km : float
        How far, along the ground.

    Returns
    -------
    tuple of float
        Longitude from -180 to 180 and latitude, to about a metre.

    Examples
    --------
    >>> destination((36.75, 35.13), bearing_deg=0.0, distance_km=10.0)
    (36.75, 35.21993)
    """
    along, turn, lat = distance_km / _EARTH_KM, math.radians(bearing_deg), math.radians(start[1])
    sine = math.sin(lat) * math.cos(along) + math.cos(lat) * math.sin(along) * math.cos(turn)
    east = math.sin(turn) * math.sin(along) * math.cos(lat)
    lon = start[0] + math.degrees(math.atan2(east, math.cos(along) - math.sin(lat) * sine))
    there = math.degrees(math.asin(max(-1.0, min(1.0, sine))))
    return round((lon + 180.0) % 360.0 - 180.0, 5), round(there, 5)


def bearing(start: Point, end: Point) -> float:
    """Give the direction in which the great circle to another point sets out.

    Parameters
    ----------
    start, end : tuple of float
        Longitude and latitude in degrees.

    Returns
    -------
    float
        Degrees clockwise from north, from 0 to 360.

    Examples
    --------
    >>> round(bearing((36.72, 34.73), (36.75, 35.13)))  # Homs to Hama
    4
    """
    lat_1, lat_2 = math.radians(start[1]), math.radians(end[1])
    turn = math.radians(end[0] - start[0])
    east = math.sin(turn) * math.cos(lat_2)
    north = math.cos(lat_1) * math.sin(lat_2) - math.sin(lat_1) * math.cos(lat_2) * math.cos(turn)
    return math.degrees(math.atan2(east, north)) % 360.0


def corridor(start: Point, end: Point, *, aside_km: float) -> bytes | None:
    """Draw a strip along the way from one point to another.

    Parameters
    ----------
    start, end : tuple of float
        Longitude and latitude in degrees.
    aside_km : float
        How far it reaches to each side and, pointed, beyond the ends.

    Returns
    -------
    bytes or None
        WKB Polygon, counterclockwise; None where it would cross the date line.

    Examples
    --------
    >>> corridor((36.72, 34.73), (36.75, 35.13), aside_km=5.0)[:5].hex()
    '0103000000'
    >>> corridor((179.0, 0.0), (-179.0, 0.0), aside_km=5.0) is None
    True
    """
    corners: list[Point] = []
    for here, there in ((start, end), (end, start)):
        # Always to the right of the way there and back: counterclockwise, as RFC 7946 asks.
        out, back = bearing(here, there), bearing(there, here)
        corners += [
            destination(here, bearing_deg=out + 180.0, distance_km=aside_km),
            destination(here, bearing_deg=out + 90.0, distance_km=aside_km),
            destination(there, bearing_deg=back - 90.0, distance_km=aside_km),
        ]
    return _polygon(corners)


def disc(centre: Point, *, radius_km: float) -> bytes | None:
    """Draw a disc around a point.

    Parameters
    ----------
    centre : tuple of float
        Longitude and latitude in degrees.
    radius_km : float
        Its radius along the ground.

    Returns
    -------
    bytes or None
        WKB Polygon of 36 corners, counterclockwise; None where it would hold a pole or cross
        the date line.

    Examples
    --------
    >>> disc((36.75, 35.13), radius_km=100.0)[:5].hex()
    '0103000000'
    """
    if abs(centre[1]) + math.degrees(radius_km / _EARTH_KM) >= 89.0:
        return None
    steps = (-360.0 * step / _CORNERS for step in range(_CORNERS))
    return _polygon(
        [destination(centre, bearing_deg=step, distance_km=radius_km) for step in steps]
    )


def _polygon(corners: list[Point]) -> bytes | None:
    longitudes = [lon for lon, _ in corners]
    if max(longitudes) - min(longitudes) > 180.0:
        return None
    return to_wkb([[[value for corner in (*corners, corners[0]) for value in corner]]])
