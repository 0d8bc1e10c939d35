"""How well two mentions agree: points for and against that they tell of one event.

Place, days, kind of event, counts, and words give points that are added up, as the weights of
evidence in record linkage (Fellegi and Sunter 1969); above zero it is likelier than not that
both tell of one event. No single key decides: a village and its province, a day and a week,
20 and 22 dead may be one event, and two strikes on one town on one day two. The points are
our judgement, not fitted; each has its reason in words.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from rapidfuzz import fuzz

from geomap.events.ground.containment import (
    distance_km,
    is_area,
    is_broad,
    lies_in,
    meant_by_both,
    same_place,
)
from geomap.events.likeness.days import NEVER, days_between
from geomap.events.likeness.facets import Facets
from geomap.events.terms.folding import folded
from geomap.events.terms.typology import event_type_of
from geomap.model import Place, Resolution

__all__ = [
    "PRIOR",
    "Comparison",
    "compare",
    "placed_in",
    "probability_of",
    "same_number",
]

PRIOR = -2.3
# Of two mentions near in place and time most are of two events.
_UNSAID = "Attack"
# Goes with any other kind: it only says that somebody was attacked.
_BESIDE = frozenset({_UNSAID, "Looting/property destruction"})
# Goes with any other kind, too: who burns a village also kills in it.
_NEAR_KM, _FAR_KM = 25.0, 50.0
_LIKE = 84.0
# rapidfuzz ratio from which two names are one in two spellings
_VAGUELY_LIKE = 70.0
_CARE = frozenset({"health"})
_HALF_A_DAY = 2
_HOURS = 6
_PART_OF_TOWN = "neighbourhood"
_ELSEWHERE, _ABROAD = -0.3, 0.7
# points where what came after was elsewhere, and off them where that was in another country
_HEARD = 0.5
# for a number that is told as known
_GUESS = 0.5
# probability below which a place is one of several by chance
_SURE = 0.9
# probability from which a place is not moved for another report's sake


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The points of two mentions, and why."""

    score: float
    # above 0: likelier one event than two; -inf: cannot be one
    reasons: tuple[str, ...]

    @property
    def probability(self) -> float:
        """The score as a probability, 0 to 1, rounded; by the weights' own reckoning."""
        return 0.0 if self.score == -math.inf else probability_of(self.score)


def probability_of(points: float) -> float:
    """Give points as a probability, 0 to 1, rounded.

    Examples
    --------
    >>> probability_of(0.0)
    0.5
    """
    return round(1 / (1 + math.exp(-points)), 3)


def compare(one: Facets, other: Facets) -> Comparison:
    """Compare two mentions of different reports.

    Parameters
    ----------
    one, other : Facets
        The mentions.

    Returns
    -------
    Comparison
        The same in both orders.
    """
    if _order(other) < _order(one):
        one, other = other, one
    score, reasons = PRIOR, []
    for points, reason in (
        _somewhere(one, other),
        days_between(one, other),
        _kinds(one, other),
        _counts(one, other),
        _hours(one, other),
        _targets(one, other),
        _words(one, other),
    ):
        score += points
        if reason:
            reasons.append(reason if points == NEVER else f"{reason} ({points:+.1f})")
        if score == NEVER:
            return Comparison(score=NEVER, reasons=(reason,))
    return Comparison(score=round(score, 4), reasons=tuple(reasons))


def _somewhere(one: Facets, other: Facets) -> tuple[float, str]:
    """Compare the places; of an echo they are those of funerals, courts and marches.

    "Najaf receives the dead" is of the bombing in Tal Afar.
    """
    points, reason = _places(one, other)
    echo = next((m for m in (one, other) if m.echo), None)
    told = echo is not None and (echo.known or echo.place is not None)
    if not told or (one.echo and other.echo) or points >= _ELSEWHERE:
        return points, reason
    here, there = one.place, other.place
    abroad = here is not None and there is not None and here.country != there.country
    points = _ELSEWHERE - (_ABROAD if abroad else 0.0)
    return points, "the later one of what came after, elsewhere"


def _order(facets: Facets) -> tuple[str, str]:
    return (facets.report_id, facets.incident.id)


def _places(one: Facets, other: Facets) -> tuple[float, str]:
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


def _kinds(one: Facets, other: Facets) -> tuple[float, str]:
    here, there = one.incident.event_type, other.incident.event_type
    if here != there and (one.reaction or other.reaction):
        # Who denies an event may call it otherwise.
        return 0.0, ""
    if here == there:
        return (0.3 if here == _UNSAID else 0.7), f"both '{here}'"
    if {here, there} & _BESIDE or event_type_of(here) == event_type_of(there):
        return 0.3, ""
    # A rocket from an ambush is shelling to one and a clash to another.
    points = -1.0 if one.targets & other.targets else -2.2
    return points, f"'{here}' and '{there}'"


