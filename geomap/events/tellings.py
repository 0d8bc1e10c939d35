"""One sentence of a report, sorted out: what it tells, where, when, and whether it is new."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeVar

from geomap.events.containment import (
    distance_km,
    is_area,
    lies_in,
    same_place,
    without_containers,
)
from geomap.events.linking_words import load_linking_words
from geomap.events.pieces import pieces_of
from geomap.model import (
    Actor,
    Claim,
    DateMention,
    Reading,
    Resolution,
    Scope,
    Span,
    Statement,
    ToponymRole,
    Trigger,
)

__all__ = ["Telling", "heading_date", "shown", "tellings_of"]

_Item = TypeVar("_Item")

_OWN_PLACE = "the speaker's own place"
# How the reason of a toponym begins that is both a speaker's and the event's.


_BULLET = re.compile(r"^\s*(?:[-*•·–—]|\(?\d{1,2}[.)])\s")


_BULLET_WIDTH = 6
# Characters that a bullet may take before the sentence.


_BESIDE = 30
# Characters within which two dates are one: "Monday and Tuesday, 9 and 10 December".


_HEADS = "heads the entry"
# How the reader words the role of a name that stands over an entry.


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
_IN_TOWN_KM, _BESIDE_TOWN_KM = 30.0, 60.0
# How far from a town's point its quarters and its villages may be.
_WORD = re.compile(r"\w{3}")

_CLAUSE = re.compile(r"[,;:.]")

_HEADING_REST = 25
# Characters beside the date that a line may hold and still be a heading.


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One sentence, sorted out."""

    span: Span
    text: str
    places: tuple[Resolution, ...]
    claims: tuple[Claim, ...]
    totals: tuple[Claim, ...]
    triggers: tuple[Trigger, ...]
    actors: tuple[Actor, ...]
    statements: tuple[Statement, ...]
    listed: tuple[Resolution, ...]
    # the places that stand side by side: "A, B and C"
    heading: bool
    # it is only names: what follows is about them
    starts_line: bool
    date: DateMention | None
    days: tuple[DateMention, ...]
    # all single days that it names
    fresh: bool


def tellings_of(reading: Reading, resolutions: Sequence[Resolution]) -> list[Telling]:
    """Sort out the sentences of a report; its headline counts only if nothing else tells.

    Parameters
    ----------
    reading : Reading
        The report's reading.
    resolutions : sequence of Resolution
        One for each of its toponyms.

    Returns
    -------
    list of Telling
        In order of the text.
    """
    title = _title_span(reading)
    apart = list(_sentence_by_sentence(reading, resolutions))
    below = [one for one in apart if title is None or not title.covers(one[0].sentences[0])]
    tellings = [_telling(*one) for one in below]
    if title is not None and not any(t.claims or t.triggers for t in tellings):
        tellings = [_telling(*one) for one in apart]
    return tellings


def _sentence_by_sentence(
    reading: Reading, resolutions: Sequence[Resolution]
) -> Iterator[tuple[Reading, list[Resolution]]]:
    """Give each sentence its own reading, so that the cost grows with the text, not its square."""
    sentences, turns = pieces_of(reading, resolutions)
    starts = [sentence.start for sentence in sentences]

    def parted(
        items: Iterable[_Item], span_of: Callable[[_Item], Span | None]
    ) -> list[list[_Item]]:
        found: list[list[_Item]] = [[] for _ in sentences]
        for item in items:
            span = span_of(item)
            at = bisect_right(starts, span.start) - 1 if span else -1
            if span and at >= 0 and sentences[at].covers(span):
                found[at].append(item)
        return found

    whole = frozenset(sentences)
    columns = zip(
        sentences,
        parted(resolutions, lambda resolution: resolution.toponym.span),
        parted(reading.claims, lambda c: c.sentence if c.sentence in whole else c.span),
        parted(reading.triggers, lambda trigger: trigger.span),
        parted(reading.actors, lambda actor: actor.span),
        parted(reading.statements, lambda statement: statement.span),
        parted(reading.dates, lambda mention: mention.span),
        strict=True,
    )
    for sentence, inside, claims, triggers, actors, statements, dates in columns:
        own = replace(
            reading,
            sentences=(sentence,),
            toponyms=tuple(resolution.toponym for resolution in inside),
            claims=tuple(claims),
            triggers=tuple(triggers),
            actors=tuple(actors),
            statements=tuple(statements),
            dates=tuple(dates),
            turns=(sentence,) if sentence in turns else (),
        )
        yield own, inside


def _title_span(reading: Reading) -> Span | None:
    """Find the title at the head of the text: it tells again what the body tells."""
    title = reading.report.title
    if not title:
        return None
    start = reading.report.text.find(title)
    if start < 0 or start > 200:
        return None
    return Span(report_id=reading.report.id, start=start, end=start + len(title))


