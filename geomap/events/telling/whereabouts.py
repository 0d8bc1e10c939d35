"""Which of the places that a sentence names is where it happened."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from geomap.events.ground.containment import (
    distance_km,
    is_area,
    is_broad,
    lies_in,
    same_place,
)
from geomap.events.ground.ground_shown import at_a_town
from geomap.events.telling.tellings import Telling
from geomap.model import Place, Reading, Resolution
from geomap.vocabulary import EventPlace, Scope, ToponymRole

__all__ = [
    "from_elsewhere",
    "grounds_of",
    "inside",
    "lies_finer",
    "not_recalled",
    "of_its_own",
    "only_passing",
]

_BEHIND = 30
_AT = re.compile(r"(?: (?:of|on) [\w ]+?)? (?:of|on|in|at|against|near) (?:the )?(?:town of )?")
# Between the word for an event and its place: "the air strike of 11 April on Kanbalu".
_SMALL_UNITS = ("ADM2", "ADM3", "ADM4")
_DOUBTFUL = 0.5
# Below this probability another place of the sentence, so far away, is likelier the one.
_FAR_KM = 100.0
_DISTRICT_KM = 90.0
# Few districts stretch farther from their middle.
_MARK = 12
# Characters from such a unit to the town beside it: ", just outside ".


def grounds_of(telling: Telling) -> list[tuple[Resolution, ...]]:
    """Give the places of a sentence as one group an event: "A, B and C" are three.

    Parameters
    ----------
    telling : Telling
        The sentence, with one place at least.

    Returns
    -------
    list of tuple of Resolution
        One place each; of a list that shares a figure only the likeliest.
    """
    # "shelled A, B and C; nobody was hurt" is of each of them
    some = any(claim.count.high != 0 for claim in telling.claims)
    listed = [] if some else telling.listed
    distinct: list[Resolution] = []
    for place in listed:
        known = place.place
        if known is None or (is_area(known) and not at_a_town(place)):
            continue
        if not any(other.place and same_place(known, other.place) for other in distinct):
            distinct.append(place)
    return [(place,) for place in distinct] or [(_nearest(telling),)]


def _nearest(telling: Telling) -> Resolution:
    """Choose the place of a sentence: the finest, then the one without "near", then the first."""
    return min(
        _but_marks(telling.places),
        key=lambda r: (
            r.place is None,
            _breadth(r.place),
            _astray(r, telling.places),
            not _struck(telling, r),
            r.toponym.relation is not None,
            r.toponym.span.start,
        ),
    )


def _astray(resolution: Resolution, places: Sequence[Resolution]) -> bool:
    """Tell whether a doubtful place lies far from a surer one: a "Selam" in India, of Ethiopia."""
    here = resolution.place
    if here is None or resolution.probability >= _DOUBTFUL:
        return False
    return any(
        other.place is not None
        and other.probability >= _DOUBTFUL
        and _breadth(other.place) <= 1
        and distance_km(here, other.place) > _FAR_KM
        for other in places
    )


def _breadth(place: Place | None) -> int:
    """Tell how roughly a place says where: a country says less than its provinces."""
    if place is None or not is_broad(place):
        return 0
    return 2 if place.feature.startswith(("PCL", "CONT")) else 1


def _but_marks(places: Sequence[Resolution]) -> Sequence[Resolution]:
    """Leave out the towns that only say where a unit lies: "at Bala, near Ankara"."""
    units = [
        place
        for place in places
        if place.place is not None
        and place.place.feature.startswith(_SMALL_UNITS)
        and place.toponym.relation is None
    ]
    marks = [
        place
        for place in places
        if place.toponym.relation is not None
        and any(0 < place.toponym.span.start - u.toponym.span.end <= _MARK for u in units)
    ]
    return [place for place in places if place not in marks] or places


def _struck(telling: Telling, resolution: Resolution) -> bool:
    """Tell whether a place stands right behind the event's word: "the shelling of Abu Salim"."""
    for trigger in telling.triggers:
        end, start = trigger.span.end, resolution.toponym.span.start
        if not 0 < start - end <= _BEHIND:
            continue
        if _AT.fullmatch(telling.text, end - telling.span.start, start - telling.span.start):
            return True
    return False


