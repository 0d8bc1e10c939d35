"""A group of mentions becomes one incident: every claim kept, nothing averaged."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from geomap.events.figures.late_deaths import with_late_deaths
from geomap.events.figures.parting import parted
from geomap.events.figures.standing import country_of, standing_of
from geomap.events.figures.supersession import superseded
from geomap.events.figures.tally import disputed_points, tally
from geomap.events.ground.containment import is_area, is_broad, lies_in
from geomap.events.likeness.places import placed_in
from geomap.events.matching.sources import Sources
from geomap.events.terms.linking_words import load_linking_words
from geomap.model import Claim, Incident, Resolution, Statement
from geomap.vocabulary import Quantity, Scope, Stance

__all__ = ["joined"]

_UNSAID = "Attack"
_VAGUEST = 9


def joined(group: Sequence[Incident], sources: Sources) -> Incident:
    """Join the mentions of one event, or of one total.

    Parameters
    ----------
    group : sequence of Incident
        At least one; of different reports.
    sources : Sources
        What is known of the reports.

    Returns
    -------
    Incident
        Under the id of the mention that was published first, so that a later report does
        not rename it.
    """
    ordered = sorted(group, key=lambda i: (_published(i, sources), i.id))
    first = ordered[0]
    days = _days(ordered, sources)
    placed = _in_named_area(_placed(ordered, sources), ordered)
    country = country_of(placed.places)
    voice = partial(sources.voice, country=country)
    claims = superseded(
        parted(_mourned(_claims(ordered), days, sources), days),
        days,
        voice,
        updates=sources.updates,
        after=sources.after,
    )
    claims = with_late_deaths(claims, days, sources.tells_late)
    counted = tuple(claim for claim in claims if claim.stance is not Stance.REJECTED)
    statements = _statements(ordered)
    dated = _dated(ordered, sources)
    told = _told(ordered, sources)
    report_ids = tuple(sorted({report for i in ordered for report in i.report_ids}))
    standing = standing_of(
        counted,
        statements,
        report_ids,
        witnesses=sources.witnesses,
        country=country,
    )
    return replace(
        first,
        report_ids=report_ids,
        date=dated.date,
        date_reason=dated.date_reason,
        date_span=dated.date_span,
        event_type=told.event_type,
        type_span=told.type_span,
        weapon=told.weapon,
        places=placed.places,
        precision=placed.precision,
        claims=claims,
        statements=statements,
        actors=tuple(dict.fromkeys(actor for i in ordered for actor in i.actors)),
        killed=tally(claims, Quantity.KILLED, voice=voice, policy=sources.rules.how),
        wounded=tally(claims, Quantity.WOUNDED, voice=voice, policy=sources.rules.how),
        grading=standing.grading,
        n_sources=standing.n_sources,
        n_independent=standing.n_independent,
        disputed=disputed_points(counted, statements, voice=voice),
    )


def _published(incident: Incident, sources: Sources) -> str:
    # Its own day, not that of the dispatch it copies: the id is the first one's.
    report = sources.reports.get(incident.span.report_id)
    return report.published.isoformat() if report and report.published else "9999"


def _statements(group: Sequence[Incident]) -> tuple[Statement, ...]:
    unique = {statement.id: statement for one in group for statement in one.statements}
    return tuple(sorted(unique.values(), key=lambda s: (s.span.report_id, s.span.start, s.id)))


def _claims(group: Sequence[Incident]) -> tuple[Claim, ...]:
    unique = {claim.id: claim for incident in group for claim in incident.claims}
    return tuple(sorted(unique.values(), key=lambda c: (c.span.report_id, c.span.start, c.id)))


def _mourned(
    claims: Sequence[Claim], days: Mapping[str, dt.date], sources: Sources
) -> tuple[Claim, ...]:
    """Take those who are mourned for some of the dead: "the funeral of the three members of".

    Only where "the" tells that they are known, and an earlier report counts more.
    """
    known = load_linking_words()
    told = [c for c in claims if c.quantity is Quantity.KILLED and c.scope is Scope.EVENT]
    made = []
    for claim in claims:
        report = sources.reports.get(claim.span.report_id)
        day = days.get(claim.span.report_id)
        if claim not in told or report is None or day is None or not claim.count.best:
            made.append(claim)
            continue
        text = report.text
        lead = text[claim.sentence.start : claim.span.end].casefold()
        definite = f"the {claim.count.wording.casefold()} " in f"{lead} "
        wholes = [
            other
            for other in told
            if days.get(other.span.report_id, day) < day
            and (other.count.best or 0) > claim.count.best
        ]
        some = definite and wholes and known.aftermath.search(claim.sentence.of(text).casefold())
        whole = max(wholes, key=lambda c: (c.count.best or 0, c.id)) if some else None
        made.append(replace(claim, scope=Scope.PART, part_of=whole.id) if whole else claim)
    return tuple(made)


def _days(group: Sequence[Incident], sources: Sources) -> dict[str, dt.date]:
    reports = {report for incident in group for report in incident.report_ids}
    return {report: day for report in sorted(reports) if (day := sources.day(report)) is not None}


def _support(told: Iterable[tuple[Incident, Hashable]], sources: Sources) -> Counter[Hashable]:
    """Count how many dispatches tell each thing; a copy adds no weight."""
    return Counter(
        thing for _, thing in {(sources.origin(i.span.report_id), thing) for i, thing in told}
    )


def _dated(group: Sequence[Incident], sources: Sources) -> Incident:
    """Choose whose day to take: the most precise, then the one that most tell."""
    support = _support(((i, i.date) for i in group), sources)
    known = [incident for incident in group if incident.date is not None]
    return min(
        known,
        key=lambda i: (i.date.precision if i.date else _VAGUEST, -support[i.date]),
        default=group[0],
    )


def _told(group: Sequence[Incident], sources: Sources) -> Incident:
    """Choose whose kind of event to take: the one that most tell, "attack" last."""
    support = _support(((i, i.event_type) for i in group), sources)
    return min(group, key=lambda i: (i.event_type == _UNSAID, -support[i.event_type]))


def _placed(group: Sequence[Incident], sources: Sources) -> Incident:
    """Choose whose place to take: the finest, then the one that most tell, in their spelling."""
    if group[0].scope is Scope.TOTAL:
        return group[0]
    known = [(incident, incident.places[0]) for incident in group if incident.places]
    support = _support(((i, _ground(r)) for i, r in known), sources)
    spelt = _support(((i, r.toponym.surface) for i, r in known), sources)

    # A town that the report only names elsewhere does not stand for one that it calls by name.
    unknown = any(r.place is None and _told_there(i, r) for i, r in known)

    def rank(
        entry: tuple[Incident, Resolution],
    ) -> tuple[bool, bool, bool, bool, int, int, float, int]:
        incident, resolution = entry
        place = resolution.place
        return (
            unknown and not _told_there(incident, resolution),
            place is None,
            place is not None and is_broad(place) and not is_area(place),
            place is not None and is_area(place),
            incident.precision or _VAGUEST,
            -support[_ground(resolution)],
            -resolution.probability,
            -spelt[resolution.toponym.surface],
        )

    return min(known, key=rank)[0] if known else group[0]


def _told_there(incident: Incident, resolution: Resolution) -> bool:
    """Tell whether the sentences that tell of an event name its place."""
    told = (incident.span, *(claim.sentence for claim in incident.claims))
    return any(sentence.covers(resolution.toponym.span) for sentence in told)


def _in_named_area(placed: Incident, group: Sequence[Incident]) -> Incident:
    """Move an unsure place into the area that another report names."""
    if placed.scope is Scope.TOTAL or not placed.places:
        return placed
    resolution = placed.places[0]
    # Another's area only: a strip along a road would else be moved to its own end.
    areas = [
        other.places[0].place
        for other in group
        if other is not placed and other.places and other.places[0].place is not None
    ]
    for area in areas:
        if resolution.place is None or not is_area(area) or lies_in(resolution.place, area):
            continue
        other = placed_in(resolution, area)
        if other is not None:
            reason = f"another report puts it in {area.name}; without it: {resolution.reason}"
            moved = replace(resolution, place=other, radius_km=other.radius_km, reason=reason)
            return replace(placed, places=(moved, *placed.places[1:]))
    return placed


def _ground(resolution: Resolution) -> str:
    place = resolution.place
    return f"{place.gazetteer} {place.id}" if place is not None else resolution.toponym.surface
