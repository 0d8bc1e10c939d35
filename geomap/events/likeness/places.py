"""How well the places of two mentions agree: one place, one inside the other, or two."""

from __future__ import annotations

from rapidfuzz import fuzz

from geomap.events.ground.containment import (
    distance_km,
    is_area,
    is_broad,
    lies_in,
    meant_by_both,
    same_place,
)
from geomap.events.likeness.days import NEVER
from geomap.events.likeness.facets import Facets
from geomap.events.terms.folding import folded
from geomap.model import Place, Resolution

__all__ = ["placed_in", "places_between"]

_NEAR_KM, _FAR_KM = 25.0, 50.0
_LIKE = 84.0
# rapidfuzz ratio from which two names are one in two spellings
_VAGUELY_LIKE = 70.0
_PART_OF_TOWN = "neighbourhood"
_GUESS = 0.5
# probability below which a place is one of several by chance
_SURE = 0.9
# probability from which a place is not moved for another report's sake


def places_between(one: Facets, other: Facets) -> tuple[float, str]:
    """Give the points that the places of two mentions make, and why.

    Parameters
    ----------
    one, other : Facets
        The mentions.

    Returns
    -------
    (float, str)
        ``NEVER`` where they are two places.
    """
    here, there = one.place, other.place
    if named := _named_in(one, other) or _named_in(other, one):
        return 1.6, named
    if written := _written_inside(one, other) or _written_inside(other, one):
        return written
    if here is None or there is None:
        if carried := _carried(one, other) or _carried(other, one):
            return 1.0, carried
        if not one.name or not other.name:
            return -1.5, "one does not say where"
        for unknown, told in ((one, other), (other, one)):
            if unknown.place is None and unknown.name in told.names:
                return 0.8, f"the words of both name '{unknown.name}'"
        same = fuzz.ratio(one.name, other.name) >= _LIKE
        return (1.6, f"both at '{one.name}'") if same else (-2.5, "places not known to be one")
    if one.area and other.area:
        return _areas(one, other, here, there)
    if one.area or other.area:
        point, area = (other, one) if one.area else (one, other)
        return _inside(point, area)
    if same_place(here, there) and (_village(one) or _village(other)):
        return _near_one_town(one, other, here)
    if same_place(here, there):
        if _two_quarters(one, other):
            return -0.5, f"'{one.name}' and '{other.name}' are two parts of {here.name}"
        return 2.4, f"both in {here.name}"
    if doubtful := _meant_alike(one, other):
        return 1.6, doubtful
    if guessed := _only_guessed(one, other):
        return 0.8, guessed
    apart = distance_km(here, there)
    if apart <= max(here.radius_km, there.radius_km):
        return 0.8, f"{here.name} and {there.name} overlap"
    if apart <= _FAR_KM and fuzz.ratio(one.name, other.name) >= _LIKE:
        return 1.0, f"two places of one name, {apart:.0f} km apart"
    if apart <= _NEAR_KM and 2 in (one.incident.precision, other.incident.precision):
        return 0.6, f"{here.name} and {there.name} are {apart:.0f} km apart, one only near"
    return NEVER, f"{here.name} and {there.name} are two places"


def _near_one_town(one: Facets, other: Facets, town: Place) -> tuple[float, str]:
    """Compare villages that no gazetteer knows, shown near a town, or one and the town itself."""
    if fuzz.ratio(one.name, other.name) >= _LIKE:
        return 2.0, f"both at '{one.name}', near {town.name}"
    if _village(one) and _village(other):
        return -2.5, f"'{one.name}' and '{other.name}' are two names"
    return 0.6, f"'{one.name}' and '{other.name}', one near the other"


def _two_quarters(one: Facets, other: Facets) -> bool:
    """Tell whether two mentions name two quarters of one town, which no gazetteer tells apart."""
    levels = [m.resolution.toponym.level for m in (one, other) if m.resolution is not None]
    return levels == [_PART_OF_TOWN] * 2 and fuzz.ratio(one.name, other.name) < _VAGUELY_LIKE


def _named_in(one: Facets, other: Facets) -> str:
    """Tell whether a mention whose place is surmised or wide names the other's place."""
    broad = one.place is not None and is_broad(one.place) and not is_area(one.place)
    vaguer = one.surmised or broad or (one.wide and (not other.wide or other.seat))
    if not vaguer or not other.named or len(other.name) < 3 or other.name not in one.names:
        return ""
    return f"the words of one name '{other.name}'"


def _carried(one: Facets, other: Facets) -> str:
    """Tell whether a mention names where the sentence before the other's own words was.

    "A bomb went off in Mosul. In the evening gunmen killed three at a bakery in the city."
    """
    told = other.place is not None and not other.area and not other.named and len(other.name) > 2
    if one.place is not None or not told or other.name not in one.names:
        return ""
    return f"the words of one name '{other.name}', where the other goes on"


