"""Relative places on the ground: "10 km north of Hama" is a point, the road to Homs a line.

The radius is the point-radius method's (Wieczorek, Guo and Hijmans 2004): how far from the
point the event may be when the distance is off by its rounding, the direction by half the
angle to its neighbours (45° for north, 22.5° for northeast), and the start by its own extent.
A point 10 km off is worked out on the sphere, within 0.6 % of the geodesic: 60 m, where the
distance itself is off by 1 km at the least. where_prec is 2 where the point, or the place that
it is told from, is known within 25 km; else 5, a fuzzy area, drawn as one.

A derived place is no gazetteer's entry, but its id says how it came about, so that two
reports of it tell of one place: ``geonames:170017+10km@N`` (distance and direction),
``geonames:170017~100km`` (a ring that far off), ``geonames:169577--geonames:170017`` (the way
between, the smaller id first) and the same with ``@middle`` (halfway).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from geomap.model import Candidate, Place, Resolution, Toponym
from geomap.places.areas import distance_km
from geomap.places.precision import NEAR_KM
from geomap.places.relative.relations import Relation, RelationKind
from geomap.places.relative.shapes import bearing, corridor, destination, disc

__all__ = ["FARTHEST_KM", "Placed", "as_described", "joined_ends", "place_relative", "with_derived"]

FARTHEST_KM = 150.0
# Farther off, a direction says little: 45 degrees are 115 km.

_NEAR, _FUZZY = 2, 5
# UCDP where_prec: near a known point; a linear or fuzzy feature
_MOST = 10
# Candidates that a resolution keeps.
_LONGEST_KM = 320.0
# The longest road that reports name by its ends (Aleppo to Damascus is 310 km).
_POINT, _TRACT, _ROAD = "LCTY", "AREA", "RD"
# GeoNames: a place of indefinite boundaries, a tract of land, a road
_LINES = (RelationKind.BETWEEN, RelationKind.ROAD, RelationKind.HALFWAY)

Containing = Callable[[float, float], Sequence[Place]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Where a relation puts what is told."""

    place: Place
    precision: int
    radius_km: float
    said: str
    # for the reason: what the text says and what was made of it; empty without a relation
    sureness: float = 1.0
    # of the other end, where it rests on that as well


def place_relative(
    relation: Relation | None,
    base: Place,
    *,
    precision: int,
    other: Candidate | None = None,
    containing: Containing | None = None,
) -> Placed:
    """Work out where a relation to a place is.

    Parameters
    ----------
    relation : Relation or None
        What the text says.
    base : Place
        The place that is named.
    precision : int
        Its own where_prec. Beside or between areas there is no point: they stay what they are.
    other : Candidate, optional
        The place at the other end of a line, with its probability; None where it is not
        placed, or is an area.
    containing : callable, optional
        Gives the areas around a point, the largest first, to say in which country it lies.

    Returns
    -------
    Placed
        The base itself where the text gives no distance.

    Examples
    --------
    >>> from geomap.places.relative.relations import read_relation
    >>> hama = Place(gazetteer="g", version="1", id="g:1", name="Hama", lon=36.75, lat=35.13,
    ...              radius_km=5.0, feature="PPL", country="SY")
    >>> found = place_relative(read_relation("10 km north of ", ""), hama, precision=1)
    >>> found.place.name, round(found.place.lat, 2), found.precision, found.radius_km
    ('10 km north of Hama', 35.22, 2, 15.6)
    """
    if relation is None or relation.kind is RelationKind.INSIDE:
        return Placed(place=base, precision=precision, radius_km=base.radius_km, said="")
    if precision != 1:
        said = f'the text says "{relation.phrase}"; no point can be told from an area, so all of it'
        return Placed(place=base, precision=precision, radius_km=base.radius_km, said=said)
    if relation.kind in _LINES:
        if other is None or other.place.id == base.id:
            return _one_ended(relation, base)
        return _between(relation, base, other, containing)
    if relation.distance_km is None:
        return _beside(relation, base)
    far = relation.distance_km > FARTHEST_KM
    if relation.kind is RelationKind.OFFSET and relation.bearing is not None and not far:
        return _off(relation, base, containing)
    return _around(relation, base)


def as_described(
    nothing: Resolution,
    relation: Relation | None,
    base: Candidate,
    *,
    containing: Containing | None = None,
) -> Resolution:
    """Place a name that was not found where the words behind it put it.

    Parameters
    ----------
    nothing : Resolution
        Without a place: no gazetteer has the name, or too many places bear it.
    relation : Relation or None
        "12 km north of".
    base : Candidate
        The town that it is told from, with its probability.
    containing : callable, optional
        As for :func:`place_relative`.

    Returns
    -------
    Resolution
        With both reasons; as sure as the town.
    """
    placed = place_relative(relation, base.place, precision=1, containing=containing)
    return replace(
        nothing,
        place=placed.place,
        probability=base.score,
        reason=f"{nothing.reason}; {placed.said} ({base.place.name})",
        precision=placed.precision,
        radius_km=placed.radius_km,
        candidates=with_derived(placed.place, (base, *nothing.candidates)),
    )


