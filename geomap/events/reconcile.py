"""The events of many reports → incidents: one happening once, every claim kept.

Two reports tell of one incident when place, days and kind of event agree. Nothing is
averaged: the claims stand side by side and the figures run over them. A total contains the
incidents in its area and days, whichever report tells of them, and is never added to them
(UCDP GED: the parts are subtracted from the aggregate).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geomap.events.assembly import lies_inside
from geomap.events.containment import is_area, same_place
from geomap.events.tally import disputed_points, grade, tally
from geomap.events.typology import event_type_of
from geomap.model import DateRange, Incident, Place, Quantity, Scope

__all__ = ["reconcile"]

_UNSAID = "Attack"
# Goes with any other kind: it only says that somebody was attacked.


def reconcile(incidents: Sequence[Incident]) -> tuple[Incident, ...]:
    """Join the incidents and totals of many reports.

    Parameters
    ----------
    incidents : sequence of Incident
        The incidents of single reports, in any order.

    Returns
    -------
    tuple of Incident
        Sorted by date, place and id. The result does not depend on the order of the input,
        and every claim and statement of the input is in it.
    """
    ordered = sorted(incidents, key=_order)
    events = _merged([i for i in ordered if i.scope is not Scope.TOTAL])
    totals = _merged([i for i in ordered if i.scope is Scope.TOTAL])
    joined = [_with_parts(total, events) for total in totals]
    return tuple(sorted([*events, *joined], key=_order))


def _order(incident: Incident) -> tuple[str, str, str]:
    start = incident.date.start.isoformat() if incident.date else "9999"
    place = incident.places[0].place if incident.places else None
    return (start, place.id if place else "", incident.id)


def _merged(ordered: Sequence[Incident]) -> list[Incident]:
    """Put each incident with the earlier ones of other reports that it tells of."""
    groups: list[list[Incident]] = []
    for incident in ordered:
        home = next((group for group in groups if _same(incident, group)), None)
        if home is None:
            groups.append([incident])
        else:
            home.append(incident)
    return [_joined(group) for group in groups]


def _same(incident: Incident, group: Sequence[Incident]) -> bool:
    reports = {report for other in group for report in other.report_ids}
    if reports & set(incident.report_ids):
        return False
    return all(_agree(incident, other) for other in group)


def _agree(one: Incident, other: Incident) -> bool:
    return (
        one.scope is other.scope
        and _days_agree(one.date, other.date)
        and _places_agree(one, other)
        and _kinds_agree(one.event_type, other.event_type)
    )


def _days_agree(one: DateRange | None, other: DateRange | None) -> bool:
    if one is None or other is None:
        return False
    if max(one.precision, other.precision) > 2 and one != other:
        return False
    return one.start < other.end and other.start < one.end


def _places_agree(one: Incident, other: Incident) -> bool:
    here = [r.place for r in one.places if r.place is not None]
    there = [r.place for r in other.places if r.place is not None]
    if not here or not there:
        return False
    if one.scope is Scope.TOTAL:
        return _covers(here, there) and _covers(there, here)
    if is_area(here[0]) or is_area(there[0]):
        # "in Homs province" twice in a day may be two villages: not enough to call it one
        return False
    return same_place(here[0], there[0])


def _covers(places: Sequence[Place], others: Sequence[Place]) -> bool:
    return all(any(same_place(place, other) for other in others) for place in places)


def _kinds_agree(one: str, other: str) -> bool:
    if one == other or _UNSAID in (one, other):
        return True
    return event_type_of(one) == event_type_of(other)


def _joined(group: Sequence[Incident]) -> Incident:
    if len(group) == 1:
        return group[0]
    first = group[0]
    claims = tuple(
        sorted(
            {claim.id: claim for incident in group for claim in incident.claims}.values(),
            key=lambda claim: (claim.span.report_id, claim.span.start, claim.id),
        )
    )
    statements = tuple(
        sorted(
            {s.id: s for incident in group for s in incident.statements}.values(),
            key=lambda s: (s.span.report_id, s.span.start, s.id),
        )
    )
    dates = [incident for incident in group if incident.date is not None]
    dated = min(dates, key=lambda i: (i.date.precision if i.date else 9, i.id), default=first)
    told = next((i for i in group if i.event_type != _UNSAID), first)
    return replace(
        first,
        report_ids=tuple(sorted({report for i in group for report in i.report_ids})),
        date=dated.date,
        date_reason=dated.date_reason,
        date_span=dated.date_span,
        event_type=told.event_type,
        weapon=told.weapon,
        claims=claims,
        statements=statements,
        actors=tuple(dict.fromkeys(actor for i in group for actor in i.actors)),
        killed=tally(claims, Quantity.KILLED),
        wounded=tally(claims, Quantity.WOUNDED),
        grading=grade(claims, statements),
        disputed=disputed_points(claims, statements),
    )


def _with_parts(total: Incident, events: Sequence[Incident]) -> Incident:
    parts = tuple(
        incident.id for incident in events if lies_inside(incident, total.places, total.date)
    )
    if not total.places:
        # A sum over the report's own events, no area named: it holds those and no others.
        own = set(total.report_ids)
        parts = tuple(i.id for i in events if i.id in parts and own & set(i.report_ids))
    return replace(total, parts=parts)
