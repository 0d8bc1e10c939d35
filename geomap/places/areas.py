"""Areas as WKB: written from rings, read back, asked whether a point lies inside.

Only the standard library: the build imports this, and opening the gazetteer must not cost
the import of a geometry library.
"""

from __future__ import annotations

import math
import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain

__all__ = [
    "EARTH_KM",
    "Ring",
    "covers",
    "distance_km",
    "is_near",
    "pack_area",
    "polygon_rings",
    "to_wkb",
    "unpack_area",
]

Ring = Sequence[float]
# lon, lat, lon, lat …, closed

EARTH_KM = 6371.0088
_POLYGON, _MULTIPOLYGON = 3, 6
_STEPS = 1000
# to the degree: what a packed corner is rounded to, 111 m


def to_wkb(polygons: Sequence[Sequence[Ring]]) -> bytes:
    """Write polygons, each its outer ring and its holes, as little-endian WKB.

    Parameters
    ----------
    polygons : sequence of sequences of rings
        At least one polygon; a ring is a flat sequence of lon and lat, closed.

    Returns
    -------
    bytes
        A Polygon for one polygon, else a MultiPolygon.

    Examples
    --------
    >>> to_wkb([[[0, 0, 1, 0, 1, 1, 0, 0]]])[:5].hex()
    '0103000000'
    """
    if len(polygons) == 1:
        return _polygon(polygons[0])
    head = struct.pack("<BII", 1, _MULTIPOLYGON, len(polygons))
    return head + b"".join(map(_polygon, polygons))