def _telling(reading: Reading, inside: Sequence[Resolution]) -> Telling:
    """Sort out the one sentence of a reading."""
    (sentence,) = reading.sentences
    text = sentence.of(reading.report.text)
    resolutions = [_sure(resolution) for resolution in inside]
    speakers = [claim.claimant.span for claim in reading.claims]
    speakers += [statement.claimant.span for statement in reading.statements]
    places = [
        r
        for r in resolutions
        # "a paramedic at the hospital of Tyre said": there he works. What a resident of a town
        # saw was there, where the sentence names no other.
        if r.toponym.role is ToponymRole.EVENT
        and (
            r.toponym.reason.startswith(_OWN_PLACE)
            or not any(speaker and speaker.covers(r.toponym.span) for speaker in speakers)
        )
    ]
    # Places that only say where another one lies count, whatever their own role.
    context = [r for r in resolutions if r.toponym.role in (ToponymRole.EVENT, ToponymRole.CONTEXT)]
    finest = [place for place in without_containers(context) if place in places] or places
    finest = [_in_its_unit(place, resolutions) for place in finest]
    totals = tuple(claim for claim in reading.claims if claim.scope is Scope.TOTAL)
    own = tuple(
        claim
        for claim in reading.claims
        if claim.scope in (Scope.EVENT, Scope.PART) and not _before_it(claim, sentence, text)
    )
    if not totals and own and len(_listed(finest)) > 1:
        totals, own = own, ()
    if totals and any(claim.scope is Scope.PART for claim in own):
        totals, own = (
            (*totals, *[c for c in own if c.scope is Scope.PART]),
            tuple(c for c in own if c.scope is not Scope.PART),
        )
    return Telling(
        span=sentence,
        text=text,
        places=tuple(finest),
        claims=own,
        totals=totals,
        triggers=tuple(t for t in reading.triggers if t.scope is Scope.EVENT),
        actors=reading.actors,
        statements=reading.statements,
        listed=tuple(_listed(finest)),
        heading=bool(places) and all(p.toponym.reason.startswith(_HEADS) for p in places),
        starts_line=_starts_entry(reading, sentence),
        date=_sentence_date(reading),
        days=tuple(m for m in _own_dates(reading) if m.when.precision == 1),
        fresh=sentence in reading.turns or _starts_entry(reading, sentence),
    )


def _before_it(claim: Claim, sentence: Span, text: str) -> bool:
    """Tell whether a figure is of an earlier event: "four days after nine were killed, …"."""
    start = claim.span.start - sentence.start
    cues = load_linking_words().earlier.finditer(text.lower())
    ends = [cue.end() for cue in cues if cue.end() <= start]
    return bool(ends) and not _CLAUSE.search(text, ends[-1], start)


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
    sure = [_sure(resolution) for resolution in resolutions]
    return [_in_its_unit(resolution, sure) for resolution in sure]


def _sure(resolution: Resolution) -> Resolution:
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


def _in_its_unit(resolution: Resolution, beside: Sequence[Resolution]) -> Resolution:
    """Put a village that no gazetteer knows into the unit that the sentence puts it in."""
    place, around = resolution.place, _around(resolution, beside)
    if place is not None and not _misplaced(resolution, around):
        return resolution
    unit = around or _unit_behind(resolution, beside)
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
    return replace(unit, toponym=resolution.toponym, reason=reason, precision=precision)


def _around(resolution: Resolution, beside: Sequence[Resolution]) -> Resolution | None:
    """Find the nearest place that the text puts a name in and that is known."""
    spans = {other.toponym.span: other for other in beside}
    inside, seen = resolution.toponym.container, {resolution.toponym.span}
    while inside is not None and inside not in seen and inside in spans:
        seen.add(inside)
        around = spans[inside]
        if around.place is not None:
            return around
        inside = around.toponym.container
    return None


def _unit_behind(resolution: Resolution, beside: Sequence[Resolution]) -> Resolution | None:
    start = resolution.toponym.span.end
    units = [
        other
        for other in beside
        if other.place is not None
        and is_area(other.place)
        and 0 <= other.toponym.span.start - start < _ADDRESS_LENGTH
    ]
    return min(units, key=lambda other: other.toponym.span.start, default=None)


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


def _starts_entry(reading: Reading, sentence: Span) -> bool:
    text = reading.report.text
    # Nearer than a bullet's width, or not at all: a text of one line must not be searched whole.
    line = text.rfind("\n", max(0, sentence.start - _BULLET_WIDTH), sentence.start) + 1
    if line == 0 and sentence.start >= _BULLET_WIDTH:
        return False
    return bool(_BULLET.match(text[line : sentence.end]))


def _own_dates(reading: Reading) -> list[DateMention]:
    """Give the dates of events, but for that of publication."""
    published = reading.report.published_span
    return [
        mention
        for mention in reading.dates
        if mention.role == "event"
        and not (published is not None and mention.span.overlaps(published))
    ]


def _sentence_date(reading: Reading) -> DateMention | None:
    dates = _own_dates(reading)
    if not dates:
        return None
    best = min(dates, key=lambda m: (m.when.precision, m.span.start))
    # "on Monday and Tuesday, 9 and 10 December": the date says it, the weekdays repeat it
    text = reading.report.text
    written = [
        m
        for m in dates
        if 0 <= m.span.start - best.span.end < _BESIDE
        and m.when.precision <= 2
        and any(letter.isdigit() for letter in m.span.of(text))
    ]
    return written[-1] if written else best


def heading_date(telling: Telling) -> DateMention | None:
    """Read a line that is only a date: what follows happened then."""
    if telling.date is None or telling.claims or telling.totals:
        return None
    start = telling.date.span.start - telling.span.start
    end = telling.date.span.end - telling.span.start
    rest = telling.text[:start] + telling.text[end:]
    # "Strikes hit Homs on Tuesday." is short too, but a sentence; "Tuesday 10 December" is none.
    if len(rest) > _HEADING_REST or (rest.endswith((".", "!", "?")) and _WORD.search(rest)):
        return None
    return telling.date


def _listed(places: Sequence[Resolution]) -> list[Resolution]:
    """Give the places that the text lists side by side: "A, B and C"."""
    listed: list[Resolution] = []
    closed = False
    for before, here in pairwise(places):
        if here.toponym.after != before.toponym.span or before.place is None or here.place is None:
            continue
        if not same_place(before.place, here.place):
            listed.extend(place for place in (before, here) if place not in listed)
            closed = closed or here.toponym.joined
    # Without an "and" a row of names is one address: "Al Shaar, Aleppo".
    return listed if closed else []