def _counts(one: Facets, other: Facets) -> tuple[float, str]:
    if one.aftermath != other.aftermath and any(m.aftermath and m.guessed for m in (one, other)):
        return 0.8, "one only of what came after"
    heard = _recalled(one, other) if one.echo != other.echo else None
    if heard is not None:
        return heard
    points, reason = _killed(one.killed, other.killed)
    if points < 0.0 and one.on_top != other.on_top:
        # "two more people have died" is no smaller count of the twelve
        points, reason = 0.0, "one counts on top of the other"
    shared = max(one.counts & other.counts, default=0)
    if shared and one.killed[1] != other.killed[1]:
        # Claimants differ, and one of them is in both reports.
        points, reason = same_number(shared) - 0.5, f"both tell of {shared} killed"
    if one.wounded and one.wounded == other.wounded:
        points += min(1.0, 0.25 + 0.25 * math.log2(one.wounded))
        reason = f"{reason}, {one.wounded} wounded" if reason else f"{one.wounded} wounded"
    return points, reason


def _recalled(one: Facets, other: Facets) -> tuple[float, str] | None:
    """Give the points for the dead that an echo takes as known: "the families of the 17".

    None where it is told at the same place: then its figures are as good as any.
    """
    echo, first = (one, other) if one.echo else (other, one)
    shared = max(echo.known & first.counts, default=0)
    if shared:
        return same_number(shared) + _HEARD, f"the later one of the {shared} dead as known"
    if _places(one, other)[0] >= _ELSEWHERE:
        return None
    if echo.known:
        return -1.5, "the later one of other dead that it takes as known"
    if echo.place is None:
        # "The council buried its dead": any of that day's
        return None
    return (0.5 if echo.guessed else 1.0), "one only of what came after"


def same_number(number: int) -> float:
    """Give the points for a number that both tell: the larger, the less it is by chance.

    Examples
    --------
    >>> same_number(1), same_number(64)
    (0.5, 2.5)
    """
    return min(2.5, 0.5 + 0.5 * math.log2(number))


def _killed(
    one: tuple[int | None, int | None, int | None], other: tuple[int | None, int | None, int | None]
) -> tuple[float, str]:
    here, there = one[1], other[1]
    if here is None or there is None:
        return 0.0, ""
    if here == there:
        return (same_number(here) if here else 0.3), f"both {here} killed"
    small, large = sorted((one, other), key=lambda figure: figure[1] or 0)
    if small[2] is None or (small[2] or 0) >= (large[0] or 0):
        return 0.2, "counts that overlap"
    low, high = sorted((here, there))
    if low == 0:
        return -0.5, f"none and {high} killed"
    ratio = high / low
    points = 0.3 if ratio <= 1.3 else 0.0 if ratio <= 2 else -0.5 if ratio <= 4 else -1.2
    return points, f"{here} and {there} killed"


def _hours(one: Facets, other: Facets) -> tuple[float, str]:
    if not one.hours or not other.hours:
        return 0.0, ""
    apart = min(
        min(abs(here - there), _HOURS - abs(here - there))
        for here in one.hours
        for there in other.hours
    )
    if apart == 0:
        return 0.4, "the same hours"
    return (-2.5, "other hours of the day") if apart >= _HALF_A_DAY else (0.0, "")


def _targets(one: Facets, other: Facets) -> tuple[float, str]:
    if not one.targets or not other.targets:
        return 0.0, ""
    shared = one.targets & other.targets
    if shared:
        return 1.0, f"both on a {min(shared)}"
    # The wounded of any attack are brought to a hospital.
    points = -0.5 if _CARE in (one.targets, other.targets) else -1.5
    return points, f"on a {min(one.targets)} and on a {min(other.targets)}"


def _words(one: Facets, other: Facets) -> tuple[float, str]:
    fewest = min(len(one.words), len(other.words))
    if fewest < 3:
        return 0.0, ""
    shared = one.words & other.words
    # Who denies an event tells little of it.
    least = 0.0 if one.reaction or other.reaction or one.echo != other.echo else -0.4
    points = max(least, min(1.2, 2.0 * (len(shared) / fewest - 0.25)))
    return points, f"words: {', '.join(sorted(shared)[:5])}" if shared else "no word in common"
