"""Which place lies in which: by the gazetteer's units first, by the ground after them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import shapely

from geomap.events.ground import ground
from geomap.events.terms.folding import folded
from geomap.model import Place, Resolution

__all__ = [
    "distance_km",
    "is_area",
    "is_broad",
    "lies_in",
    "meant_by_both",
    "named_alike",
    "same_place",
    "same_unit",
]

_SAME_KM = 5.0
_WIDE_KM = 40.0
_SURE = 0.9
# probability from which a place is not doubted for another report's sake
_GROUND = ("PEN", "ISL", "LK", "STM", "SEA", "GULF", "BAY", "DSRT", "MT", "VAL", "PLN", "FRST")
# lakes, peninsulas, plains: broad as a unit, though drawn by a point


def is_area(place: Place) -> bool:
    """Tell whether a place is a unit, region or long way that other places lie in."""
    return place.feature.startswith(("ADM", "PCL", "RGN", "CONT", "TERR", "RD", "AREA"))


def is_broad(place: Place) -> bool:
    """Tell whether a name says only roughly where: a unit, a lake, a peninsula."""
    return is_area(place) or place.feature.startswith(_GROUND)


def lies_in(place: Place, area: Place) -> bool:
    """Tell whether a place lies in an area.

    Parameters
    ----------
    place : Place
        The smaller place.
    area : Place
        A country, a first-level unit or a region.

    Returns
    -------
    bool
        False for a place in itself and wherever it cannot be told.
    """
    if _is_wide_ground(area) and not is_broad(place):
        # "Koronadal, on the island of Mindanao"
        same = not (place.country and area.country) or place.country == area.country
        return same and distance_km(place, area) <= area.radius_km
    if not is_area(area) or (place.gazetteer, place.id) == (area.gazetteer, area.id):
        return False
    if place.country and area.country and place.country != area.country:
        return False
    if area.feature.startswith("PCL"):
        return bool(area.country) and place.country == area.country
    if area.feature == "ADM1" and place.admin1 and (area.admin1 or area.name):
        if place.admin1 in (area.admin1, area.name):
            return not is_area(place) or place.feature != "ADM1"
    if area.geometry is None:
        # A unit that the map of units is too old for: its places are told by their distance.
        newer = area.feature == "ADM1" and area.admin1 is None and not is_area(place)
        return newer and distance_km(place, area) <= area.radius_km
    return bool(shapely.contains_xy(_shape(area.geometry), place.lon, place.lat)) and (
        not is_area(place) or place.radius_km < area.radius_km
    )


def _is_wide_ground(area: Place) -> bool:
    """Tell whether a place is an island or a valley so wide that towns lie in it."""
    wide = area.feature.startswith(("ISL", "PEN", "VAL")) and area.radius_km >= _WIDE_KM
    return wide and area.geometry is None


@lru_cache(maxsize=512)
def _shape(wkb: bytes) -> shapely.Geometry:
    shape = shapely.from_wkb(wkb)
    shapely.prepare(shape)
    return shape


def distance_km(one: Place, other: Place) -> float:
    """Measure how far apart two places' points are, in kilometres."""
    return ground.distance_km(one.lon, one.lat, other.lon, other.lat)


def same_place(one: Place, other: Place) -> bool:
    """Tell whether two gazetteer entries stand for the same ground."""
    if (one.gazetteer, one.id) == (other.gazetteer, other.id):
        return True
    if is_area(one) != is_area(other) or one.country != other.country:
        return False
    if is_area(one):
        return one.name == other.name and one.feature == other.feature
    return distance_km(one, other) <= _SAME_KM


def meant_by_both(one: Resolution, other: Resolution) -> Place | None:
    """Find the place that one name means in two reports, of which one says too little.

    Parameters
    ----------
    one, other : Resolution
        A name in either report, resolved to two places.

    Returns
    -------
    Place or None
        The place of the surer; None where the names differ, both are sure, or the surer's is
        none of what the other could mean.
    """
    if folded(one.toponym.surface) != folded(other.toponym.surface):
        return None
    unsure, sure = sorted((one, other), key=lambda resolution: resolution.probability)
    if unsure.probability >= _SURE or sure.place is None:
        return None
    place = sure.place
    meant = {(c.place.gazetteer, c.place.id) for c in unsure.candidates}
    return place if (place.gazetteer, place.id) in meant else None


def without_containers(resolutions: Sequence[Resolution]) -> list[Resolution]:
    """Leave out the places that only say where another one is: "Talbiseh, Homs"."""
    containers = {r.toponym.container for r in resolutions if r.toponym.container is not None}
    # Of one place a report may have many names.
    places = {_key(r.place): r.place for r in resolutions if r.place is not None}
    holding = {
        key
        for key, area in places.items()
        if is_area(area) and any(lies_in(place, area) for place in places.values())
    }
    kept = [
        resolution
        for resolution in resolutions
        if resolution.toponym.span not in containers
        and (resolution.place is None or _key(resolution.place) not in holding)
    ]
    return kept or list(resolutions)


def _key(place: Place) -> tuple[str, str, float, float]:
    # A unit may be marked at its seat.
    return place.gazetteer, place.id, place.lon, place.lat


def named_alike(one: Resolution, other: Resolution) -> bool:
    """Tell whether one report writes two places alike: it means one place by a name.

    Parameters
    ----------
    one, other : Resolution
        Two names of one report.

    Returns
    -------
    bool
        Whether they are written alike, but for capitals.
    """
    return one.toponym.surface.casefold() == other.toponym.surface.casefold()


def same_unit(one: Resolution, other: Resolution) -> bool:
    """Tell apart two unknown villages that are both shown as the unit they lie in.

    Parameters
    ----------
    one, other : Resolution
        Two names of one report.

    Returns
    -------
    bool
        True for places that are no units.
    """
    if one.place is None or not is_area(one.place):
        return True
    words = [set(re.findall(r"\w+", r.toponym.surface.casefold())) for r in (one, other)]
    return bool(words[0] & words[1])
