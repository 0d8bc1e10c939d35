"""The ground under the incidents: what of the shipped basemap a page needs, and no more.

Near the incidents the basemap is fine, around them coarse, and the rest of the world is an
outline. Sources and file format: ``data/recipe/basemap_recipe.py``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from geomap.maps.lines import pack_lines
from geomap.shipped import shipped_path

__all__ = ["Box", "boxes_round", "ground_record"]

_UNIT = 0.001  # degrees: what the shipped files count in
_POINT_BUDGET = 36_000  # of the fine sheets together: about 120 kB of page
_MARGIN = 5.0  # degrees of coarse ground round a fine sheet, at most
_DIVISIONS_WITHIN = 24.0  # degrees: across more, a coarse sheet has no first-level boundaries
_LARGEST_TOWNS = 40  # of the world, as marks for the eye at the smallest zooms
_TOWNS_A_BOX = 130
_SIMPLIFY_STEPS = (0.003, 0.006, 0.012, 0.025, 0.05, 0.1, 0.2)  # degrees


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle of degrees, WGS 84."""

    west: float
    south: float
    east: float
    north: float

    def overlaps(self, other: Box) -> bool:
        """Tell whether the two share any ground."""
        return (
            self.west <= other.east
            and other.west <= self.east
            and self.south <= other.north
            and other.south <= self.north
        )

    def joined(self, other: Box) -> Box:
        """Give the smallest box round both."""
        return Box(
            west=min(self.west, other.west),
            south=min(self.south, other.south),
            east=max(self.east, other.east),
            north=max(self.north, other.north),
        )

    def grown(self, share: float, *, least: float) -> Box:
        """Give the box with a margin: a share of its size, at least so many degrees."""
        across = max(least, share * (self.east - self.west))
        up = max(least, share * (self.north - self.south))
        return Box(
            west=max(-180.0, self.west - across),
            south=max(-85.0, self.south - up),
            east=min(180.0, self.east + across),
            north=min(85.0, self.north + up),
        )

    def to_list(self) -> list[float]:
        """Give west, south, east, north."""
        return [round(edge, 3) for edge in (self.west, self.south, self.east, self.north)]


def boxes_round(extents: Iterable[Box]) -> list[Box]:
    """Gather extents that lie near each other into boxes with a generous margin.

    Parameters
    ----------
    extents : iterable of Box
        What is drawn: a point is a box without size.

    Returns
    -------
    list of Box
        Boxes that do not overlap, from west to east.

    Examples
    --------
    >>> talbiseh = Box(west=36.7, south=34.8, east=36.7, north=34.8)
    >>> goma = Box(west=29.2, south=-1.7, east=29.2, north=-1.7)
    >>> len(boxes_round([talbiseh, talbiseh, goma]))
    2
    """
    # A cell of half a degree is enough to know what is near; thousands of points become few.
    cells = {
        (round(e.west * 2), round(e.south * 2), round(e.east * 2), round(e.north * 2)): e
        for e in extents
    }
    boxes: list[Box] = []
    for key in sorted(cells):
        box = cells[key].grown(0.0, least=1.6)
        while near := [other for other in boxes if other.overlaps(box)]:
            boxes = [other for other in boxes if other not in near]
            for other in near:
                box = box.joined(other)
        boxes.append(box)
    grown = [box.grown(0.35, least=1.2) for box in boxes]
    return sorted(grown, key=lambda box: (box.west, box.south))


def ground_record(boxes: Sequence[Box]) -> dict[str, object]:
    """Cut the basemap for a page.

    Parameters
    ----------
    boxes : sequence of Box
        Where incidents lie.

    Returns
    -------
    dict
        Plain values for the page: the world's outline, ``sheets`` (each a box with its packed
        land, lines, rivers and lakes, drawn in order) and labels.

    Examples
    --------
    >>> homs = Box(west=36, south=34, east=37, north=35)
    >>> [town[0] for town in ground_record([homs])["towns"] if town[0] == "Homs"]
    ['Homs']
    """
    with np.load(shipped_path("basemap/natural_earth.npz"), allow_pickle=False) as stored:
        families = {name: stored[name] for name in stored.files}
    wide = [box.grown(0.0, least=_MARGIN) for box in boxes]
    sheets = [_sheet(families, box, tolerance=0.06, coarse=True) for box in wide]
    sheets += _within_budget(families, boxes)
    return {
        "world": pack_lines(_unpacked(families, "world"), unit=0.02),
        "worldLines": pack_lines(_unpacked(families, "world_lines"), unit=0.02),
        "sheets": sheets,
        "countries": _labels(families, "country_labels"),
        "divisions": [
            row for row in _labels(families, "division_labels") if _inside(boxes, row[1], row[2])
        ],
        "towns": _towns(boxes),
    }


def _within_budget(families: dict[str, Any], boxes: Sequence[Box]) -> list[dict[str, object]]:
    sheets: list[dict[str, object]] = []
    for tolerance in _SIMPLIFY_STEPS:
        sheets = [_sheet(families, box, tolerance=tolerance) for box in boxes]
        if sum(_size(sheet) for sheet in sheets) <= _POINT_BUDGET:
            break
    return sheets


def _size(sheet: dict[str, Any]) -> int:
    return sum(sum(part["counts"]) for part in sheet["parts"].values())