def _polygon(rings: Sequence[Ring]) -> bytes:
    parts = [struct.pack("<BII", 1, _POLYGON, len(rings))]
    parts += [struct.pack(f"<I{len(ring)}d", len(ring) // 2, *ring) for ring in rings]
    return b"".join(parts)


def pack_area(polygons: Sequence[Sequence[Ring]]) -> bytes:
    """Pack polygons for a gazetteer file: a quarter of their WKB.

    Parameters
    ----------
    polygons : sequence of sequences of rings
        As for :func:`to_wkb`; corners are rounded to a thousandth of a degree.

    Returns
    -------
    bytes
        What :func:`unpack_area` reads.
    """
    rings = [ring for polygon in polygons for ring in polygon]
    head = [len(polygons), *map(len, polygons), *(len(ring) // 2 for ring in rings)]
    steps = [*chain.from_iterable(_steps(ring[0::2]) for ring in rings)]
    steps += chain.from_iterable(_steps(ring[1::2]) for ring in rings)
    numbers = [len(head), *head, *steps]
    return zlib.compress(struct.pack(f"<{len(numbers)}i", *numbers), 9)


def _steps(degrees: Sequence[float]) -> list[int]:
    whole = [round(degree * _STEPS) for degree in degrees]
    return [here - before for here, before in zip(whole, [0, *whole], strict=False)]


def unpack_area(packed: bytes) -> list[list[Ring]]:
    """Read what :func:`pack_area` wrote.

    Parameters
    ----------
    packed : bytes
        A packed area.

    Returns
    -------
    list of lists of rings
        Polygons, each its outer ring and its holes, in degrees.

    Examples
    --------
    >>> unpack_area(pack_area([[[0, 0, 1, 0, 1, 1, 0, 0]]]))
    [[[0.0, 0.0, 1.0, 0.0, 1.0, 1.0, 0.0, 0.0]]]
    """
    content = zlib.decompress(packed)
    numbers = struct.unpack(f"<{len(content) // 4}i", content)
    body = 1 + numbers[0]
    count = numbers[1]
    ring_counts, lengths = numbers[2 : 2 + count], numbers[2 + count : body]
    half = (len(numbers) - body) // 2
    lons, lats = numbers[body : body + half], numbers[body + half :]
    rings: list[Ring] = []
    start = 0
    for length in lengths:
        ring = [0.0] * (2 * length)
        ring[0::2] = [step / _STEPS for step in accumulate(lons[start : start + length])]
        ring[1::2] = [step / _STEPS for step in accumulate(lats[start : start + length])]
        rings.append(ring)
        start += length
    listed = iter(rings)
    return [[next(listed) for _ in range(ring_count)] for ring_count in ring_counts]


def polygon_rings(wkb: bytes) -> Iterator[list[Ring]]:
    """Give the rings of each polygon in a WKB Polygon or MultiPolygon.

    Parameters
    ----------
    wkb : bytes
        As :func:`to_wkb` writes it.

    Yields
    ------
    list of rings
        The outer ring, then the holes.

    Raises
    ------
    ValueError
        When the bytes are no little-endian polygon.

    Examples
    --------
    >>> next(polygon_rings(to_wkb([[[0, 0, 1, 0, 1, 1, 0, 0]]])))
    [(0.0, 0.0, 1.0, 0.0, 1.0, 1.0, 0.0, 0.0)]
    """
    order, kind, count = struct.unpack_from("<BII", wkb)
    if order != 1 or kind not in (_POLYGON, _MULTIPOLYGON):
        raise ValueError(f"WKB type {kind}, byte order {order}: a little-endian polygon is needed")
    offset = 9 if kind == _MULTIPOLYGON else 0
    for _ in range(count if kind == _MULTIPOLYGON else 1):
        (ring_count,) = struct.unpack_from("<I", wkb, offset + 5)
        offset += 9
        rings: list[Ring] = []
        for _ring in range(ring_count):
            (points,) = struct.unpack_from("<I", wkb, offset)
            rings.append(struct.unpack_from(f"<{2 * points}d", wkb, offset + 4))
            offset += 4 + 16 * points
        yield rings


def covers(polygons: Iterable[Sequence[Ring]], lon: float, lat: float) -> bool:
    """Tell whether a point lies in one of the polygons.

    Parameters
    ----------
    polygons : iterable of sequences of rings
        Each its outer ring and its holes, in degrees.
    lon, lat : float
        The point, in degrees.

    Returns
    -------
    bool
        A point exactly on an edge may count either way.

    Examples
    --------
    >>> square = [[(0, 0, 2, 0, 2, 2, 0, 2, 0, 0)]]
    >>> covers(square, 1, 1), covers(square, 3, 1)
    (True, False)
    """
    return any(sum(_inside(ring, lon, lat) for ring in rings) % 2 for rings in polygons)


def _inside(ring: Ring, lon: float, lat: float) -> bool:
    lats = ring[1::2]
    if min(lats) > lat or max(lats) <= lat:
        return False
    above = [other > lat for other in lats]
    inside = False
    for index, (before, after) in enumerate(zip([above[-1], *above], above, strict=False)):
        if before != after:
            # For the first corner these are the last one.
            lon_1, lat_1 = ring[2 * index - 2], ring[2 * index - 1]
            lon_2, lat_2 = ring[2 * index], ring[2 * index + 1]
            if lon < (lon_2 - lon_1) * (lat - lat_1) / (lat_2 - lat_1) + lon_1:
                inside = not inside
    return inside


def is_near(
    polygons: Iterable[Sequence[Ring]], lon: float, lat: float, *, within_km: float
) -> bool:
    """Tell whether a point lies close to the border of one of the polygons, on either side.

    Parameters
    ----------
    polygons : iterable of sequences of rings
        Each its outer ring and its holes, in degrees.
    lon, lat : float
        The point, in degrees.
    within_km : float
        How close, in km; a few, for it is measured on the plane.

    Returns
    -------
    bool
        False far inside, too.

    Examples
    --------
    >>> square = [[(0, 0, 2, 0, 2, 2, 0, 2, 0, 0)]]
    >>> is_near(square, 2.01, 1, within_km=5), is_near(square, 1, 1, within_km=5)
    (True, False)
    """
    north = math.radians(1.0) * EARTH_KM
    east = north * math.cos(math.radians(lat))
    for rings in polygons:
        for ring in rings:
            xs = [(x - lon) * east for x in ring[0::2]]
            ys = [(y - lat) * north for y in ring[1::2]]
            for x_1, y_1, x_2, y_2 in zip(xs, ys, xs[1:], ys[1:], strict=False):
                if min(y_1, y_2) > within_km or max(y_1, y_2) < -within_km:
                    continue
                if _off_origin(x_1, y_1, x_2 - x_1, y_2 - y_1) <= within_km:
                    return True
    return False


def _off_origin(x: float, y: float, dx: float, dy: float) -> float:
    """Measure from the origin to a stretch of a line."""
    length = dx * dx + dy * dy
    along = 0.0 if length == 0.0 else min(1.0, max(0.0, -(x * dx + y * dy) / length))
    return math.hypot(x + along * dx, y + along * dy)


def distance_km(lon_1: float, lat_1: float, lon_2: float, lat_2: float) -> float:
    """Measure the great-circle distance of two points.

    Parameters
    ----------
    lon_1, lat_1, lon_2, lat_2 : float
        Degrees.

    Returns
    -------
    float
        Kilometres on the sphere of the mean radius: within 0.6 % of the geodesic.

    Examples
    --------
    >>> round(distance_km(36.72, 34.73, 36.75, 35.13))
    45
    """
    rad_1, rad_2 = math.radians(lat_1), math.radians(lat_2)
    inner = (
        math.sin((rad_2 - rad_1) / 2) ** 2
        + math.cos(rad_1) * math.cos(rad_2) * math.sin(math.radians(lon_2 - lon_1) / 2) ** 2
    )
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(inner)))
