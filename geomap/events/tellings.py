"""One sentence of a report, sorted out: what it tells, where, when, and whether it is new."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from geomap.events.containment import is_area, same_place, without_containers
from geomap.model import (
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

__all__ = ["Telling", "heading_date", "tellings_of"]


_ELSEWHERE = re.compile(
    r"^\W*(?:elsewhere|meanwhile|separately|in (?:another|a separate|a second|a third|a different)"
    r"|also on|on the same day|the same day|hours later)\b",
    re.IGNORECASE,
)


_BULLET = re.compile(r"^\s*(?:[-*•·–—]|\(?\d{1,2}[.)])\s")


_LISTING = re.compile(
    r"(?:\s+(?:provinces?|governorates?|towns?|villages?|cities|districts?))?"
    r"\s*(?:,|and|,\s*and|&)\s*(?:in\s+|the\s+|(?:towns?|villages?|city|district)\s+of\s+)*",
    re.IGNORECASE,
)


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
_WORD = re.compile(r"\w{3}")

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
    statements: tuple[Statement, ...]
    listed: tuple[Resolution, ...]
    # the places that stand side by side: "A, B and C"
    heading: bool
    # it is only names: what follows is about them
    starts_line: bool
    date: DateMention | None
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
    tellings = []
    title = _title_span(reading)
    for sentence in reading.sentences:
        if title is not None and title.covers(sentence):
            continue
        telling = _telling(reading, resolutions, sentence)
        tellings.append(telling)
    if title is not None and not any(t.claims or t.triggers for t in tellings):
        tellings = [_telling(reading, resolutions, sentence) for sentence in reading.sentences]
    return tellings


def _title_span(reading: Reading) -> Span | None:
    """Find the title at the head of the text: it tells again what the body tells."""
    title = reading.report.title
    if not title:
        return None
    start = reading.report.text.find(title)
    if start < 0 or start > 200:
        return None
    return Span(report_id=reading.report.id, start=start, end=start + len(title))


def _telling(reading: Reading, resolutions: Sequence[Resolution], sentence: Span) -> Telling:
    text = sentence.of(reading.report.text)
    resolutions = [_trusted(r) for r in resolutions if sentence.covers(r.toponym.span)]
    places = [
        resolution
        for resolution in resolutions
        if sentence.covers(resolution.toponym.span) and resolution.toponym.role is ToponymRole.EVENT
    ]
    # Places that only say where another one lies count, whatever their own role.
    context = [
        resolution
        for resolution in resolutions
        if sentence.covers(resolution.toponym.span)
        and resolution.toponym.role in (ToponymRole.EVENT, ToponymRole.CONTEXT)
    ]
    finest = [place for place in without_containers(context) if place in places] or places
    finest = [_in_its_unit(place, context) for place in finest]
    claims = [claim for claim in reading.claims if claim.sentence == sentence]
    totals = tuple(claim for claim in claims if claim.scope is Scope.TOTAL)
    own = tuple(claim for claim in claims if claim.scope in (Scope.EVENT, Scope.PART))
    if not totals and own and len(_listed(finest, reading)) > 1:
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
        triggers=tuple(
            t for t in reading.triggers if sentence.covers(t.span) and t.scope is Scope.EVENT
        ),
        statements=tuple(s for s in reading.statements if sentence.covers(s.span)),
        listed=tuple(_listed(finest, reading)),
        heading=bool(places) and all(p.toponym.reason.startswith(_HEADS) for p in places),
        starts_line=_starts_entry(reading, sentence),
        date=_sentence_date(reading, sentence),
        fresh=bool(_ELSEWHERE.match(text)) or _starts_entry(reading, sentence),
    )


def _trusted(resolution: Resolution) -> Resolution:
    """Keep a place that is a poor guess off the map, and a continent; the candidates stay."""
    place = resolution.place
    if place is None or (resolution.probability >= _TRUSTED and place.feature != "CONT"):
        return resolution
    reason = (
        f"not sure enough for a map (probability {resolution.probability:.2f}): {resolution.reason}"
    )
    return replace(resolution, place=None, precision=None, radius_km=None, reason=reason)


def _in_its_unit(resolution: Resolution, beside: Sequence[Resolution]) -> Resolution:
    """Put a village that no gazetteer knows into the unit that the sentence puts it in."""
    if resolution.place is not None:
        return resolution
    start = resolution.toponym.span.end
    inside = resolution.toponym.container
    units = [
        other
        for other in beside
        if other.place is not None
        and 0 <= other.toponym.span.start - start < _ADDRESS_LENGTH
        and (is_area(other.place) or other.toponym.span == inside)
    ]
    if not units:
        return resolution
    unit = min(units, key=lambda other: other.toponym.span.start)
    reason = (
        f"'{resolution.toponym.surface}' is not in the gazetteer ({resolution.reason}); "
        f"shown as the unit that the sentence names with it: {unit.reason}"
    )
    # Named with a town, the village is somewhere in that town's district at best.
    precision = max(_DISTRICT, unit.precision or _DISTRICT)
    return replace(unit, toponym=resolution.toponym, reason=reason, precision=precision)


def _starts_entry(reading: Reading, sentence: Span) -> bool:
    line = reading.report.text.rfind("\n", 0, sentence.start) + 1
    return bool(_BULLET.match(reading.report.text[line : sentence.end])) and (
        sentence.start - line < 6
    )


def _sentence_date(reading: Reading, sentence: Span) -> DateMention | None:
    dates = [m for m in reading.dates if sentence.covers(m.span) and m.role == "event"]
    published = reading.report.published_span
    if published is not None:
        dates = [m for m in dates if not m.span.overlaps(published)]
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


def _listed(places: Sequence[Resolution], reading: Reading) -> list[Resolution]:
    """Give the places that the text lists side by side: "A, B and C"."""
    listed: list[Resolution] = []
    closed = False
    for before, here in pairwise(places):
        gap = reading.report.text[before.toponym.span.end : here.toponym.span.start]
        joined = _LISTING.fullmatch(gap)
        if joined is None or before.place is None or here.place is None:
            continue
        if not same_place(before.place, here.place):
            listed.extend(place for place in (before, here) if place not in listed)
            closed = closed or "and" in gap.lower() or "&" in gap
    # Without an "and" a row of names is one address: "Al Shaar, Aleppo".
    return listed if closed else []
