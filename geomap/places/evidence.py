"""What speaks for a candidate: its name, its size, its level, and the rest of the report.

Every piece of evidence is a number on one scale, that of a logarithm of odds; they are
added. The weights were set on public news corpora (see ``tests/benchmarks``), a handful of
numbers for many thousands of toponyms, none for a single place.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from geomap.model import Candidate, Place
from geomap.places.areas import Ring, covers, distance_km, is_near, polygon_rings
from geomap.places.names.levels import LEVEL_FEATURES
from geomap.vocabulary import ToponymRole

__all__ = [
    "LOOSE_SCORE",
    "ROLE_WEIGHTS",
    "WEIGHTS",
    "Weights",
    "base_score",
    "is_area",
    "is_town",
    "level_score",
    "lies_at_border",
    "lies_in",
    "softmax",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """How much each kind of evidence counts."""

    name: float = 12.0
    # per unit of the name's score below 1
    own: float = 0.3
    # of a place whose own name it is, and not only another one: of two alike the nearer
    marked: float = 2.0
    # of a place that has the very sign inside its name: "Dar'a" is no Dara
    population: float = 1.15
    # per power of ten
    state: float = 3.5
    # what a country has over a town of its size
    capital: float = 1.0
    country: float = 1.6
    borderless: float = 2.0
    # what a sea or a continent has instead of a country's votes
    unit: float = 1.2
    nearness: float = 2.0
    near_km: float = 90.0
    namesake: float = 0.3
    # of a unit, per power of ten of the town inside it that bears its name
    overshadowed: float = 2.0
    # of a village without a population, where a larger town of its country bears its name
    level: float = 4.0
    container: float = 5.4
    outside: float = -3.0
    at_border: float = 1.5
    # just beyond the border of what the text puts it in
    beyond: float = 5.5
    # the same, where nothing of its name lies inside
    beside: float = 5.0
    # inside what merely follows after a comma
    temperature: float = 1.1
    unknown: float = 2.4
    # the score of "a place that the gazetteer does not have"


WEIGHTS = Weights()

LOOSE_SCORE = 0.8
# A gazetteer's score up to this is for another romanisation or a misspelling.

# What a mention tells of the country the report is about.
ROLE_WEIGHTS: Mapping[ToponymRole, float] = {
    ToponymRole.EVENT: 1.0,
    ToponymRole.CONTEXT: 0.8,
    ToponymRole.MOVEMENT: 0.7,
    ToponymRole.DEMONYM: 0.6,
    ToponymRole.DATELINE: 0.6,
    ToponymRole.CLAIMANT: 0.5,
    ToponymRole.NAME_PART: 0.4,
    ToponymRole.METONYM: 0.25,
}

# Prominence of what has no population, on the scale of a population's power of ten.
_PROMINENCE = {
    "CONT": 9.5, "OCN": 8.0, "ADM1": 6.3, "ADM2": 4.2, "ADM3": 3.6, "RGN": 5.6,
    "SEA": 7.0, "GULF": 6.5, "STRT": 6.0, "STM": 5.5, "PEN": 6.0, "ISL": 5.6, "MTS": 5.6,
    "DSRT": 6.0, "VAL": 5.0, "LK": 5.6, "LKS": 6.0, "CNL": 5.6, "BAY": 6.0, "CHNM": 5.8,
}  # fmt: skip
_NO_POPULATION = 300
_COMMON_REACH_KM = 150.0
_WIDE = 0.3
# what a region has over a province of its reach and name
_NEWER = 1.3
# what a unit lacks that is too new for the map of units: so is its fame
_DEGREE_KM = 111.19
# of latitude, on the sphere of areas.distance_km


def is_town(place: Place) -> bool:
    """Tell whether a place is a populated place."""
    return place.feature.startswith("PPL")


def is_area(place: Place) -> bool:
    """Tell whether a place is a country or an administrative unit."""
    return place.feature.startswith(("PCL", "ADM"))


def base_score(candidate: Candidate, *, weights: Weights = WEIGHTS) -> float:
    """Score a candidate by its name and prominence alone.

    Parameters
    ----------
    candidate : Candidate
        A place with how well its name fits.
    weights : Weights
        What counts how much.

    Returns
    -------
    float
        Higher for a better name and a larger place.
    """
    place = candidate.place
    if place.feature.startswith("PCL"):
        prominence = weights.state + math.log10((place.population or 0) + _NO_POPULATION)
    elif is_town(place):
        prominence = math.log10((place.population or 0) + _NO_POPULATION)
        prominence += weights.capital if place.feature == "PPLC" else 0.0
    else:
        prominence = _PROMINENCE.get(place.feature, 5.0)
        if place.feature == "ADM1":
            # A unit's population is rarely known; its reach tells large from small.
            prominence += 1.3 * math.log10(max(place.radius_km, 10.0) / _COMMON_REACH_KM)
            prominence -= 0.0 if place.admin1 else _NEWER
        elif place.feature == "RGN" and place.radius_km > _COMMON_REACH_KM:
            # "The Sahel" is the whole of it before it is the one province of that name.
            prominence += _WIDE + 1.3 * math.log10(place.radius_km / _COMMON_REACH_KM)
    return weights.population * prominence - weights.name * (1.0 - candidate.score)


def level_score(place: Place, level: str | None, *, weights: Weights = WEIGHTS) -> float:
    """Score how well a place fits the level that the text states.

    Parameters
    ----------
    place : Place
        A candidate's place.
    level : str or None
        "town", "province" …; None when the text does not say.
    weights : Weights
        What counts how much.

    Returns
    -------
    float
        0 when nothing is said or the level is not known here.
    """
    features = LEVEL_FEATURES.get(level or "")
    if features is None:
        return 0.0
    for rank, feature in enumerate(features):
        if place.feature.startswith(feature):
            return weights.level * (1.0 - 0.25 * rank)
    return -weights.level


def lies_in(place: Place, container: Place) -> bool:
    """Tell whether a place lies in another, as far as the gazetteer knows.

    Parameters
    ----------
    place, container : Place
        The container may be a country, a unit, a region or a town.

    Returns
    -------
    bool
        For regions and towns without an area, whether the place is within reach.
    """
    if place.id == container.id:
        return False
    kind, outer = place.feature, container.feature
    if outer.startswith("PCL"):
        return place.country == container.country and not kind.startswith("PCL")
    if outer.startswith("ADM"):
        if place.country != container.country:
            return False
        if outer == "ADM1" and container.admin1 and place.admin1:
            return place.admin1 == container.admin1 and kind != "ADM1"
    if container.geometry is not None and not kind.startswith(("PCL", "ADM1")):
        return _covered(container.geometry, place.lon, place.lat)
    town = outer.startswith("PPL")
    if town and is_area(place):
        return False
    # A unit without an area is known by its towns only, and its villages lie around them.
    reach = max(10.0, container.radius_km * (2.0 if town or outer == "ADM2" else 1.0))
    if abs(place.lat - container.lat) * _DEGREE_KM > reach:
        return False
    return distance_km(place.lon, place.lat, container.lon, container.lat) <= reach


def lies_at_border(place: Place, container: Place) -> bool:
    """Tell whether a place outside a unit is so near to it that it may well be inside.

    Our borders are simplified and others' are not: a village a few kilometres beyond one
    belongs to the unit as often as not.

    Parameters
    ----------
    place, container : Place
        A place in no other country than the container's.

    Returns
    -------
    bool
        Where the container's area is not known, whether both lie in one first-level unit and
        the place no further off than villages beyond the known towns are.
    """
    if place.country != container.country or not is_town(place):
        return False
    if container.geometry is None:
        # Known by the towns in it only: its villages may lie well beyond them.
        if container.feature != "ADM2" or not place.admin1 == container.admin1 is not None:
            return False
        away = distance_km(place.lon, place.lat, container.lon, container.lat)
        return away <= _BEYOND_KM + _BEYOND * container.radius_km
    west, south, east, north = _box(container.geometry)
    if not (west <= place.lon <= east and south <= place.lat <= north):
        return False
    return _bordering(container.geometry, place.lon, place.lat)


_BORDER_KM = 10.0
_BEYOND_KM, _BEYOND = 75.0, 3.0
# Beside three times a unit's reach, since its known towns may lie in one corner of it, so many
# kilometres: few districts stretch farther.


@lru_cache(maxsize=8192)
def _covered(area: bytes, lon: float, lat: float) -> bool:
    """Tell whether an area covers a point; the same pairs come up in every round."""
    return covers(_rings(area), lon, lat)


@lru_cache(maxsize=8192)
def _bordering(area: bytes, lon: float, lat: float) -> bool:
    return is_near(_rings(area), lon, lat, within_km=_BORDER_KM)


@lru_cache(maxsize=64)
def _box(area: bytes) -> tuple[float, float, float, float]:
    """Give the bounds of an area and what borders on it, in degrees."""
    outer = [rings[0] for rings in _rings(area)]
    lons = [lon for ring in outer for lon in ring[0::2]]
    lats = [lat for ring in outer for lat in ring[1::2]]
    up = _BORDER_KM / _DEGREE_KM
    aside = up / max(0.1, math.cos(math.radians(max(map(abs, lats)))))
    return min(lons) - aside, min(lats) - up, max(lons) + aside, max(lats) + up


@lru_cache(maxsize=64)
def _rings(area: bytes) -> list[list[Ring]]:
    return list(polygon_rings(area))


def softmax(scores: Iterable[float], *, temperature: float) -> list[float]:
    """Turn scores to probabilities that sum to one."""
    listed = list(scores)
    top = max(listed)
    powers = [math.exp((score - top) / temperature) for score in listed]
    total = sum(powers)
    return [power / total for power in powers]
