"""Decisions made ready: read from their file, and the places that they name looked up."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.model import Place, SetAside
from geomap.protocols import Gazetteer

if TYPE_CHECKING:
    from geomap.events.rulings.decisions import Decision

__all__ = ["rulings_from", "with_places"]

_POINT_KM = 1.0
# Radius of a place that somebody gave by its coordinates.
_LEVELS = ("ADM2", "ADM1", "PCL")


def rulings_from(
    source: str | Path | Sequence[Decision],
) -> tuple[list[Decision], list[SetAside]]:
    """Take decisions from wherever they are.

    Parameters
    ----------
    source : path or sequence of Decision
        The file, or the decisions themselves.

    Returns
    -------
    tuple of (list of Decision, list of SetAside)
        The decisions with their places looked up, and the rows that are none, with the reason.

    Raises
    ------
    UsageError
        When there is no such file, or it is no table of decisions.
    """
    from geomap.events.rulings.decisions import read_decisions
    from geomap.places.gazetteers import open_gazetteers

    aside: list[SetAside] = []
    if isinstance(source, str | Path):
        path = Path(os.fspath(source))
        found, broken = read_decisions(path)
        aside = [SetAside(origin=path.name, line=row.line, reason=row.reason) for row in broken]
    else:
        found = list(source)
    if not any(decision.kind == "place" for decision in found):
        return found, aside
    return with_places(found, open_gazetteers()), aside


def with_places(decisions: Iterable[Decision], gazetteer: Gazetteer) -> list[Decision]:
    """Look up the places that decisions name.

    Parameters
    ----------
    decisions : iterable of Decision
        Decisions of any kind.
    gazetteer : Gazetteer
        Where names and units are looked up.

    Returns
    -------
    list of Decision
        Those on a place with it, or with the problem in words.
    """
    return [
        decision if decision.kind != "place" else _placed(decision, gazetteer)
        for decision in decisions
    ]


def _placed(decision: Decision, gazetteer: Gazetteer) -> Decision:
    from geomap.events.rulings.decisions import UNKNOWN
    from geomap.places.tables.rows import Query, row_geocoder

    if decision.value == UNKNOWN:
        return decision
    if decision.lat is not None and decision.lon is not None:
        return replace(decision, place=_point(decision), precision=1)
    found = row_geocoder(gazetteer)(Query(name=decision.value))
    if found.place is None:
        problem = f"{decision.value!r} is not found: {found.reason}; give lat and lon"
        return replace(decision, problem=problem)
    return replace(decision, place=found.place, precision=found.precision or 1)


def _point(decision: Decision) -> Place:
    """Make a place of coordinates; its units are those that it lies in."""
    from geomap.places.gazetteer import open_builtin

    lat, lon = decision.lat or 0.0, decision.lon or 0.0
    units = {
        level: unit
        for unit in open_builtin().containing(lon, lat)
        for level in _LEVELS
        if unit.feature.startswith(level)
    }
    finest = next((units[level] for level in _LEVELS if level in units), None)
    first, second = units.get("ADM1"), units.get("ADM2")
    return Place(
        gazetteer="decisions",
        version=decision.when.isoformat(),
        id=f"{lat:g},{lon:g}",
        name=decision.value or (f"a point in {finest.name}" if finest else "a point"),
        lon=lon,
        lat=lat,
        radius_km=_POINT_KM,
        feature="PPL",
        country=finest.country if finest is not None else None,
        admin1=first.name if first is not None else finest.admin1 if finest is not None else None,
        admin2=second.name if second is not None else None,
    )