def _sheet(
    families: dict[str, Any], box: Box, *, tolerance: float, coarse: bool = False
) -> dict[str, object]:
    """Cut one box: land and lakes as rings for even-odd filling, the rest as lines."""
    unit = max(_UNIT, tolerance / 3)
    lines, kinds = _cut(families, "lines", box, tolerance)
    parts = {
        "land": _cut(families, "land", box, tolerance, rings=True)[0],
        "borders": [line for line, kind in zip(lines, kinds, strict=True) if kind == 0],
        "divisions": [line for line, kind in zip(lines, kinds, strict=True) if kind == 1],
        "disputed": [line for line, kind in zip(lines, kinds, strict=True) if kind == 2],
        "rivers": _cut(families, "rivers", box, tolerance)[0],
        "lakes": _cut(families, "lakes", box, tolerance, rings=True)[0],
    }
    if coarse and box.east - box.west > _DIVISIONS_WITHIN:
        parts["divisions"] = []
    packed = {name: pack_lines(part, unit=unit) for name, part in parts.items()}
    return {"box": box.to_list(), "parts": packed}


def _cut(
    families: dict[str, Any], name: str, box: Box, tolerance: float, *, rings: bool = False
) -> tuple[list[Any], list[int]]:
    starts = families[f"{name}_starts"]
    kinds = families.get(f"{name}_kinds", np.zeros(len(starts), dtype=np.uint8))
    found: list[Any] = []
    found_kinds: list[int] = []
    for number in _touching(families, name, box):
        line = _line(families, name, number)
        shape = shapely.polygons(line) if rings else shapely.linestrings(line)
        shape = shapely.simplify(shape, tolerance, preserve_topology=False)
        cut = shapely.clip_by_rect(shape, box.west, box.south, box.east, box.north)
        for piece in _pieces(cut):
            found.append(piece)
            found_kinds.append(int(kinds[number]))
    return found, found_kinds


def _pieces(shape: Any) -> list[Any]:
    pieces: list[Any] = []
    for part in shapely.get_parts(shape):
        if shapely.get_type_id(part) == 3:
            part_rings = [part.exterior, *part.interiors]
            pieces.extend(shapely.get_coordinates(ring) for ring in part_rings)
        elif shapely.get_type_id(part) in (1, 5):
            pieces.extend(shapely.get_coordinates(line) for line in shapely.get_parts(part))
    return [piece for piece in pieces if len(piece) > 1]


def _touching(families: dict[str, Any], name: str, box: Box) -> list[int]:
    """Find the lines whose bounds meet the box, without unpacking them one by one."""
    points = _absolute(families, name)
    starts = families[f"{name}_starts"]
    low = np.minimum.reduceat(points, starts, axis=0) * _UNIT
    high = np.maximum.reduceat(points, starts, axis=0) * _UNIT
    meets = (
        (low[:, 0] <= box.east)
        & (high[:, 0] >= box.west)
        & (low[:, 1] <= box.north)
        & (high[:, 1] >= box.south)
    )
    return [int(number) for number in np.flatnonzero(meets)]


def _absolute(families: dict[str, Any], name: str) -> Any:
    """Give all points of a family in units; worked out once and kept beside the steps."""
    key = f"{name}_absolute"
    if key not in families:
        steps = families[f"{name}_points"].astype(np.int64)
        starts = families[f"{name}_starts"]
        running = np.cumsum(steps, axis=0)
        before = np.zeros((len(starts), 2), dtype=np.int64)
        before[1:] = running[starts[1:] - 1]
        lengths = np.diff(np.r_[starts, len(steps)])
        families[key] = running - np.repeat(before, lengths, axis=0)
    return families[key]


def _line(families: dict[str, Any], name: str, number: int) -> Any:
    starts = families[f"{name}_starts"]
    end = starts[number + 1] if number + 1 < len(starts) else None
    return _absolute(families, name)[starts[number] : end] * _UNIT


def _unpacked(families: dict[str, Any], name: str) -> list[Any]:
    return [_line(families, name, number) for number in range(len(families[f"{name}_starts"]))]


def _labels(families: dict[str, Any], name: str) -> list[Any]:
    rows: list[Any] = json.loads(families[name].tobytes())
    return rows


def _inside(boxes: Sequence[Box], lon: float, lat: float) -> bool:
    return any(b.west <= lon <= b.east and b.south <= lat <= b.north for b in boxes)


def _towns(boxes: Sequence[Box]) -> list[list[Any]]:
    """Give [name, lon, lat, population], the largest first: the world's, then each box's."""
    with np.load(shipped_path("basemap/towns.npz"), allow_pickle=False) as stored:
        points, population = stored["points"] * _UNIT, stored["population"]
        names: list[str] = json.loads(stored["names"].tobytes())
    chosen = set(range(_LARGEST_TOWNS))
    for box in boxes:
        inside = (
            (points[:, 0] >= box.west)
            & (points[:, 0] <= box.east)
            & (points[:, 1] >= box.south)
            & (points[:, 1] <= box.north)
        )
        chosen.update(int(n) for n in np.flatnonzero(inside)[:_TOWNS_A_BOX])
    return [
        [names[n], round(float(points[n, 0]), 3), round(float(points[n, 1]), 3), int(population[n])]
        for n in sorted(chosen)
    ]
