"""A unit's dead of which some are told at a town in it: a sum, a part, and the rest unplaced.

"Raids killed 24 in Homs province, 22 of them in Talbiseh": 22 died there, and two somewhere in
the province. UCDP GED takes the parts off the wider event; here the sum keeps its number and
what it has beyond its parts is shown as its remainder.
"""

from __future__ import annotations

import re
from dataclasses import replace

from geomap.events.ground.containment import distance_km, is_area, lies_in, named_alike, same_place
from geomap.events.ground.ground_shown import at_a_town
from geomap.events.telling.account import Account
from geomap.events.telling.tellings import Telling
from geomap.events.terms.linking_words import load_linking_words
from geomap.model import Claim, Resolution
from geomap.vocabulary import EventPlace, Quantity, Scope

__all__ = ["part_and_rest", "rests_of_sum", "takes_part_out"]

_THERE = re.compile(r"(?: \w+){0,2} (?:in|at|near)(?: [\w'’-]+){0,4} ", re.IGNORECASE)
# From a part to where it was: "22 of them in the town of Talbiseh".
_UNITS = frozenset({"district", "province", "governorate", "state", "region", "county"})
_UNIT_KM = 100.0
# How far from the point of a unit whose bounds are not known its towns may be.


def part_and_rest(telling: Telling) -> list[Telling]:
    """Part a sentence that counts a unit's dead and says how many of them died at a town in it.

    Parameters
    ----------
    telling : Telling
        The sentence.

    Returns
    -------
    list of Telling
        The sum over the unit and the part at its town; empty where it says no such thing.
    """
    told = (*telling.claims, *telling.totals)
    parts = [c for c in told if c.scope is Scope.PART and c.count.best]
    if len(parts) != 1:
        return []
    (part,) = parts
    if telling.listed or telling.totals:
        return _at_one_of_several(part, telling) or _of_a_sum(part, telling)
    whole = next((c for c in telling.claims if c.id == part.part_of), None)
    there = _there(part, telling)
    if whole is None or there is None or not _less(part, whole):
        return []
    around = _around(telling)
    area = next((p for p in around if p.toponym.span.end <= part.span.start), None)
    if area is None or not _in_unit(there, area):
        return []
    total = replace(
        telling,
        claims=(),
        totals=tuple(replace(c, scope=Scope.TOTAL) for c in telling.claims if c is not part),
        places=(area,),
    )
    event = replace(part, scope=Scope.EVENT, part_of=None)
    return [total, replace(telling, claims=(event,), places=(there,), fresh=True)]


def _at_one_of_several(part: Claim, telling: Telling) -> list[Telling]:
    """Read "killed 31 in raids on Gwoza and Bama, 19 of them in Gwoza": the sum, and the 19."""
    sums = [c for c in (*telling.totals, *telling.claims) if c.scope is not Scope.PART]
    whole = next((c for c in sums if c.id == part.part_of), None)
    there = _there(part, telling)
    if whole is None or there is None or there.place is None or not _less(part, whole):
        return []
    before = [p for p in telling.places if p.toponym.span.end <= part.span.start]
    same = [p for p in before if p.place is not None and same_place(p.place, there.place)]
    if len(before) < 2 or not same:
        return []
    total = replace(
        telling,
        claims=(),
        totals=tuple(replace(c, scope=Scope.TOTAL) for c in sums),
        places=tuple(before),
    )
    event = replace(part, scope=Scope.EVENT, part_of=None)
    own = replace(telling, claims=(event,), totals=(), places=(there,), listed=(), fresh=True)
    return [total, own]


def _of_a_sum(part: Claim, telling: Telling) -> list[Telling]:
    """Read "27 were killed across the province, 21 of them in Sangin": the sum, and the 21."""
    whole = next((c for c in telling.totals if c.id == part.part_of), None)
    there = _there(part, telling)
    if whole is None or there is None or there.place is None or not _less(part, whole):
        return []
    if is_area(there.place) and not at_a_town(there):
        return []
    before = [p for p in _around(telling) if p.toponym.span.end <= part.span.start]
    if len(before) > 1 or not all(_in_unit(there, area) for area in before):
        return []
    sums = tuple(c for c in telling.totals if c is not part)
    total = replace(telling, claims=(), totals=sums, places=tuple(before))
    event = replace(part, scope=Scope.EVENT, part_of=None)
    own = replace(telling, claims=(event,), totals=(), places=(there,), listed=(), fresh=True)
    return [total, own]


def _around(telling: Telling) -> list[Resolution]:
    """Give a sentence's places and the units that it names around them, in order."""
    return sorted((*telling.holders, *telling.places), key=lambda p: p.toponym.span.start)


def takes_part_out(telling: Telling, account: Account) -> bool:
    """Tell whether a sentence puts some of a unit's dead at a town in it.

    "Twenty-four were killed in Beni territory. Twenty-two of them died in Mayi-Moya."

    Parameters
    ----------
    telling : Telling
        The sentence.
    account : Account
        What was told before it of the event.

    Returns
    -------
    bool
        False where they died in a hospital there.
    """
    known = load_linking_words()
    dead = [c for c in account.claims if c.quantity is Quantity.KILLED and c.scope is Scope.EVENT]
    some = [c for c in telling.claims if c.quantity is Quantity.KILLED and c.count.best]
    if len(dead) != 1 or len(some) != 1 or not account.places or not _less(some[0], dead[0]):
        return False
    lead = telling.text[: some[0].span.end - telling.span.start].lower()
    if not known.of_them.search(lead) or known.targets["health"].search(telling.text.lower()):
        return False
    told = [place for place in telling.places if place.toponym.told is EventPlace.TOLD]
    return bool(told) and _in_unit(told[0], account.places[0])


def rests_of_sum(telling: Telling, total: Account) -> bool:
    """Tell whether a sentence only says that a sum has others, whom nobody counts.

    "Twenty-two of them died in Mayi-Moya. Other bodies were found in fields near Eringeti."

    Parameters
    ----------
    telling : Telling
        The sentence.
    total : Account
        The last sum told before it.

    Returns
    -------
    bool
        False where it counts them.
    """
    known = load_linking_words()
    vague = telling.claims and all(claim.count.best is None for claim in telling.claims)
    return bool(vague) and all(
        known.others.match(claim.count.wording.lower()) is not None
        and any(claim.quantity is own.quantity for own in total.claims)
        for claim in telling.claims
    )


def _less(part: Claim, whole: Claim) -> bool:
    return 0 < (part.count.best or 0) < (whole.count.best or 0)


def _there(part: Claim, telling: Telling) -> Resolution | None:
    """Give the place right behind a part: "22 of them in Talbiseh"."""
    behind = [p for p in telling.places if p.toponym.span.start >= part.span.end]
    if not behind:
        return None
    start = telling.span.start
    between = telling.text[part.span.end - start : behind[0].toponym.span.start - start]
    return behind[0] if _THERE.fullmatch(between) else None


def _in_unit(there: Resolution, area: Resolution) -> bool:
    """Tell whether a place lies in a unit: by the gazetteer, or by what the text calls it."""
    if there.place is not None and is_area(there.place) and not at_a_town(there):
        return False
    if area.place is None or named_alike(there, area):
        return False
    if there.place is None:
        return is_area(area.place) or area.toponym.level in _UNITS
    if same_place(there.place, area.place):
        return False
    near = distance_km(there.place, area.place) <= _UNIT_KM
    return lies_in(there.place, area.place) or (area.toponym.level in _UNITS and near)
