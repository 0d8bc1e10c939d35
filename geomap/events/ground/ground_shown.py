"""Where a name can be shown: at its place, in the unit that the text puts it in, or nowhere."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from geomap.events.ground.containment import distance_km, is_area, lies_in
from geomap.model import Claim, Resolution
from geomap.vocabulary import ToponymRole

__all__ = ["as_town", "at_a_town", "in_its_unit", "shown", "sure"]

_ADDRESS_LENGTH = 80
# Characters within which a unit named behind a village is the village's own.


_TRUSTED = 0.4
# Below this probability 14 of 16 places were wrong on coded texts of many countries.
_DISTRICT = 3
# UCDP where_prec of a second-level unit.
_FUZZY = 5
# … of a road, a region, all that has no sharp bounds.
_SURE = 0.8
_PART_OF_TOWN = "neighbourhood"
_NEARBY = ("near", "outside", "close to", "around")
_IN_TOWN_KM, _BESIDE_TOWN_KM = 30.0, 60.0
# How far from a town's point its quarters and its villages may be.
_MARK = 8
# Characters from a village to the town that it is near: ", near Bankass".


def shown(resolutions: Sequence[Resolution]) -> list[Resolution]:
    """Give where each of a report's names can be shown: itself, its unit, or nowhere.

    Parameters
    ----------
    resolutions : sequence of Resolution
        All of a report.

    Returns
    -------
    list of Resolution
        One for each, in order.
    """
    placed = [sure(resolution) for resolution in resolutions]
    names = _Names(placed)
    return [_in_its_unit(resolution, names) for resolution in placed]


def at_a_town(resolution: Resolution) -> bool:
    """Tell whether a unit is marked at a town of its name, which may be meant.

    Parameters
    ----------
    resolution : Resolution
        A name with its place.

    Returns
    -------
    bool
        False where the report names the unit's level, or no town stands there.
    """
    place = resolution.place
    if place is None:
        return False
    return resolution.stands_in or any(
        candidate.place.feature.startswith("PPL")
        and (candidate.place.lon, candidate.place.lat) == (place.lon, place.lat)
        for candidate in resolution.candidates
    )


def as_town(
    resolution: Resolution, beside: Sequence[Resolution], claims: Sequence[Claim]
) -> Resolution:
    """Take the town for the unit of its name where another place in that unit has its own dead.

    "Three were killed in Bogra and two in Rajshahi": Bogra lies in the division of Rajshahi, and
    nobody counts a town beside the whole that it is a part of.

    Parameters
    ----------
    resolution : Resolution
        A name with its place.
    beside : sequence of Resolution
        The places of the same sentence.
    claims : sequence of Claim
        The sentence's figures.

    Returns
    -------
    Resolution
        The same where no figure stands between the two names, or no town bears the name.
    """
    unit, name = resolution.place, resolution.toponym.span
    if unit is None or not is_area(unit) or not at_a_town(resolution) or resolution.stands_in:
        return resolution
    inside = [
        other.toponym.span
        for other in beside
        if other.place is not None
        and lies_in(other.place, unit)
        and other.toponym.container != name
        and other.toponym.span.end < name.start
    ]
    told = [c.span for c in claims if c.count.best]
    apart = any(span.end < claim.start < name.start for span in inside for claim in told)
    before = any(claim.start < span.start for span in inside for claim in told)
    if not (apart and before):
        return resolution
    town = next(
        candidate.place
        for candidate in resolution.candidates
        if candidate.place.feature.startswith("PPL")
        and (candidate.place.lon, candidate.place.lat) == (unit.lon, unit.lat)
    )
    reason = f"{resolution.reason}; the town, since another place in it has its own figure"
    return replace(resolution, place=town, precision=1, radius_km=town.radius_km, reason=reason)


def sure(resolution: Resolution) -> Resolution:
    """Give a name with its place if that is sure enough for a map, and its unit at its seat.

    Parameters
    ----------
    resolution : Resolution
        What the resolver says.

    Returns
    -------
    Resolution
        The same, maybe without a place; the candidates stay.
    """
    return _at_its_seat(_trusted(resolution))


def _trusted(resolution: Resolution) -> Resolution:
    """Keep a place that is a poor guess off the map, and a continent; the candidates stay."""
    place = resolution.place
    if place is None or (resolution.probability >= _TRUSTED and place.feature != "CONT"):
        return resolution
    reason = (
        f"not sure enough for a map (probability {resolution.probability:.2f}): {resolution.reason}"
    )
    return replace(resolution, place=None, precision=None, radius_km=None, reason=reason)


def _at_its_seat(resolution: Resolution) -> Resolution:
    """Mark a unit that shares its name with a town at that town, where the text says neither.

    The unit is what is shown, since either may be meant (UCDP); of all its points the town's
    is the likeliest (ACLED puts what is known to a province at its capital).
    """
    unit = resolution.place
    if unit is None or unit.feature not in ("ADM1", "ADM2") or resolution.toponym.level:
        return resolution
    towns = [
        candidate.place
        for candidate in resolution.candidates
        if candidate.place.feature.startswith("PPL")
        and candidate.place.country == unit.country
        and candidate.place.admin1 in (unit.admin1, unit.name)
    ]
    if not towns:
        return resolution
    town = max(towns, key=lambda place: (place.population or 0, place.id))
    reason = f"{resolution.reason}; its point is the town of that name"
    return replace(resolution, place=replace(unit, lon=town.lon, lat=town.lat), reason=reason)


def in_its_unit(resolution: Resolution, beside: Sequence[Resolution]) -> Resolution:
    """Put a village that no gazetteer knows into the unit that the sentence puts it in.

    Parameters
    ----------
    resolution : Resolution
        A name.
    beside : sequence of Resolution
        All of its sentence, or of its report.

    Returns
    -------
    Resolution
        The name with the unit's place, or as it is.
    """
    return _in_its_unit(resolution, _Names(beside))


class _Names:
    """The names of a sentence or a report by where they stand, sorted once for all of them."""

    def __init__(self, resolutions: Sequence[Resolution]) -> None:
        self._by_span = {other.toponym.span: other for other in resolutions}
        self._units = sorted(
            (
                other
                for other in resolutions
                if other.place is not None
                and other.toponym.role in (ToponymRole.EVENT, ToponymRole.CONTEXT)
                and is_area(other.place)
            ),
            key=_start,
        )
        self._marks = sorted(
            (
                other
                for other in resolutions
                if other.place is not None
                and other.toponym.relation in _NEARBY
                and other.toponym.role is ToponymRole.EVENT
                and not is_area(other.place)
            ),
            key=_start,
        )

    def around(self, resolution: Resolution) -> Resolution | None:
        """Find the nearest place that the text puts a name in and that is known."""
        spans = self._by_span
        inside, seen = resolution.toponym.container, {resolution.toponym.span}
        while inside is not None and inside not in seen and inside in spans:
            seen.add(inside)
            around = spans[inside]
            if around.place is not None:
                return around
            inside = around.toponym.container
        return None

    def unit_behind(self, resolution: Resolution) -> Resolution | None:
        """Find the unit that is named right behind a name."""
        return _right_behind(resolution, self._units, _ADDRESS_LENGTH)

    def mark_behind(self, resolution: Resolution) -> Resolution | None:
        """Find the town that a name is said to be near: "the village of Koulogon, near Bankass"."""
        return _right_behind(resolution, self._marks, _MARK)


def _right_behind(
    resolution: Resolution, ordered: Sequence[Resolution], reach: int
) -> Resolution | None:
    end = resolution.toponym.span.end
    at = bisect_left(ordered, end, key=_start)
    behind = ordered[at] if at < len(ordered) else None
    return behind if behind is not None and _start(behind) - end < reach else None


def _start(resolution: Resolution) -> int:
    return resolution.toponym.span.start


def _in_its_unit(resolution: Resolution, names: _Names) -> Resolution:
    place, around = resolution.place, names.around(resolution)
    mark = names.mark_behind(resolution) if resolution.toponym.relation is None else None
    if place is not None and not _misplaced(resolution, around or mark):
        return resolution
    if around is None and mark is not None:
        return _near(resolution, mark)
    unit = around or names.unit_behind(resolution)
    if unit is None or unit.place is None:
        return resolution
    told = resolution.reason if place is None else f"{place.name} lies elsewhere"
    reason = (
        f"'{resolution.toponym.surface}' is not in the gazetteer ({told}); "
        f"shown as the unit that the sentence names with it: {unit.reason}"
    )
    # Named with a town, the village is somewhere in that town's district at best.
    precision = max(_DISTRICT, unit.precision or _DISTRICT)
    if resolution.toponym.level == _PART_OF_TOWN and not is_area(unit.place):
        precision = unit.precision or 1
    return replace(
        unit, toponym=resolution.toponym, reason=reason, precision=precision, stands_in=True
    )


def _near(resolution: Resolution, mark: Resolution) -> Resolution:
    """Put a village that no gazetteer knows near the town that the text says it is near."""
    reason = (
        f"'{resolution.toponym.surface}' is not in the gazetteer ({resolution.reason}); "
        f"shown near the town that the sentence names with it: {mark.reason}"
    )
    return replace(mark, toponym=resolution.toponym, reason=reason, stands_in=True)


def _misplaced(resolution: Resolution, around: Resolution | None) -> bool:
    """Tell whether a place lies elsewhere than the text says, or is vaguer than that."""
    place = resolution.place
    if place is None or around is None or around.place is None or around.place.id == place.id:
        return False
    if resolution.probability > around.probability:
        return False
    if resolution.precision == _FUZZY:
        return (around.precision or _FUZZY) < _DISTRICT
    if is_area(around.place):
        away = distance_km(place, around.place)
        inside = lies_in(place, around.place) or place.admin1 == around.place.admin1
        return not inside and resolution.probability < _SURE and away > around.place.radius_km
    units = (c.place for c in around.candidates if is_area(c.place))
    if resolution.toponym.level != _PART_OF_TOWN and any(lies_in(place, unit) for unit in units):
        # "Banisa, Mandera": the county of that name is meant, not its town
        return False
    part = resolution.toponym.level == _PART_OF_TOWN
    return distance_km(place, around.place) > (_IN_TOWN_KM if part else _BESIDE_TOWN_KM)
