"""What a report's other places say of one: its country, its unit, how near they lie.

The same few contexts are held against thousands of candidates, so that
:func:`context_scorer` works out once what is the same for many of them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, Protocol

from geomap.model import Place
from geomap.places.areas import EARTH_KM, distance_km
from geomap.places.evidence import WEIGHTS, Weights

__all__ = ["Anchor", "Anchors", "Context", "Votes", "anchor_at", "context_scorer"]

_FAR = 5.0
# degrees of latitude from which another place is not near, 556 km
_POLAR, _FAR_COSINE = 70.0, math.cos(math.radians(8.0))
# up to there, so many degrees east or west are within eight degrees of a great circle
_NARROWEST = 0.05
# of a cosine: nearer to a pole, what lies some degrees off lies all around
_ROUNDING = 1e-9
# of a cosine: more than arithmetic can lose, less than half a kilometre


class Anchor(NamedTuple):
    """A place that is settled so far."""

    lon: float
    lat: float
    weight: float
    # how sure it is, and how much its role says; 0 to 1
    x: float
    y: float
    z: float
    # the point on the unit sphere


def anchor_at(lon: float, lat: float, weight: float) -> Anchor:
    """Make an anchor.

    Parameters
    ----------
    lon, lat : float
        Degrees.
    weight : float
        From 0 to 1.

    Returns
    -------
    Anchor
        With the point on the unit sphere.

    Examples
    --------
    >>> anchor_at(90.0, 0.0, 0.5).y
    1.0
    """
    return Anchor(lon, lat, weight, *_on_sphere(lon, lat))


@lru_cache(maxsize=4096)
def _on_sphere(lon: float, lat: float) -> tuple[float, float, float]:
    east, north = math.radians(lon), math.radians(lat)
    width = math.cos(north)
    return width * math.cos(east), width * math.sin(east), math.sin(north)


class Anchors:
    """The places of a report that are settled so far, found by where they lie.

    Parameters
    ----------
    owned : iterable of (int, Anchor)
        Each with the number of the name that it stands for.
    """

    def __init__(self, owned: Iterable[tuple[int, Anchor]]) -> None:
        self._all = tuple(owned)
        self._cells: dict[tuple[int, int], list[tuple[int, Anchor]]] = {}
        for one in self._all:
            cell = int(one[1].lat // _FAR), int(one[1].lon // _FAR)
            self._cells.setdefault(cell, []).append(one)
        self._near: dict[tuple[int, int], Sequence[tuple[int, Anchor]]] = {}
        self._heaviest = sorted(((a.weight, owner) for owner, a in self._all), reverse=True)

    def most(self, but: int) -> float:
        """Give the weight of the heaviest that does not stand for a name; 0 without any."""
        return next((weight for weight, owner in self._heaviest if owner != but), 0.0)

    def around(self, lon: float, lat: float) -> Sequence[tuple[int, Anchor]]:
        """Give at least those anchors that are near a point, each with its name's number."""
        cell = int(lat // _FAR), int(lon // _FAR)
        found = self._near.get(cell)
        if found is None:
            found = self._near[cell] = self._around(*cell)
        return found

    def _around(self, row: int, column: int) -> Sequence[tuple[int, Anchor]]:
        """Give what is near any point of a cell."""
        width = math.cos(math.radians(max(abs(row), abs(row + 1)) * _FAR))
        if width < _NARROWEST:
            return self._all
        reach = math.ceil(1 / width)
        cells = self._cells
        # A row more to the north: a hair below the equator, five degrees are rounded.
        return [
            one
            for near in range(row - 1, row + 3)
            for beside in range(column - reach, column + reach + 1)
            for one in cells.get((near, beside), ())
        ]


class Votes(Protocol):
    """How often the names of a report stand for places in a unit."""

    def get(self, unit: tuple[str, str], /) -> float | None:
        """Give the votes for a country and first-level unit; None without any."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What the other toponyms of the report say."""

    countries: Mapping[str, float]
    # votes
    units: Votes
    anchors: Anchors
    of: int = -1
    # the number of the name that is asked about, whose own anchors say nothing


def context_scorer(
    context: Context, *, weights: Weights = WEIGHTS
) -> Callable[[Place, bool], float]:
    """Give what scores a place by the countries, units and places that the report names.

    Parameters
    ----------
    context : Context
        What the other toponyms say.
    weights : Weights
        What counts how much.

    Returns
    -------
    callable
        From a candidate's place, and whether what lies near it counts, to its score: 0
        without any context.

    Examples
    --------
    >>> context = Context(countries={"SY": 1.0}, units={}, anchors=Anchors(()))
    >>> known = {"gazetteer": "g", "version": "1", "name": "A", "lon": 0, "lat": 0,
    ...          "radius_km": 1.0, "feature": "PPL"}
    >>> here, there = (Place(id="1", country=country, **known) for country in ("SY", "UA"))
    >>> score = context_scorer(context)
    >>> score(here, True) > score(there, True)
    True
    """
    total = sum(context.countries.values())
    most = context.anchors.most(but=context.of)
    of_country: dict[str, float] = {}
    of_unit: dict[tuple[str, str], float] = {}

    def score(place: Place, nearness: bool) -> float:
        country = place.country
        if country is None:
            return weights.borderless * total / (total + 0.5)
        known = of_country.get(country)
        if known is None:
            known = of_country[country] = _votes(country, total, context, weights)
        if place.admin1:
            unit = country, place.admin1
            said = of_unit.get(unit)
            if said is None:
                votes = context.units.get(unit)
                said = 0.0 if votes is None else _said_by_unit(votes, total, weights)
                of_unit[unit] = said
            known += said
        if not nearness or not most or place.feature.startswith("PCL"):
            return known
        return known + weights.nearness * _nearness(place, context, most, weights.near_km)

    return score


def _said_by_unit(votes: float, total: float, weights: Weights) -> float:
    return weights.unit * math.log((votes / (total + 0.5) + 0.05) / 0.05)


def _votes(country: str, total: float, context: Context, weights: Weights) -> float:
    """Score a country by what the other names lie in."""
    if not total:
        return 0.0
    share = context.countries.get(country, 0.0) / (total + 0.5)
    return weights.country * math.log((share + 0.04) / 0.04) * total / (total + 0.5)


def _nearness(place: Place, context: Context, most: float, near_km: float) -> float:
    """Give what the anchor says that says most, none more than the heaviest could.

    Measuring is dear: what is farther off than the heaviest anchor may be to say more than
    what is known already is told by its angle.
    """
    near = 0.0
    place_lon, place_lat = place.lon, place.lat
    around = context.anchors.around(place_lon, place_lat)
    if not around:
        return near
    least_cosine = _FAR_COSINE if abs(place_lat) < _POLAR else -1.0 - _ROUNDING
    place_x, place_y, place_z = _on_sphere(place_lon, place_lat)
    own = context.of
    for owner, (lon, lat, weight, x, y, z) in around:
        if owner == own:
            continue
        if x * place_x + y * place_y + z * place_z < least_cosine:
            continue
        if abs(lat - place_lat) > _FAR:
            continue
        if abs(lon - place_lon) * math.cos(math.radians(place_lat)) > _FAR:
            continue
        distance = distance_km(place_lon, place_lat, lon, lat)
        said = weight * math.exp(-distance / near_km)
        if said > near:
            near = said
            reach_km = near_km * math.log(most / near)
            least_cosine = math.cos(min(math.pi, reach_km / EARTH_KM)) - _ROUNDING
    return near
