"""Sentences that tell of several places, each with its own figure: "five in A, seven in B"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from geomap.events.figures.counting import names_people
from geomap.events.ground.containment import distance_km, is_area, is_broad, same_place
from geomap.events.ground.ground_shown import at_a_town
from geomap.events.telling.days_apart import day_by_day
from geomap.events.telling.pieces import heads_line
from geomap.events.telling.remainders import part_and_rest
from geomap.events.telling.tellings import Telling
from geomap.events.terms.linking_words import load_linking_words
from geomap.model import Claim, DateMention, Resolution, Trigger
from geomap.vocabulary import Scope, Victims

__all__ = ["told_apart"]

_ONE_TOWN_KM = 1.0
# Two entries of gazetteers for one town lie no farther apart than this.
_NEXT_OF_LIST = re.compile(r"(?:,|,? and) (?:[\w'’-]+ ){0,3}[\w'’-]+")
# The next people of a list: "a priest, six policemen and a guard".


def told_apart(telling: Telling) -> list[Telling]:
    """Part a sentence by its places, where each place has its own figures.

    Parameters
    ----------
    telling : Telling
        The sentence.

    Returns
    -------
    list of Telling
        One a place, in order; a figure that is no smaller than the others together stays a
        sum over them. The sentence as it is where figures and places do not alternate.
    """
    start = telling.span.start
    below = [p for p in telling.places if not heads_line(p, telling.text, start)]
    if below and len(below) < len(telling.places):
        # what a line opens with holds the others, or is where all of it was
        telling = replace(telling, places=tuple(below))
    if len(telling.places) < 2:
        return part_and_rest(telling) or day_by_day(telling)
    told = (*telling.claims, *telling.totals)
    placed = _parts_of_one(told) or _parts_by_place(told, telling)
    division = _divided(told, placed, telling)
    if division is None:
        return part_and_rest(telling) or [telling]
    made = _each(division, placed, telling)
    if division.total is None:
        return made
    whole = replace(
        telling,
        claims=(),
        heading=False,
        totals=(replace(division.total, scope=Scope.TOTAL),),
        date=_days_of(telling.date, [one.date for one in made]),
    )
    return [whole, *made]


class _Division(NamedTuple):
    """A sentence's places, each with its figures, and the sum over them where one is told."""

    places: Sequence[Resolution]
    parts: Sequence[Sequence[Claim]]
    total: Claim | None


def _divided(told: Sequence[Claim], placed: Sequence[Claim], telling: Telling) -> _Division | None:
    """Give each place its figures; None where figures and places do not alternate."""
    places = _grounds(telling, placed)
    whole = None if placed else _sum_behind(telling)
    claims = [c for c in told if (c.scope is not Scope.PART or c in placed) and c is not whole]
    claims.sort(key=lambda claim: claim.span.start)
    if placed and len(claims) > 2 and _has_no_place(claims[-1], telling):
        # "30 in Alindao, 12 in Bangassou and four more along the roads": the sum's remainder
        claims.pop()
    counted = [claim for claim in claims if claim.count.best is not None]
    if len(places) < 2 or len(counted) < 2:
        return None
    if not _distinct(places) or not (_segments(counted, places) or _by_nearness(counted, places)):
        # In "raids on A and B killed nine: six in A, three in B" the last ones count.
        places = _last_named(places)
    if len(places) < 2 or not _distinct(places):
        return None
    total = next((c for c in told if placed and c.id == placed[0].part_of), whole)
    rest = [claim for claim in counted if claim is not total]
    parts = _segments(rest, places) or _by_nearness(rest, places)
    if total is None and parts:
        total = _sum_of(parts[0])
        parts[0] = [claim for claim in parts[0] if claim is not total]
    if not parts or not all(_one_list(part, telling) for part in parts):
        return None
    return _Division(places, parts, total)


def _has_no_place(last: Claim, telling: Telling) -> bool:
    """Tell whether the last part of a list says that it comes on top, and names no place."""
    behind = any(place.toponym.span.start > last.span.start for place in telling.places)
    return last.scope is Scope.PART and last.adds and not behind


def _grounds(telling: Telling, placed: Sequence[Claim]) -> list[Resolution]:
    """Leave out places too broad to part a sentence, where its figures are not told by place.

    "Ten in Aleppo and eight in Idlib" parts by provinces, too, and by villages that no
    gazetteer knows.
    """
    return [
        place
        for place in telling.places
        if placed or place.place is None or not is_broad(place.place) or at_a_town(place)
    ]