def not_recalled(resolutions: Sequence[Resolution], reading: Reading) -> list[Resolution]:
    """Leave out the places of sentences that only count the dead of another time.

    Parameters
    ----------
    resolutions : sequence of Resolution
        One for each toponym of the reading.
    reading : Reading
        The report's reading.

    Returns
    -------
    list of Resolution
        Those that an event told without a place may have happened at.
    """
    claims = reading.claims
    recalled = {c.sentence for c in claims if c.scope is Scope.BACKGROUND} - {
        c.sentence for c in claims if c.scope is not Scope.BACKGROUND
    }
    bounds = sorted((span.start, span.end) for span in recalled)

    def told(resolution: Resolution) -> bool:
        start = resolution.toponym.span.start
        at = bisect_right(bounds, (start, len(reading.report.text))) - 1
        return at < 0 or start >= bounds[at][1]

    return [r for r in resolutions if r.toponym.role is ToponymRole.EVENT or told(r)]


def lies_finer(here: Resolution, there: Resolution) -> bool:
    """Tell whether a place lies in the area that the event was told to be in: "Kashmir".

    Parameters
    ----------
    here : Resolution
        A place of a sentence that goes on about the event.
    there : Resolution
        The event's place so far.

    Returns
    -------
    bool
        False for what is only near.
    """
    place, area = here.place, there.place
    if place is None or area is None or here.toponym.relation is not None:
        return False
    return is_area(area) and not is_area(place) and lies_in(place, area)


def from_elsewhere(telling: Telling, resolutions: Sequence[Resolution]) -> bool:
    """Tell whether the first event names only whose office it is, and what went before a place.

    "Gunmen stopped a car in Owerri. Gulak, an Adamawa State politician, was shot."

    Parameters
    ----------
    telling : Telling
        A sentence before which the report told of no event.
    resolutions : sequence of Resolution
        All of the report.

    Returns
    -------
    bool
        Whether the event is to be looked for where the sentences before were.
    """
    told = {place.toponym.told for place in telling.places}
    return told == {EventPlace.OFFICE} and any(
        r.place is not None
        and r.toponym.role is ToponymRole.CONTEXT
        and r.toponym.span.end <= telling.span.start
        and not r.place.feature.startswith(("PCL", "CONT", "RGN"))
        for r in resolutions
    )


def only_passing(telling: Telling) -> bool:
    """Tell whether a sentence counts nobody and names places only in passing.

    "The attacks are blamed on a group that has been active around Lake Chad for ten years."

    Parameters
    ----------
    telling : Telling
        The sentence.

    Returns
    -------
    bool
        False where it turns to another event.
    """
    told = {place.toponym.told for place in telling.places}
    return told == {EventPlace.PASSING} and not (telling.claims or telling.fresh)


def inside(places: Sequence[Resolution], entry: Sequence[Resolution]) -> tuple[Resolution, ...]:
    """Give the places of a sentence that lie in the area that its heading names.

    Parameters
    ----------
    places : sequence of Resolution
        Those of the sentence.
    entry : sequence of Resolution
        Those of the heading.

    Returns
    -------
    tuple of Resolution
        In order.
    """
    return tuple(
        place
        for place in places
        if place.place is not None
        and any(
            area.place is not None
            and (lies_in(place.place, area.place) or _beside_unit(place.place, area.place))
            for area in entry
        )
    )


def _beside_unit(place: Place, area: Place) -> bool:
    """Tell whether a town is no farther from a district than those of its province are.

    Of districts only their towns are known, and their bounds are redrawn: "Faridkot district:
    … near Moga".
    """
    same = place.country == area.country and place.admin1 == area.admin1 is not None
    if area.feature != "ADM2" or not same or not place.feature.startswith("PPL"):
        return False
    return distance_km(place, area) <= _DISTRICT_KM


def of_its_own(telling: Telling) -> tuple[Resolution, ...]:
    """Give the places of a sentence below a heading that counts or tells of another place.

    Parameters
    ----------
    telling : Telling
        The sentence.

    Returns
    -------
    tuple of Resolution
        Empty where it goes on about the heading's place.
    """
    named = tuple(place for place in telling.places if place.place is not None)
    if telling.starts_line and telling.claims and named:
        # its line opens with another place
        return named
    if not (telling.fresh and telling.claims and telling.triggers):
        return ()
    return named
