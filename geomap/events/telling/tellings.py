"""One sentence of a report, sorted out: what it tells, where, when, and whether it is new."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeVar

from geomap.events.ground.aliases import without_aliases
from geomap.events.ground.containment import same_place, without_containers
from geomap.events.ground.ground_shown import as_town, in_its_unit, sure
from geomap.events.telling.figures_told import figures_told, triggers_told
from geomap.events.telling.pieces import pieces_of
from geomap.events.terms.linking_words import load_linking_words
from geomap.model import Actor, Claim, DateMention, Reading, Resolution, Statement, Trigger
from geomap.stretches import Span
from geomap.vocabulary import EventPlace, Scope, ToponymRole

__all__ = ["Telling", "heading_date", "tellings_of"]

_Item = TypeVar("_Item")

_BULLET = re.compile(r"^\s*(?:[-*•·–—]|\(?\d{1,2}[.)])\s")


_LABELLED = re.compile(r"\n[^\W\d_][^\n:.]{2,60}: [^\W\d_]")
# A further line that opens with a name or a word and a colon.
_SEARCHED = 20_000
# Characters in which it is looked for.
_HOUR = re.compile(r"^\W{0,2}\d{1,2}[:.]\d{2}\b")
_FIELD = re.compile(r"^\s*[-*•·–—]\s+(?:[^\W\d]+ ){0,2}[^\W\d]+:\s*(?:at least |about |~|over )?\d")
# A line of a form tells no event of its own: "- killed: 5".
_BULLET_WIDTH = 6
# Characters that a bullet may take before the sentence.


_BESIDE = 30
# Characters within which two dates are one: "Monday and Tuesday, 9 and 10 December".


_WORD = re.compile(r"\w{3}")


_GENITIVE = ("'s", "’s")

_BARS = 2
# Between the cells of a row, which is an entry of its own.
_HEADING_REST = 25
# Characters beside the date that a line may hold and still be a heading.


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One sentence, sorted out."""

    span: Span
    text: str
    places: tuple[Resolution, ...]
    holders: tuple[Resolution, ...]
    # the units that it names around those
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
    stamped: bool
    # it opens its line with an hour, as the entries of a running page do
    date: DateMention | None
    days: tuple[DateMention, ...]
    # all single days that it names
    fresh: bool