def _each(division: _Division, placed: Sequence[Claim], telling: Telling) -> list[Telling]:
    """Make a telling of each place, with its own figures, words and day."""
    places, parts, _ = division
    others = [c for c in telling.claims if c.scope is Scope.PART and c not in placed]
    triggers = _triggers_by_place(telling, places, parts)
    days = _days_by_place(telling, places, parts)
    columns = zip(places, parts, triggers, days, strict=True)
    return [
        replace(
            telling,
            places=(place,),
            listed=(),
            heading=False,
            claims=(*map(_of_event, part), *(other for other in others if _part_of(other, part))),
            totals=(),
            triggers=own,
            date=day,
            fresh=telling.fresh or number > 0,
        )
        for number, (place, part, own, day) in enumerate(columns)
    ]


def _days_of(own: DateMention | None, days: Sequence[DateMention | None]) -> DateMention | None:
    """Give the days of a total: from its first part's to its last one's."""
    told = [day for day in days if day is not None]
    if own is None or len({(day.when.start, day.when.end) for day in told}) < 2:
        return own
    start = min(day.when.start for day in told)
    end = max(day.when.end for day in told)
    when = replace(own.when, start=start, end=end, precision=max(2, own.when.precision))
    return replace(own, when=when, reason=f"{own.reason}; the days of all its places")


def _parts_of_one(claims: Sequence[Claim]) -> list[Claim]:
    """Give the parts that are told by their places: "18 were killed, ten in A and eight in B"."""
    wholes = {claim.id: claim for claim in claims if claim.scope is not Scope.PART}
    parts = [
        claim
        for claim in claims
        if claim.scope is Scope.PART
        and claim.part_of in wholes
        and not names_people(claim)
        and claim.victims in (Victims.PEOPLE, wholes[claim.part_of].victims)
    ]
    one = {claim.part_of for claim in parts}
    return parts if len(parts) > 1 and len(one) == 1 else []


def _parts_by_place(claims: Sequence[Claim], telling: Telling) -> list[Claim]:
    """Give the parts that make up their whole, each behind its figure at a place of its own.

    "Three people were killed: a former rebel in A and two policemen in B."
    """
    wholes = {claim.id: claim for claim in claims if claim.scope is not Scope.PART}
    parts = [c for c in claims if c.scope is Scope.PART and c.part_of in wholes]
    if len(parts) < 2 or len({claim.part_of for claim in parts}) > 1:
        return []
    whole = wholes[parts[0].part_of or ""]
    sizes = [claim.count.best or 0 for claim in parts]
    first = min(claim.span.start for claim in parts)
    places = [place for place in telling.places if place.toponym.span.start > first]
    apart = len(places) == len(parts) and _distinct(places)
    if not apart or not all(sizes) or sum(sizes) != whole.count.best:
        return []
    return parts if _segments(sorted(parts, key=lambda c: c.span.start), places) else []


def _distinct(places: Sequence[Resolution]) -> bool:
    return not any(_same(one, other) for one, other in pairwise(places))


def _same(one: Resolution, other: Resolution) -> bool:
    """Tell whether two names of a sentence are one place; of an unknown one by the name.

    Towns that touch are one ground between reports, yet not in one sentence that names both:
    "ten died in Douma and eight in Harasta".
    """
    named_alike = one.toponym.surface.casefold() == other.toponym.surface.casefold()
    if one.place is None or other.place is None or named_alike:
        return named_alike
    if is_area(one.place) or is_area(other.place):
        return same_place(one.place, other.place)
    return distance_km(one.place, other.place) <= _ONE_TOWN_KM


def _last_named(places: Sequence[Resolution]) -> list[Resolution]:
    """Give each place where the sentence names it last."""
    return [
        one
        for at, one in enumerate(places)
        if not any(_same(one, other) for other in places[at + 1 :])
    ]


def _segments(claims: Sequence[Claim], places: Sequence[Resolution]) -> list[list[Claim]]:
    """Give each place its figures: all before it, or all behind it; none where one has none."""
    starts = [place.toponym.span.start for place in places]
    before = claims[0].span.start < starts[0]
    parts: list[list[Claim]] = [[] for _ in places]
    for claim in claims:
        behind = sum(start <= claim.span.start for start in starts)
        at = behind if before else behind - 1
        if at >= len(places):
            return []
        parts[at].append(claim)
    return parts if all(parts) else []


def _by_nearness(claims: Sequence[Claim], places: Sequence[Resolution]) -> list[list[Claim]]:
    """Give each place the figure beside it, where one stands behind it and another before.

    "The strikes on Tyre killed nine, and three more died in Nabatieh."
    """
    parts: list[list[Claim]] = [[] for _ in places]
    if not all(claim.adds for claim in claims[1:]):
        # "73 in all, 70 of them in Saada"
        return []
    for claim in claims:
        gaps = [
            max(
                place.toponym.span.start - claim.span.end,
                claim.span.start - place.toponym.span.end,
            )
            for place in places
        ]
        parts[gaps.index(min(gaps))].append(claim)
    kinds = [{claim.quantity for claim in part} for part in parts]
    same = all(kinds) and all(kind == kinds[0] for kind in kinds)
    return parts if same and all(len(part) == 1 for part in parts) else []


