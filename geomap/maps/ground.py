"""The ground under the incidents: what of the shipped basemap a page needs, and no more.

Near the incidents the basemap is fine, around them coarse, and the rest of the world is an
outline; all three are one source simplified more or less, so that they meet where they meet.
Sources and file format: ``data/recipe/basemap_recipe.py``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from geomap.maps.lines import pack_points
from geomap.shipped import shipped_path

__all__ = ["Box", "boxes_round", "ground_record"]

_UNIT = 0.001  # degrees: what the shipped files count in
_POINT_BUDGET = 22_000  # of the fine sheets together: about 65 kB of page
_MARGIN = 5.0  # degrees of coarse ground round a fine sheet, at most
_DIVISIONS_WITHIN = 24.0  # degrees: across more, a coarse sheet has no first-level boundaries
_LARGEST_TOWNS = 40  # of the world, as marks for the eye at the smallest zooms
_TOWNS_A_BOX = 100
_COARSE = 0.06  # degrees to which the shipped coarse families are simplified
_OUTLINE = 0.15
_SIMPLIFY_STEPS = (0.003, 0.006, 0.012, 0.025, 0.05, 0.1, 0.2)  # degrees
_KINDS = {"borders": 0, "divisions": 1, "disputed": 2}  # as the recipe numbers them
_FAMILIES = ("land", "lines", "rivers", "lakes")
_RINGS = ("land", "lakes")
_COUNTRY_CODES = Path(__file__).parent / "page" / "languages" / "countries.json"
_RING_POINTS = 4  # the fewest that enclose anything, the first again as the last


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


def ground_record(boxes: Sequence[Box], language: str = "en") -> dict[str, object]:
    """Cut the basemap for a page.

    Parameters
    ----------
    boxes : sequence of Box
        Where incidents lie.
    language : str
        In whose script divisions and towns are named where that is known.

    Returns
    -------
    dict
        Plain values for the page: ``sheets``, each a box with its packed land, lines, rivers
        and lakes, drawn in order, the world's outline first; and labels.

    Examples
    --------
    >>> homs = Box(west=36, south=34, east=37, north=35)
    >>> [town[0] for town in ground_record([homs])["towns"] if town[0] == "Homs"]
    ['Homs']
    """
    with np.load(shipped_path("basemap/natural_earth.npz"), allow_pickle=False) as stored:
        fine = {name: _family(stored, name) for name in _FAMILIES}
        coarse = {name: _family(stored, f"coarse_{name}") for name in _FAMILIES}
        countries: list[Any] = json.loads(stored["country_labels"].tobytes())
        divisions: list[Any] = json.loads(stored["division_labels"].tobytes())
    codes: dict[str, str] = json.loads(_COUNTRY_CODES.read_text(encoding="utf-8"))
    own = _own_names(language)
    wide = [box.grown(0.0, least=_MARGIN) for box in boxes]
    sheets = [_outline(coarse)]
    sheets += [_wide_sheet(coarse, box) for box in wide]
    sheets += _within_budget(fine, boxes)
    return {
        "sheets": sheets,
        "countries": [[*row, codes[row[0]]] if row[0] in codes else row for row in countries],
        "divisions": [
            [own["divisions"].get(f"{row[4]} {row[0]}", row[0]), *_shorter(row[1:3]), row[3]]
            for row in divisions
            if _inside(boxes, row[1], row[2])
        ],
        "towns": _towns(boxes, own["towns"]),
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Family:
    """Lines of one sort, all in one array."""

    points: Any  # (n, 2) degrees
    counts: Any  # points of each line
    starts: Any
    kinds: Any
    low: Any  # (m, 2) west and south of each line
    high: Any


def _family(stored: Mapping[str, Any], name: str) -> _Family:
    steps, starts = stored[f"{name}_points"], stored[f"{name}_starts"]
    counts = np.diff(np.r_[starts, len(steps)])
    running = np.cumsum(steps, axis=0, dtype=np.int64)
    before = np.zeros((len(starts), 2), dtype=np.int64)
    before[1:] = running[starts[1:] - 1]
    points = (running - np.repeat(before, counts, axis=0)) * _UNIT
    return _Family(
        points=points,
        counts=counts,
        starts=starts,
        kinds=stored[f"{name}_kinds"] if f"{name}_kinds" in stored else np.zeros_like(counts),
        low=np.minimum.reduceat(points, starts, axis=0),
        high=np.maximum.reduceat(points, starts, axis=0),
    )


def _outline(coarse: Mapping[str, _Family]) -> dict[str, object]:
    """Cut the whole world, without what only a near view shows."""
    whole = Box(west=-180.0, south=-90.0, east=180.0, north=90.0)
    return _sheet(coarse, whole, tolerance=_OUTLINE, leave_out=("divisions", "rivers"))


def _wide_sheet(coarse: Mapping[str, _Family], box: Box) -> dict[str, object]:
    """Cut the wider ground round a fine sheet; the family stands simplified."""
    wide = box.east - box.west > _DIVISIONS_WITHIN
    return _sheet(coarse, box, tolerance=_COARSE, leave_out=("divisions",) if wide else ())


def _within_budget(
    families: Mapping[str, _Family], boxes: Sequence[Box]
) -> list[dict[str, object]]:
    sheets: list[dict[str, object]] = []
    for tolerance in _SIMPLIFY_STEPS:
        sheets = [_sheet(families, box, tolerance=tolerance) for box in boxes]
        if sum(_size(sheet) for sheet in sheets) <= _POINT_BUDGET:
            break
    return sheets


def _size(sheet: dict[str, Any]) -> int:
    return sum(sum(part["counts"]) for part in sheet["parts"].values())


def _sheet(
    families: Mapping[str, _Family],
    box: Box,
    *,
    tolerance: float,
    leave_out: Sequence[str] = (),
) -> dict[str, object]:
    """Cut one box: land and lakes as rings for even-odd filling, the rest as lines."""
    unit = max(_UNIT, tolerance / 3)
    lines, numbers, kinds = _cut(families["lines"], box, tolerance)
    parts: dict[str, dict[str, object]] = {}
    for name in ("land", "borders", "divisions", "disputed", "rivers", "lakes"):
        if name in leave_out:
            points, of = lines[:0], numbers[:0]
        elif name in _KINDS:
            chosen = kinds[numbers] == _KINDS[name]
            points, of = lines[chosen], numbers[chosen]
        else:
            points, of, _ = _cut(families[name], box, tolerance, rings=name in _RINGS)
        parts[name] = pack_points(points, of, unit=unit)
    return {"box": box.to_list(), "parts": parts}


def _cut(family: _Family, box: Box, tolerance: float, *, rings: bool = False) -> tuple[Any, ...]:
    """Simplify and clip: all points, the number of the piece of each, the kind of each piece.

    A line is simplified whole and then clipped, so that two boxes draw it alike. All lines go
    through each step together: one by one they cost ten times as much.
    """
    meets = (family.low <= (box.east, box.north)).all(axis=1)
    meets &= (family.high >= (box.west, box.south)).all(axis=1)
    numbers = np.flatnonzero(meets)
    of = np.repeat(np.arange(len(numbers)), family.counts[numbers])
    points = family.points[np.repeat(meets, family.counts)]
    shapes = shapely.linestrings(points, indices=of)
    if tolerance != _COARSE:
        shapes = shapely.simplify(shapes, tolerance, preserve_topology=False)
    if rings:
        shapes = shapes[shapely.get_num_coordinates(shapes) >= _RING_POINTS]
        points, of = shapely.get_coordinates(shapes, return_index=True)
        return *_clip_rings(points, of, box), np.zeros(len(shapes), dtype=np.uint8)
    cut = shapely.clip_by_rect(shapes, box.west, box.south, box.east, box.north)
    pieces, of = shapely.get_parts(cut, return_index=True)
    points, piece = shapely.get_coordinates(pieces, return_index=True)
    return points, piece, family.kinds[numbers[of]]


def _clip_rings(points: Any, of: Any, box: Box) -> tuple[Any, Any]:
    """Clip rings to a box, one edge after the other (Sutherland and Hodgman).

    Unlike a polygon's clipping it does not mind that simplified rings cross themselves: the
    even-odd filling inside the box stays what it was. What it adds runs along the edge, which
    the page fills to and never strokes.
    """
    edges = ((0, box.west, 1), (1, box.south, 1), (0, box.east, -1), (1, box.north, -1))
    for axis, edge, sign in edges:
        inside = (points[:, axis] - edge) * sign >= 0
        follows = np.r_[of[1:] == of[:-1], False][: len(of)]  # rings are closed
        after = np.minimum(np.arange(len(of)) + 1, len(of) - 1)
        crosses = follows & (inside != inside[after])
        start, end = points[crosses], points[after[crosses]]
        share = (edge - start[:, axis]) / (end[:, axis] - start[:, axis])
        met = start + share[:, None] * (end - start)
        met[:, axis] = edge
        place = np.r_[np.flatnonzero(inside), np.flatnonzero(crosses) + 0.5]
        order = np.argsort(place, kind="stable")
        of = np.r_[of[inside], of[crosses]][order]
        points, of = _closed(np.r_[points[inside], met][order], of)
    return points, of


def _closed(points: Any, of: Any) -> tuple[Any, Any]:
    """Repeat the first point of each ring at its end, where it does not stand there."""
    starts = np.flatnonzero(np.r_[True, of[1:] != of[:-1]][: len(of)])
    ends = np.r_[starts[1:], len(of)][: len(starts)]
    is_open = (points[starts] != points[ends - 1]).any(axis=1)
    return (
        np.insert(points, ends[is_open], points[starts[is_open]], axis=0),
        np.insert(of, ends[is_open], of[starts[is_open]]),
    )


def _inside(boxes: Sequence[Box], lon: float, lat: float) -> bool:
    return any(b.west <= lon <= b.east and b.south <= lat <= b.north for b in boxes)


def _shorter(degrees: Iterable[float]) -> list[float]:
    """Round where a label lies to a kilometre."""
    return [round(float(value), 2) for value in degrees]


def _own_names(language: str) -> dict[str, dict[str, str]]:
    """Give the labels that a language writes in a script of its own."""
    with np.load(shipped_path("basemap/label_names.npz"), allow_pickle=False) as stored:
        if language not in stored.files:
            return {"divisions": {}, "towns": {}}
        found: dict[str, dict[str, str]] = json.loads(stored[language].tobytes())
    return found


def _towns(boxes: Sequence[Box], own: Mapping[str, str]) -> list[list[Any]]:
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
        [own.get(str(n), names[n]), *_shorter(points[n]), int(population[n])]
        for n in sorted(chosen)
    ]