def tellings_of(reading: Reading, resolutions: Sequence[Resolution]) -> list[Telling]:
    """Sort out the sentences of a report; its headline counts for what nothing else tells.

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
    if title is None or len(below) == len(apart):
        return tellings
    if not any(t.claims or t.triggers for t in tellings):
        return [_telling(*one) for one in apart]
    headline = [_telling(*one) for one in apart if title.covers(one[0].sentences[0])]
    return _with_headline(tellings, headline)


def _with_headline(below: list[Telling], headline: Sequence[Telling]) -> list[Telling]:
    """Give the first sentence that tells of the event the figures and place it leaves to the title.

    What the story numbers itself was taken out of the headline before (see the reading room).
    """
    first = next(at for at, telling in enumerate(below) if telling.claims or telling.triggers)
    claims = tuple(c for line in headline for c in line.claims if c.scope is Scope.EVENT)
    places: tuple[Resolution, ...] = ()
    if not any(telling.places for telling in below):
        known = ([p for p in line.places if p.place is not None] for line in headline)
        places = next((tuple(found) for found in known if found), ())
    if not (claims or places):
        return below
    told = below[first]
    told = replace(told, claims=(*claims, *told.claims), places=told.places or places)
    return [*below[:first], told, *below[first + 1 :]]


def _sentence_by_sentence(
    reading: Reading, resolutions: Sequence[Resolution]
) -> Iterator[tuple[Reading, list[Resolution], list[Resolution]]]:
    """Give each sentence its own reading, so that the cost grows with the text, not its square.

    With it come its places, and those of other sentences that hold them.
    """
    sentences, turns = pieces_of(reading, resolutions)
    by_span = {resolution.toponym.span: resolution for resolution in resolutions}
    starts = [sentence.start for sentence in sentences]

    def parted(
        items: Iterable[_Item], span_of: Callable[[_Item], Span | None]
    ) -> list[list[_Item]]:
        found: list[list[_Item]] = [[] for _ in sentences]
        for item in items:
            span = span_of(item)
            at = bisect_right(starts, span.start) - 1 if span else -1
            # What begins in a clause is told there, though it may reach into the next.
            if span and at >= 0 and span.start < sentences[at].end:
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
        _shared_dates(reading, sentences, parted(reading.dates, lambda mention: mention.span)),
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
        named = {resolution.toponym.span for resolution in inside}
        around = [
            by_span[holder]
            for resolution in inside
            if (holder := resolution.toponym.container) in by_span and holder not in named
        ]
        yield own, inside, around


def _shared_dates(
    reading: Reading, pieces: Sequence[Span], dates: list[list[DateMention]]
) -> list[list[DateMention]]:
    """Give the pieces of a sentence that name no day the day of the piece beside them."""
    whole = frozenset(reading.sentences)
    ends = {sentence.end for sentence in whole}
    shared = [list(own) for own in dates]
    for at, piece in enumerate(pieces):
        if not shared[at] and at and pieces[at - 1].end not in ends and piece not in whole:
            shared[at] = shared[at - 1]
    for at in range(len(pieces) - 2, -1, -1):
        if not shared[at] and pieces[at].end not in ends:
            shared[at] = shared[at + 1]
    return shared


def _title_span(reading: Reading) -> Span | None:
    """Find the title at the head of the text: it tells again what the body tells."""
    title = reading.report.title
    if not title:
        return None
    start = reading.report.text.find(title)
    if start < 0 or start > 200:
        return None
    return Span(report_id=reading.report.id, start=start, end=start + len(title))


def _telling(
    reading: Reading, inside: Sequence[Resolution], around: Sequence[Resolution]
) -> Telling:
    """Sort out the one sentence of a reading."""
    (sentence,) = reading.sentences
    text = sentence.of(reading.report.text)
    resolutions = [sure(resolution) for resolution in inside]
    places = _of_events(reading, resolutions)
    # Places that only say where another one lies count, whatever their own role.
    places = [as_town(place, places, reading.claims) for place in places]
    context = [r for r in resolutions if r.toponym.role in (ToponymRole.EVENT, ToponymRole.CONTEXT)]
    context = [next((p for p in places if p.toponym == r.toponym), r) for r in context]
    finest = [place for place in without_containers(context) if place in places] or places
    beside = [*resolutions, *map(sure, around)]
    finest = without_aliases([in_its_unit(place, beside) for place in finest], sentence, text)
    kept = {place.toponym for place in finest}
    listed = _listed(finest)
    own, totals = figures_told(reading, text, several=len(listed) > 1)
    return Telling(
        span=sentence,
        text=text,
        places=tuple(finest),
        holders=tuple(place for place in places if place.toponym not in kept),
        claims=own,
        totals=totals,
        triggers=triggers_told(reading, text, counted=bool(own or totals)),
        actors=reading.actors,
        statements=reading.statements,
        listed=tuple(listed),
        heading=bool(places) and all(p.toponym.told is EventPlace.HEADING for p in places),
        starts_line=_starts_entry(reading, sentence),
        stamped=_opens_line(reading, sentence) and _HOUR.match(text) is not None,
        date=_sentence_date(reading),
        days=tuple(m for m in _own_dates(reading) if m.when.precision == 1),
        fresh=sentence in reading.turns or _starts_entry(reading, sentence),
    )


def _of_events(reading: Reading, resolutions: Sequence[Resolution]) -> list[Resolution]:
    """Give the places of events, but for those that only name a speaker.

    "A paramedic at the hospital of Tyre said": there he works. What a resident of a town saw
    was there, where the sentence names no other.
    """
    speakers = [claim.claimant.span for claim in reading.claims]
    speakers += [statement.claimant.span for statement in reading.statements]
    return [
        r
        for r in resolutions
        if r.toponym.role is ToponymRole.EVENT
        and (
            r.toponym.told is EventPlace.SPEAKERS
            or not any(speaker and speaker.covers(r.toponym.span) for speaker in speakers)
        )
    ]


def _starts_entry(reading: Reading, sentence: Span) -> bool:
    text = reading.report.text
    # Nearer than a bullet's width, or not at all: a text of one line must not be searched whole.
    line = text.rfind("\n", max(0, sentence.start - _BULLET_WIDTH), sentence.start) + 1
    if line == 0 and sentence.start >= _BULLET_WIDTH:
        return False
    entry = text[line : sentence.end]
    if line == sentence.start and _opens_with_place(reading, sentence):
        return True
    if entry.count("|") >= _BARS:
        return True
    return bool(_BULLET.match(entry)) and not _FIELD.match(entry)


def _opens_with_place(reading: Reading, sentence: Span) -> bool:
    """Tell whether a line opens with a place and a colon: "Murzuq: In the far south, …"."""
    text = reading.report.text
    if sentence.start == 0 and _LABELLED.search(text, 0, _SEARCHED) is None:
        # a headline, as in "Kramatorsk: search ends, 11 dead"
        return False
    return any(
        toponym.span.start == sentence.start
        and toponym.role is ToponymRole.EVENT
        and text.startswith(": ", toponym.span.end)
        for toponym in reading.toponyms
    )


def _opens_line(reading: Reading, sentence: Span) -> bool:
    return sentence.start == 0 or reading.report.text[sentence.start - 1] == "\n"


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
    text = reading.report.text
    dates = _lasting(_own_dates(reading), text)
    if not dates:
        return None
    # "lowered on Saturday the toll of Tuesday's blast": whose day it is, the event has.
    best = min(dates, key=lambda m: (m.when.precision, not _owns(text, m), m.span.start))
    # "on Monday and Tuesday, 9 and 10 December": the date says it, the weekdays repeat it
    written = [
        m
        for m in dates
        if 0 <= m.span.start - best.span.end < _BESIDE
        and m.when.precision <= 2
        and any(letter.isdigit() for letter in m.span.of(text))
    ]
    return written[-1] if written else best


def _lasting(dates: Sequence[DateMention], text: str) -> list[DateMention]:
    """Join the first day of an event and its last: "began on Thursday and ended on Sunday"."""
    known = load_linking_words().lasting
    joined: list[DateMention] = []
    for here in dates:
        before = joined[-1] if joined else None
        between = text[before.span.end : here.span.start].strip(" ,").lower() if before else ""
        if before is None or not known.fullmatch(between) or here.when.end <= before.when.end:
            joined.append(here)
            continue
        precision = max(2, before.when.precision, here.when.precision)
        when = replace(before.when, end=here.when.end, precision=precision)
        reason = f"{before.reason}; to {here.reason}"
        joined[-1] = replace(before, when=when, reason=reason)
    return joined


def _owns(text: str, mention: DateMention) -> bool:
    """Tell whether a day owns what stands behind it: "Tuesday's blast"."""
    return text[mention.span.end : mention.span.end + 2] in _GENITIVE


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
    between = load_linking_words().between
    listed: list[Resolution] = []
    closed = False
    for before, here in pairwise(places):
        if here.toponym.after != before.toponym.span or before.place is None or here.place is None:
            continue
        if before.toponym.relation in between:
            continue
        if not same_place(before.place, here.place):
            listed.extend(place for place in (before, here) if place not in listed)
            closed = closed or here.toponym.joined
    # Without an "and" a row of names is one address: "Al Shaar, Aleppo".
    return listed if closed else []
