"""Which mentions are worth comparing: those near in space and time, and no others.

Comparing all with all is quadratic; a hundred thousand mentions have ten thousand million
pairs. A mention is entered under its grid cell, its unit and its name, day by day, and meets
those it finds there: nothing that `comparison` would join is left out but for tellings that
are undated or vaguer than a month.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from geomap.events.likeness.days import REACTION_DAYS, RECALL_DAYS
from geomap.events.likeness.facets import Facets
from geomap.events.terms.folding import folded

__all__ = ["candidate_pairs"]

_CELL = 0.25
# degrees; neighbours of a cell reach beyond any distance at which two points may be one
_LONGEST_DAYS = 31
_BACK_DAYS = 3
_CANDIDATES = 5
_SPELLED = 3
# letters by which names in two spellings meet

_Key = tuple[object, ...]


def candidate_pairs(facets: Sequence[Facets]) -> Iterator[tuple[int, int]]:
    """Give the pairs of mentions that may tell of one event.

    Parameters
    ----------
    facets : sequence of Facets
        The mentions.

    Yields
    ------
    tuple of (int, int)
        Positions, the smaller first; each pair once, never two mentions of one report.

    Examples
    --------
    >>> list(candidate_pairs([]))
    []
    """
    entered: dict[_Key, list[int]] = {}
    for at, facet in enumerate(facets):
        for day in _own_days(facet):
            for key in _homes(facet):
                entered.setdefault((day, *key), []).append(at)
    for at, facet in enumerate(facets):
        met: set[int] = set()
        for day in _looked_at(facet):
            for key in _looks(facet):
                met.update(entered.get((day, *key), ()))
        for other in sorted(met):
            if other == at or facet.reports & facets[other].reports:
                continue
            # A pair that finds each other both ways is given by the first of the two.
            if other < at and _finds(facets[other], facet):
                continue
            yield (at, other) if at < other else (other, at)


def _own_days(facet: Facets) -> range:
    if facet.first is None or facet.last is None or facet.last - facet.first >= _LONGEST_DAYS:
        return range(0)
    return range(facet.first, facet.last + 1)


def _looked_at(facet: Facets) -> range:
    days = _own_days(facet)
    if not days:
        return days
    back = _BACK_DAYS if facet.update or facet.guessed else 1
    back = REACTION_DAYS if facet.reaction and facet.guessed else back
    back = RECALL_DAYS if facet.known and (facet.guessed or facet.echo) else back
    return range(days.start - back, days.stop)


def _homes(facet: Facets) -> Iterator[_Key]:
    place = facet.place
    if not facet.echo:
        yield from (("dead", number) for number in facet.counts)
        yield ("day",)
    if facet.name:
        yield ("name", facet.name)
    yield from _spelling(facet)
    if place is None:
        return
    if not facet.area:
        yield ("cell", *_cell(place.lat, place.lon))
    yield ("country", place.country) if facet.area else ("point", place.country)
    units = {place.admin1, place.name if facet.area else None}
    if not facet.area and facet.resolution is not None:
        # An unsure name may lie in another unit, which another report may name.
        units |= {c.place.admin1 for c in facet.resolution.candidates[:_CANDIDATES]}
    for unit in units - {None}:
        yield ("unit", place.country, folded(str(unit)))


def _looks(facet: Facets) -> Iterator[_Key]:
    place = facet.place
    if facet.echo:
        yield from (("dead", number) for number in facet.known)
        if not facet.known and not facet.guessed:
            yield ("day",)
    for name in {facet.name, *facet.names, *facet.containers} - {""}:
        yield ("name", name)
    yield from _spelling(facet)
    if place is None:
        return
    if not facet.area:
        row, column = _cell(place.lat, place.lon)
        for north in (-1, 0, 1):
            for east in (-1, 0, 1):
                yield ("cell", row + north, column + east)
        return
    if place.feature.startswith("PCL") or place.admin1 is None:
        yield ("country", place.country)
        yield ("point", place.country)
    for unit in {place.admin1, place.name} - {None}:
        yield ("unit", place.country, folded(str(unit)))


def _spelling(facet: Facets) -> Iterator[_Key]:
    """Enter a name that no gazetteer knows under its first letters: "Togoga", "Togogwa"."""
    known = facet.resolution is not None and not facet.resolution.stands_in
    if len(facet.name) > _SPELLED and (facet.place is None or not known):
        yield ("spelled", facet.name[:_SPELLED])


def _cell(lat: float, lon: float) -> tuple[int, int]:
    return math.floor(lat / _CELL), math.floor(lon / _CELL)


def _finds(one: Facets, other: Facets) -> bool:
    """Tell whether `one`, looking around, meets `other`."""
    days = _looked_at(one)
    if not any(day in days for day in _own_days(other)):
        return False
    homes = set(_homes(other))
    return any(key in homes for key in _looks(one))
