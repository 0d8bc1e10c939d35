"""First-level divisions: which one a point lies in, and their outlines for the page.

Divisions are Natural Earth's, drawn by who holds the ground. Sources and file format:
``data/recipe/divisions_recipe.py``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from geomap.maps.lines import pack_lines
from geomap.shipped import shipped_path

__all__ = ["Divided", "divide"]

_UNIT = 0.001  # degrees: what the shipped file counts in
_PACKED_UNIT = 0.005  # degrees: what the page counts in
_TOLERANCE = 0.015


@dataclass(frozen=True, slots=True, kw_only=True)
class Divided:
    """Points by the first-level divisions that they lie in."""

    rows: Any
    # for each point the number of its division in ``divisions``; NaN where it lies in none
    divisions: list[dict[str, object]]
    # name, country and packed outline of each division that holds a point
    shapes: list[Any]
    # their outlines as shapely has them


def divide(lon: Any, lat: Any) -> Divided:
    """Say which first-level division each point lies in.

    Parameters
    ----------
    lon, lat : array of float
        Degrees, WGS 84; NaN for what has no place.

    Returns
    -------
    Divided
        The division of each point, and the outlines of those that hold one.

    Examples
    --------
    >>> found = divide(np.array([36.73, np.nan]), np.array([34.84, np.nan]))
    >>> [division["name"] for division in found.divisions], found.rows.tolist()
    (['Homs'], [0.0, nan])
    """
    lon, lat = np.asarray(lon, dtype=float), np.asarray(lat, dtype=float)
    rows = np.full(len(lon), np.nan)
    known = np.flatnonzero(~np.isnan(lon) & ~np.isnan(lat))
    if not len(known):
        return Divided(rows=rows, divisions=[], shapes=[])
    # Complex numbers sort ten times as fast as pairs do.
    different, back = np.unique(lon[known] + 1j * lat[known], return_inverse=True)
    points = shapely.points(different.real, different.imag)
    with np.load(shipped_path("basemap/divisions.npz"), allow_pickle=False) as stored:
        arrays = {name: stored[name] for name in stored.files}
    names: list[list[str]] = json.loads(arrays["names"].tobytes())
    numbers, shapes = _near(arrays, points)
    # A tree of the points, asked by each division: a division is prepared once.
    division, point = shapely.STRtree(points).query(shapes, predicate="intersects")
    owner = np.full(len(different), -1)
    owner[point[::-1]] = division[::-1]
    used = np.unique(owner[owner >= 0])
    place = np.full(len(shapes) + 1, np.nan)
    place[used] = np.arange(len(used))
    rows[known] = place[owner[back.ravel()]]
    return Divided(
        rows=rows,
        shapes=[shapes[n] for n in used.tolist()],
        divisions=[
            {
                "name": names[numbers[n]][1],
                "country": names[numbers[n]][0],
                "outline": pack_lines(_rings(shapes[n]), unit=_PACKED_UNIT),
            }
            for n in used.tolist()
        ],
    )


def _near(arrays: dict[str, Any], points: Any) -> tuple[list[int], Any]:
    """Build the divisions whose box holds any of the points, with their numbers."""
    steps, starts, owners = arrays["points"], arrays["starts"], arrays["owners"]
    counts = np.diff(np.r_[starts, len(steps)])
    running = np.cumsum(steps, axis=0, dtype=np.int64)
    before = np.zeros((len(starts), 2), dtype=np.int64)
    before[1:] = running[starts[1:] - 1]
    whole = (running - np.repeat(before, counts, axis=0)) * _UNIT
    first = np.flatnonzero(np.r_[True, owners[1:] != owners[:-1]])
    low = np.minimum.reduceat(np.minimum.reduceat(whole, starts, axis=0), first, axis=0)
    high = np.maximum.reduceat(np.maximum.reduceat(whole, starts, axis=0), first, axis=0)
    boxes = shapely.box(low[:, 0], low[:, 1], high[:, 0], high[:, 1])
    met = shapely.STRtree(boxes).query(points, predicate="intersects")[1]
    numbers = np.unique(met).tolist()
    ends = np.r_[first[1:], len(starts)]
    shapes = [
        _polygons(whole, starts, counts, arrays["holes"], range(first[n], ends[n])) for n in numbers
    ]
    return numbers, np.array(shapes, dtype="object")


def _polygons(points: Any, starts: Any, counts: Any, holes: Any, rings: range) -> Any:
    """Join the rings of one division: each outer one with the holes behind it."""
    parts: list[list[Any]] = []
    for ring in rings:
        own = points[starts[ring] : starts[ring] + counts[ring]]
        if holes[ring] and parts:
            parts[-1].append(own)
        else:
            parts.append([own])
    return shapely.MultiPolygon([(outer, inner) for outer, *inner in parts]).buffer(0)


def _rings(shape: Any) -> list[Any]:
    return [
        shapely.get_coordinates(ring)
        for part in shapely.get_parts(shapely.simplify(shape, _TOLERANCE))
        for ring in (part.exterior, *part.interiors)
    ]
