"""Totals: which mentions are sums over others, and which incidents a total holds.

A total contains the incidents in its area and days, whichever report tells of them, and is
never added to them (UCDP GED: the parts are subtracted from the aggregate). Some sums are
only seen beside other reports: "9 killed in strikes on Saraqib" where another report tells of
one strike with 6 dead and one with 3.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from geomap.events.ground.containment import same_place
from geomap.events.likeness.clustering import Groups
from geomap.events.likeness.comparison import compare
from geomap.events.likeness.facets import Facets
from geomap.events.telling.assembly import lies_inside
from geomap.model import Incident, Place
from geomap.stretches import DateRange
from geomap.vocabulary import Scope

__all__ = [
    "agree_as_totals",
    "as_total",
    "sums_of_another_report",
    "sums_over_groups",
    "with_parts",
]


def sums_of_another_report(
    facets: Sequence[Facets], pairs: Iterable[tuple[int, int]]
) -> frozenset[int]:
    """Find the mentions whose count is the sum of what another report tells one by one.

    Parameters
    ----------
    facets : sequence of Facets
        The mentions.
    pairs : iterable of (int, int)
        Those near each other in space and time.

    Returns
    -------
    frozenset of int
        Positions of the sums. Only an exact sum of two and more counts is one.
    """
    near: dict[int, dict[str, set[int]]] = {}
    for one, other in pairs:
        for at, part in ((one, other), (other, one)):
            for report in facets[part].reports:
                near.setdefault(at, {}).setdefault(report, set()).add(part)
    found = set()
    for at, by_report in near.items():
        whole = facets[at].killed[1]
        for others in by_report.values() if whole else ():
            counts = [facets[other].killed[1] or 0 for other in others]
            if sum(count > 0 for count in counts) < 2 or sum(counts) != whole:
                continue
            if all(compare(facets[at], facets[other]).probability > 0 for other in others):
                found.add(at)
    return frozenset(found)


def sums_over_groups(
    groups: Groups, areas: Sequence[int], pairs: Iterable[tuple[int, int]]
) -> frozenset[int]:
    """Find the mentions of a whole province that count the people of several events in it.

    Parameters
    ----------
    groups : Groups
        The events found so far, those mentions still alone.
    areas : sequence of int
        The mentions that name no more than a wide area.
    pairs : iterable of (int, int)
        The mentions near each other in space and time.

    Returns
    -------
    frozenset of int
        Positions of those that hold two events and more, each with its count, and count no
        fewer than these together.
    """
    wide = set(areas)
    met: dict[int, set[int]] = {}
    for pair in pairs:
        for at, other in (pair, pair[::-1]):
            if at in wide and other not in wide and groups.comparison(at, other).probability > 0:
                met.setdefault(at, set()).add(groups.group_of[other])
    found = set()
    for at, held in met.items():
        whole = groups.facets[at].killed[1]
        counts = [
            max((groups.facets[m].killed[1] or 0 for m in groups.members[group]), default=0)
            for group in sorted(held)
        ]
        told = [count for count in counts if count > 0]
        if whole is not None and len(told) > 1 and whole >= sum(told):
            found.add(at)
    return frozenset(found)


def agree_as_totals(one: Incident, other: Incident) -> bool:
    """Tell whether two totals are one: the same areas, the same days."""
    if one.date is None or other.date is None or set(one.report_ids) & set(other.report_ids):
        return False
    if max(one.date.precision, other.date.precision) > 2 and one.date != other.date:
        return False
    if not (one.date.start < other.date.end and other.date.start < one.date.end):
        return False
    here, there = _grounds(one), _grounds(other)
    return bool(here and there) and _covers(here, there) and _covers(there, here)


def _grounds(incident: Incident) -> list[Place]:
    return [r.place for r in incident.places if r.place is not None]


def _covers(places: Sequence[Place], others: Sequence[Place]) -> bool:
    return all(any(same_place(place, other) for other in others) for place in places)


def with_parts(
    totals: Sequence[Incident],
    events: Sequence[Incident],
    days: Mapping[int, Sequence[Incident]],
    told: Mapping[str, Collection[str]],
) -> list[Incident]:
    """Give each total the incidents it holds.

    Parameters
    ----------
    totals, events : sequence of Incident
        All of a run.
    days : mapping of int to sequence of Incident
        The events by their days as ordinals; those without a day under 0.
    told : mapping of str to collection of str
        By a total's id those of the events that a report itself gives as its parts.

    Returns
    -------
    list of Incident
        The totals with their parts.
    """
    made = []
    known = {event.id for event in events}
    for total in totals:
        near = _in_days(total.date, days) if total.date is not None else events
        parts = [event for event in near if lies_inside(event, total.places, total.date)]
        if not total.places:
            # A sum over the report's own events, no area named: it holds those and no others.
            own = set(total.report_ids)
            parts = [event for event in parts if own & set(event.report_ids)]
        inside = tuple(event.id for event in parts)
        further = sorted(set(told.get(total.id, ())) & known - set(inside))
        made.append(replace(total, parts=(*inside, *further)))
    return made


def _in_days(date: DateRange, days: Mapping[int, Sequence[Incident]]) -> list[Incident]:
    first, last = date.start.toordinal(), date.last.toordinal()
    wanted = [0, *(day for day in range(first, last + 1) if day in days)]
    unique = {event.id: event for day in wanted for event in days.get(day, ())}
    return sorted(unique.values(), key=lambda event: event.id)


def as_total(incident: Incident) -> Incident:
    """Make a total of a mention that turned out to be one."""
    return replace(incident, scope=Scope.TOTAL)