def joined_ends(toponym: Toponym, ends: Sequence[Resolution]) -> Resolution:
    """Make one resolution of those of the ends that a name was parted into.

    Parameters
    ----------
    toponym : Toponym
        The whole name: "Homs-Hama highway".
    ends : sequence of Resolution
        One for the name itself, or one for each end.

    Returns
    -------
    Resolution
        The line's, or that of the only end that is placed; without a place where the ends
        are two areas, or too far apart.
    """
    placed = [end for end in ends if end.place is not None] or list(ends)
    first = replace(placed[0], toponym=toponym)
    if len(ends) == 1 or len({end.place and end.place.id for end in placed}) == 1:
        return first
    named = " and ".join(end.place.name for end in placed if end.place is not None)
    return replace(
        first,
        place=None,
        probability=0.0,
        precision=None,
        radius_km=None,
        reason=f"not sure: between {named} there is no one place to show",
        candidates=tuple(candidate for end in placed for candidate in end.candidates[:1]),
    )


def with_derived(place: Place, weighed: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Put a derived place first among the candidates, with the score of the one it rests on.

    Parameters
    ----------
    place : Place
        The place that was chosen: the best candidate itself, or one derived from it.
    weighed : sequence of Candidate
        Best first, at least one.

    Returns
    -------
    tuple of Candidate
        As many as before; the named places stay, but for the last of a full list.

    Examples
    --------
    >>> town = Place(gazetteer="g", version="1", id="1", name="A", lon=0, lat=0, radius_km=1.0,
    ...              feature="PPL")
    >>> found = with_derived(replace(town, id="1~40km"), [Candidate(place=town, score=0.9)])
    >>> [(candidate.place.id, candidate.score) for candidate in found]
    [('1~40km', 0.9), ('1', 0.9)]
    """
    best = weighed[0]
    if place.id == best.place.id:
        return tuple(weighed)
    return (Candidate(place=place, score=best.score), *weighed)[: max(_MOST, len(weighed))]


def _beside(relation: Relation, base: Place) -> Placed:
    """Keep the place's own point, as UCDP does, within 25 km."""
    said = f'the text says "{relation.phrase}", so it is only near'
    if relation.kind is RelationKind.COAST:
        said += ", at sea; the point is the place on land"
    elif relation.kind is RelationKind.DIRECTION:
        said += "; how far is not said, so the place's own point"
    return Placed(place=base, precision=_NEAR, radius_km=max(NEAR_KM, base.radius_km), said=said)


def _around(relation: Relation, base: Place) -> Placed:
    """Keep the point and draw the ring around it: a distance without a usable direction."""
    distance = relation.distance_km or 0.0
    radius = _rounded(distance + relation.error_km + base.radius_km)
    said = f'the text says "{relation.phrase}"; in which direction is not said, so all around it'
    if relation.kind is RelationKind.OFFSET:
        said = f'the text says "{relation.phrase}"; too far off for a point, so all around it'
    elif relation.kind is RelationKind.WITHIN:
        said = f'the text says "{relation.phrase}", so all around it'
    if distance <= NEAR_KM:
        return Placed(place=base, precision=_NEAR, radius_km=max(radius, 1.0), said=said)
    name = f"{relation.phrase} {base.name}"
    ring = _derived(base, id=f"{base.id}~{_rounded(distance):g}km", name=name, radius_km=radius)
    return Placed(place=_drawn(ring), precision=_FUZZY, radius_km=radius, said=said)


def _drawn(place: Place) -> Place:
    """Draw what is known to a wide area only as that area: a pin would say too much."""
    area = disc((place.lon, place.lat), radius_km=place.radius_km)
    return replace(place, geometry=area, feature=_TRACT)


def _off(relation: Relation, base: Place, containing: Containing | None) -> Placed:
    distance, towards = relation.distance_km or 0.0, relation.bearing or 0.0
    angle = _half_angle(relation.direction or "")
    radius = _rounded(_reach(distance, relation.error_km, angle) + base.radius_km)
    point = _derived(
        base,
        id=f"{base.id}+{_rounded(distance, 2):g}km@{relation.direction}",
        name=f"{relation.phrase} {base.name}",
        point=destination((base.lon, base.lat), bearing_deg=towards, distance_km=distance),
        radius_km=radius,
    )
    point, where = _in_its_country(point, base, containing)
    near = min(distance, radius) <= NEAR_KM
    said = (
        f'the text says "{relation.phrase}", so a point {_rounded(distance):g} km from it; the '
        f"distance may be off by about {_rounded(relation.error_km):g} km, the direction by "
        f"{angle:g}°{where}"
    )
    return Placed(
        place=point if near else _drawn(point),
        precision=_NEAR if near else _FUZZY,
        radius_km=radius,
        said=said,
    )


def _half_angle(direction: str) -> float:
    """Give how far off a direction may be: half the angle to the next coarser points."""
    return {1: 45.0, 2: 22.5}.get(len(direction), 11.25)


def _reach(distance: float, error: float, angle: float) -> float:
    """Measure from the point to the farthest corner of where the event may be."""
    far = distance + error
    corner = distance**2 + far**2 - 2 * distance * far * math.cos(math.radians(angle))
    return max(error, math.sqrt(max(0.0, corner)))


def _one_ended(relation: Relation, base: Place) -> Placed:
    near = _beside(relation, base)
    if relation.other is None:
        return near
    return replace(near, said=f"{near.said}; the other end is not placed, or is an area")


def _between(
    relation: Relation, base: Place, other: Candidate, containing: Containing | None
) -> Placed:
    # The smaller id first: both ends give the same place.
    first, last = sorted((base, other.place), key=lambda end: end.id)
    length = distance_km(first.lon, first.lat, last.lon, last.lat)
    if length > _LONGEST_KM:
        said = (
            f'the text says "{relation.phrase}"; {first.name} and {last.name} are {length:.0f} km '
            "apart, too far for one place, so only this end"
        )
        return replace(_beside(relation, base), precision=_FUZZY, said=said)
    line, where = _in_its_country(_line(relation, first, last, length), first, containing)
    if first.country == last.country != line.country:
        # A road between two towns of one country is taken to stay in it.
        line, where = replace(line, country=first.country, admin1=None), ""
    halfway = relation.kind is RelationKind.HALFWAY
    reach = line.radius_km if halfway else length / 2
    said = (
        f'the text says "{relation.phrase}" {base.name} and {other.place.name}, {length:.0f} km '
        f"apart, so the middle of the way, within {line.radius_km:g} km{where}"
    )
    return Placed(
        place=line,
        precision=_NEAR if reach <= NEAR_KM else _FUZZY,
        radius_km=line.radius_km,
        said=said,
        sureness=other.score,
    )


def _line(relation: Relation, first: Place, last: Place, length: float) -> Place:
    """Make the place that stands for the way between two others, or for its middle."""
    start, end = (first.lon, first.lat), (last.lon, last.lat)
    extent = max(first.radius_km, last.radius_km)
    middle = destination(start, bearing_deg=bearing(start, end), distance_km=length / 2)
    if relation.kind is RelationKind.HALFWAY:
        # By eye or by road: taken as the middle quarter of the way (our own rule).
        return _derived(
            first, id=f"{first.id}--{last.id}@middle",
            name=f"{relation.phrase} {first.name} and {last.name}",
            point=middle, radius_km=_rounded(length / 8 + extent),
        )  # fmt: skip
    line = _derived(
        first, id=f"{first.id}--{last.id}",
        name=f"{relation.phrase} {first.name} and {last.name}",
        point=middle, radius_km=_rounded(length / 2 + extent),
    )  # fmt: skip
    # A strip and no line: nobody said where the road runs. It bends by a tenth of its length
    # and 5 km at the least (our own rule).
    strip = corridor(start, end, aside_km=max(5.0, length / 10))
    if length / 2 <= NEAR_KM:
        return replace(line, geometry=strip)
    feature = _ROAD if relation.kind is RelationKind.ROAD else _TRACT
    return replace(line, geometry=strip, feature=feature)


def _derived(
    base: Place,
    *,
    id: str,  # noqa: A002
    name: str,
    radius_km: float,
    point: tuple[float, float] | None = None,
) -> Place:
    """Make a place beside another: what is known of that one is not known of this."""
    lon, lat = point or (base.lon, base.lat)
    return replace(
        base, id=id, name=name, lon=lon, lat=lat, radius_km=radius_km, feature=_POINT,
        population=None, geometry=None, also=(),
    )  # fmt: skip


def _in_its_country(place: Place, base: Place, containing: Containing | None) -> tuple[Place, str]:
    """Find the country and unit that a worked-out point lies in; say so if it is another."""
    if containing is None:
        return replace(place, admin1=None, admin2=None), ""
    around = containing(place.lon, place.lat)
    country = next((area for area in around if area.feature.startswith("PCL")), None)
    if country is None or country.country is None:
        # At sea, or in no country that the gazetteer has an area for.
        return replace(place, admin1=None, admin2=None), ""
    unit = next((area for area in around if area.feature == "ADM1"), None)
    found = replace(
        place, country=country.country, admin1=None if unit is None else unit.admin1, admin2=None
    )
    if country.country == base.country:
        return found, ""
    return found, f"; the point lies in {country.name}"


def _rounded(km: float, digits: int = 1) -> float:
    return round(km, digits)