def _one_list(part: Sequence[Claim], telling: Telling) -> bool:
    """Tell whether the figures of a place are of different things, or the people of one list."""
    if len({claim.quantity for claim in part}) == len(part):
        return True
    start = telling.span.start
    return all(
        before.quantity is here.quantity
        and _NEXT_OF_LIST.fullmatch(telling.text, before.span.end - start, here.span.end - start)
        for before, here in pairwise(part)
    )


def _triggers_by_place(
    telling: Telling, places: Sequence[Resolution], parts: Sequence[Sequence[Claim]]
) -> list[tuple[Trigger, ...]]:
    """Give each place the words for what was done there: "three fell at A, a mine killed two at B".

    Where a place has none of its own it shares the first one's, and what stands behind all.
    """
    outcomes = load_linking_words().outcomes
    ends = [
        max(place.toponym.span.end, *(claim.span.end for claim in part))
        for place, part in zip(places, parts, strict=True)
    ]
    begins = [telling.span.start, *ends]
    behind = tuple(t for t in telling.triggers if t.span.start >= ends[-1])
    given: list[tuple[Trigger, ...]] = []
    for begin, end in zip(begins, ends, strict=False):
        own = tuple(t for t in telling.triggers if begin <= t.span.start < end)
        start = telling.span.start
        words = {telling.text[t.span.start - start : t.span.end - start].lower() for t in own}
        shared = given[0] if given and words <= outcomes else ()
        given.append((*shared, *own, *behind))
    return given


def _days_by_place(
    telling: Telling, places: Sequence[Resolution], parts: Sequence[Sequence[Claim]]
) -> list[DateMention | None]:
    """Give each place its day: "three were killed on Monday in A and two on Tuesday in B"."""
    days = sorted(telling.days, key=lambda day: day.span.start)
    if len(days) == len(places) and len({day.when.start for day in days}) > 1:
        # As many days as places, each between what its own place tells and the next one's.
        starts = [
            [place.toponym.span.start, *(claim.span.start for claim in part)]
            for place, part in zip(places, parts, strict=True)
        ]
        begins = [telling.span.start, *(max(told) for told in starts)]
        ends = [*(min(told) for told in starts[1:]), telling.span.end]
        bounds = zip(begins, ends, strict=False)
        if all(
            begin <= day.span.start < end for day, (begin, end) in zip(days, bounds, strict=True)
        ):
            return list(days)
    after = (*places[1:], None)
    return [
        _day_of(telling, place, part, next_place)
        for place, part, next_place in zip(places, parts, after, strict=True)
    ]


def _day_of(
    telling: Telling, place: Resolution, part: Sequence[Claim], after: Resolution | None
) -> DateMention | None:
    """Give the day of one place: "37 in A on Saturday and five in B on Sunday"."""
    first = min(place.toponym.span.start, *(claim.span.start for claim in part))
    last = max(place.toponym.span.end, *(claim.span.end for claim in part))
    end = after.toponym.span.start if after is not None else telling.span.end
    days = [day for day in telling.days if first <= day.span.start < end]
    # The nearest: behind a place may stand the figure of the next, and then its day.
    return min(days, key=lambda day: abs(day.span.start - last), default=telling.date)


def _sum_of(part: Sequence[Claim]) -> Claim | None:
    """Find a figure that opens the sentence and is of all places: "14 in all: five in A, …"."""
    same = [claim for claim in part if claim.quantity is part[0].quantity]
    if len(same) < 2 or (same[0].count.best or 0) <= (same[1].count.best or 0):
        return None
    return same[0]


def _sum_behind(telling: Telling) -> Claim | None:
    """Find a sum that closes the sentence: "twelve in Naunde and eight in Rueia, twenty in all"."""
    for total in telling.totals:
        parts = [c for c in telling.claims if c.quantity is total.quantity]
        before = all(claim.span.end <= total.span.start for claim in parts)
        sizes = [claim.count.best or 0 for claim in parts if claim.scope is Scope.EVENT]
        if before and len(sizes) > 1 and sum(sizes) == total.count.best:
            return total
    return None


def _of_event(claim: Claim) -> Claim:
    return replace(claim, scope=Scope.EVENT, part_of=None)


def _part_of(claim: Claim, whole: Sequence[Claim]) -> bool:
    return claim.part_of in {one.id for one in whole}
