"""Which of the places that a sentence names is where it happened."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from geomap.events.ground.containment import is_area, is_broad, same_place
from geomap.events.ground.ground_shown import at_a_town
from geomap.events.telling.tellings import Telling
from geomap.model import Place, Reading, Resolution
from geomap.vocabulary import Scope, ToponymRole

__all__ = ["grounds_of", "not_recalled"]

_BEHIND = 30
_AT = re.compile(r"(?: (?:of|on) [\w ]+?)? (?:of|on|in|at|against|near) (?:the )?(?:town of )?")
# Between the word for an event and its place: "the air strike of 11 April on Kanbalu".
_SMALL_UNITS = ("ADM2", "ADM3", "ADM4")
_DOUBTFUL = 0.5
# Below this probability another place of the sentence is likelier the one.
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
            r.probability < _DOUBTFUL,
            not _struck(telling, r),
            r.toponym.relation is not None,
            r.toponym.span.start,
        ),
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
