"""Incidents side by side that nothing links: two places, one day, and the same number of dead.

Linking keeps apart what two reports put in two places, however near they lie; but one of the two
may name the wrong village, or the gazetteer know the wrong one. Where both count the same dead on
one day, a person should look. The points are those of `comparison`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from geomap.events.ground.ground import distance_km
from geomap.events.likeness.comparison import PRIOR, probability_of, same_number
from geomap.events.tables.rows import Row
from geomap.events.terms.typology import event_type_of

__all__ = ["Neighbours", "neighbours_of"]

_NEAR_KM = 25.0
_TWO_PLACES = -1.5
_SAME_DAY = 1.5
_LEAST = -1.0
# Points from which two are worth a look: a single death on one day says too little.
_CELL = 0.25
# Degrees: no two neighbours lie farther apart than in cells beside each other, but near the poles.
_DAY_PRECISION = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """Two incidents that may be one."""

    one: str
    other: str
    # ids, in order
    probability: float
    # that they are one
    reason: str


def neighbours_of(incidents: Sequence[Row], linked: Iterable[tuple[str, str]]) -> list[Neighbours]:
    """Find incidents of one day, near places and the same number of dead that nothing links.

    Parameters
    ----------
    incidents : sequence of dict
        The rows of the incidents' table.
    linked : iterable of (str, str)
        The incidents between which there is a link, joined or not.

    Returns
    -------
    list of Neighbours
        By their ids. Never two that one report tells of, nor a total.

    Examples
    --------
    >>> neighbours_of([], [])
    []
    """
    known = {frozenset(pair) for pair in linked}
    cells: dict[tuple[object, ...], list[Row]] = {}
    for row in incidents:
        if _comparable(row):
            cells.setdefault(_home(row), []).append(row)
    found: list[Neighbours] = []
    for row in incidents:
        for other in _around(row, cells) if _comparable(row) else ():
            if row["id"] < other["id"] and frozenset((row["id"], other["id"])) not in known:
                found += _weighed(row, other)
    return sorted(found, key=lambda pair: (pair.one, pair.other))


def _comparable(row: Row) -> bool:
    """Tell whether an incident has a day, a point and dead."""
    days = row["date_start"] is not None and row["date_start"] == row["date_last"]
    dated = days and (row["date_prec"] or _DAY_PRECISION) <= _DAY_PRECISION
    return dated and row["scope"] == "event" and row["lat"] is not None and bool(row["killed_best"])


def _home(row: Row, north: int = 0, east: int = 0) -> tuple[object, ...]:
    cell = math.floor(row["lat"] / _CELL) + north, math.floor(row["lon"] / _CELL) + east
    return (row["date_start"], row["killed_best"], *cell)


def _around(row: Row, cells: dict[tuple[object, ...], list[Row]]) -> Iterator[Row]:
    for north in (-1, 0, 1):
        for east in (-1, 0, 1):
            yield from cells.get(_home(row, north, east), ())


def _weighed(one: Row, other: Row) -> Iterator[Neighbours]:
    """Weigh two incidents; gives none where too little speaks for one."""
    if set(json.loads(one["report_ids"])) & set(json.loads(other["report_ids"])):
        return
    apart = distance_km(one["lon"], one["lat"], other["lon"], other["lat"])
    here, there = one["sub_event_type"], other["sub_event_type"]
    if apart > _NEAR_KM or event_type_of(here) != event_type_of(there):
        return
    points = PRIOR + _SAME_DAY + _TWO_PLACES - apart / _NEAR_KM / 2
    points += (0.7 if here == there else 0.3) + same_number(one["killed_best"])
    if points < _LEAST:
        return
    yield Neighbours(
        one=one["id"],
        other=other["id"],
        probability=probability_of(points),
        reason=(
            f"{one['place']} and {other['place']} are two places, {apart:.0f} km apart; the same "
            f"day; both {one['killed_best']} killed"
        ),
    )