def _written_inside(one: Facets, other: Facets) -> tuple[float, str] | None:
    """Tell whether one report puts its place in what the other names: "Muatide, in Muidumbe"."""
    if other.name not in one.containers or other.surmised or one.name == other.name:
        return None
    reason = f"'{one.name}' lies in '{other.name}', as one report says"
    if other.area or other.place is None:
        # Where the gazetteer knows the unit, the units decide.
        return None if other.place is not None and one.place is not None else (1.0, reason)
    apart = 0.0 if one.place is None else distance_km(one.place, other.place)
    if apart > _FAR_KM:
        return None
    if one.place is not None and apart <= max(one.place.radius_km, other.place.radius_km):
        # a suburb, which the other report may not name
        return 0.9, reason
    # A town is named for its district, too.
    level = other.resolution.toponym.level if other.resolution is not None else None
    return (1.3 if level else 0.3), reason


def _meant_alike(one: Facets, other: Facets) -> str:
    """Tell whether one name stands for two places because one report says too little of it."""
    if one.resolution is None or other.resolution is None:
        return ""
    meant = meant_by_both(one.resolution, other.resolution)
    return f"'{one.name}' may be {meant.admin1 or meant.country} in both" if meant else ""


def _only_guessed(one: Facets, other: Facets) -> str:
    """Tell whether two towns of one name are two only because one report says too little."""
    if one.resolution is None or other.resolution is None or one.name != other.name:
        return ""
    unsure, sure = sorted(m.resolution.probability for m in (one, other) if m.resolution)
    return f"both at '{one.name}', one a guess" if unsure < _GUESS <= sure else ""


def _lies_within(place: Place, area: Place) -> bool:
    """Tell whether a place lies in an area; of districts often only the name is known."""
    if lies_in(place, area):
        return True
    district = area.feature == "ADM2" and place.country == area.country and place.admin2
    return bool(district) and place.admin2 in (area.admin2, area.name)


def placed_in(resolution: Resolution | None, area: Place) -> Place | None:
    """Find what else an unsure name could mean that lies in an area.

    Parameters
    ----------
    resolution : Resolution or None
        A place that does not lie in the area.
    area : Place
        The area that another telling of the same event names.

    Returns
    -------
    Place or None
        The best candidate inside; None where the place is sure or no candidate is inside.
    """
    if resolution is None or resolution.probability >= _SURE:
        return None
    inside = [c for c in resolution.candidates if lies_in(c.place, area)]
    return max(inside, key=lambda c: (c.score, c.place.id)).place if inside else None


def _village(facets: Facets) -> bool:
    """Tell whether a unit stands for a village in it that no gazetteer knows."""
    return facets.resolution is not None and facets.resolution.stands_in


def _areas(one: Facets, other: Facets, here: Place, there: Place) -> tuple[float, str]:
    unknown = _village(one), _village(other)
    if all(unknown):
        if fuzz.ratio(one.name, other.name) >= _LIKE:
            return 2.0, f"both at '{one.name}'"
        if other.name in one.containers or one.name in other.containers:
            return 1.0, f"'{one.name}' and '{other.name}', one of which lies in the other"
        if same_place(here, there):
            return -2.5, f"'{one.name}' and '{other.name}' are two names"
    if same_place(here, there):
        if one.seat and other.seat:
            return 1.8, f"both in {here.name}, or in its chief town"
        shared = max(one.spots & other.spots, key=lambda name: (len(name), name), default="")
        if shared and _wide(here):
            return 0.6, f"both in {here.name}, and both name '{shared}'"
        points = -1.0 if here.feature.startswith("PCL") else 0.0 if _wide(here) else 0.9
        return points, f"both in {here.name}, no nearer"
    if lies_in(here, there) or lies_in(there, here):
        return -0.4, f"{here.name} and {there.name} lie one in the other"
    return NEVER, f"{here.name} and {there.name} are two areas"


def _wide(area: Place) -> bool:
    return area.feature.startswith(("PCL", "ADM1", "RGN", "TERR"))


def _inside(point: Facets, area: Facets) -> tuple[float, str]:
    if point.place is None or area.place is None:
        return -1.5, ""
    if not _lies_within(point.place, area.place):
        other = placed_in(point.resolution, area.place)
        if other is not None:
            return 0.3, f"'{point.name}' may be {other.name} in {area.place.name}"
        return NEVER, f"{point.place.name} does not lie in {area.place.name}"
    if _village(area):
        alike = max(fuzz.ratio(area.name, name) for name in (point.name, folded(point.place.name)))
        if alike >= _VAGUELY_LIKE:
            return 1.5, f"'{area.name}' and '{point.name}' in {area.place.name}"
        return -1.5, f"'{area.name}' and '{point.name}' are two names"
    if area.seat and (point.place.lon, point.place.lat) == (area.place.lon, area.place.lat):
        return 1.8, f"both in {point.place.name}, or in the unit of its name"
    if area.place.feature.startswith("PCL"):
        return -0.4, f"{point.place.name} lies in {area.place.name}"
    return (0.5 if _wide(area.place) else 1.3), f"{point.place.name} lies in {area.place.name}"
