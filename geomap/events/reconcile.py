"""The events of many reports → incidents: one happening once, every claim kept.

Two mentions are one incident by place, days, kind of event, counts and words together
(`comparison`), compared where they are near in space and time (`blocking`) and grouped so that
no pair of a group speaks against it (`clustering`). Copies of one dispatch are one source
(`syndication`). Nothing is averaged: the claims stand side by side and the figures run over
them. A total contains the incidents in its area and days and is never added to them
(`totals`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from geomap.events.figures.rules import FigureRules
from geomap.events.likeness.blocking import candidate_pairs
from geomap.events.likeness.clustering import Groups as Clusters
from geomap.events.likeness.clustering import Pair
from geomap.events.likeness.facets import Facets, facets_of
from geomap.events.likeness.syndication import origins
from geomap.events.matching.joining import joined
from geomap.events.matching.links import Link, Mention, beside, copied, once, scored, summed, within
from geomap.events.matching.sources import Sources
from geomap.events.matching.totals import (
    agree_as_totals,
    as_total,
    sums_of_another_report,
    sums_over_groups,
    with_parts,
)
from geomap.events.rulings.decisions import Decision
from geomap.events.rulings.edits import Groups, edited, regrouped, with_rejections
from geomap.events.rulings.verdicts import Verdict, decided_links, fitting, verdicts_on
from geomap.model import Incident, Report
from geomap.vocabulary import Scope

__all__ = ["Link", "Reconciliation", "reconcile", "reconciled"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """The incidents of many reports, and how they came together."""

    incidents: tuple[Incident, ...]
    links: tuple[Link, ...]
    mentions: tuple[Mention, ...] = ()
    # what each report tells of each event, and the incident it went into
    sources: Sources = field(default_factory=Sources)
    # by which the mentions were joined
    decisions: tuple[Decision, ...] = ()
    # of people, those that fit
    verdicts: tuple[Verdict, ...] = ()
    # what became of all of them


def reconcile(
    incidents: Sequence[Incident],
    reports: Sequence[Report] = (),
    *,
    rules: FigureRules | None = None,
) -> tuple[Incident, ...]:
    """Join the incidents and totals of many reports.

    Parameters
    ----------
    incidents : sequence of Incident
        The incidents of single reports, in any order.
    reports : sequence of Report, optional
        Their reports. Without them nothing is known of words, publishers and days of
        publication: no copy is found, and no count is brought up to date.
    rules : FigureRules, optional
        The policy by which claims become figures, and the parties that claimants are.

    Returns
    -------
    tuple of Incident
        Sorted by date, place and id. The result does not depend on the order of the input,
        and every claim and statement of the input is in it.

    Examples
    --------
    >>> reconcile([])
    ()
    """
    return reconciled(incidents, reports, rules=rules).incidents


def reconciled(
    incidents: Sequence[Incident],
    reports: Sequence[Report] = (),
    *,
    rules: FigureRules | None = None,
    decisions: Sequence[Decision] = (),
) -> Reconciliation:
    """Join the incidents and totals of many reports, and say how.

    Parameters
    ----------
    incidents : sequence of Incident
        The incidents of single reports, in any order.
    reports : sequence of Report, optional
        Their reports.
    rules : FigureRules, optional
        The policy by which claims become figures, and the parties that claimants are.
    decisions : sequence of Decision, optional
        What people have decided; applied last.

    Returns
    -------
    Reconciliation
        The incidents as `reconcile` gives them, and the links between mentions with their
        probability and reason.

    Examples
    --------
    >>> reconciled([]).links
    ()
    """
    known = {report.id: report for report in reports}
    fit, unfit = fitting(decisions, incidents, known)
    ordered = sorted(with_rejections(incidents, fit), key=_order)
    events = [incident for incident in ordered if incident.scope is not Scope.TOTAL]
    placed = Counter(i.span.report_id for i in events if any(r.place for r in i.places))
    told_by = Counter(incident.span.report_id for incident in events)
    alone = {name for name, told in told_by.items() if told == 1 or not placed[name]}
    facets = [facets_of(i, known, alone=i.span.report_id in alone) for i in events]
    totals = [facets_of(i, known) for i in ordered if i.scope is Scope.TOTAL]
    pairs = list(candidate_pairs(facets))
    near = {_ordered(facets[a].report_id, facets[b].report_id) for a, b in pairs}
    near |= {_ordered(totals[a].report_id, totals[b].report_id) for a, b in candidate_pairs(totals)}
    sources = Sources(
        reports=known,
        origins=origins(reports, sorted(near)),
        rules=rules or FigureRules(),
    )
    passages = _passages(facets, sources)
    heads = [replace(facets[own[0]], reports=_reports(facets, own)) for own in passages]
    groups, links, sums = _grouped(heads, _between(passages, pairs, heads))
    told = [
        [facets[at].incident for head in heads_of for at in passages[head]]
        for heads_of in groups.members.values()
        if not sums & set(heads_of)
    ]
    totals += [
        replace(facets[at], incident=as_total(facets[at].incident))
        for head in sorted(sums)
        for at in passages[head]
    ]
    summing = _agreeing_totals(totals, sources)
    made = once(
        [
            *scored(heads, links),
            *copied(facets, passages),
            *summed(summing),
            *within(ordered),
            *beside(facets),
        ]
    )
    given = {incident.id: incident for incident in incidents}
    found = _decided([*told, *summing], made, sources, fit, given)
    verdicts = sorted([*found.verdicts, *unfit], key=lambda verdict: verdict.decision.line)
    return replace(found, verdicts=tuple(verdicts))


def _told_parts(groups: Groups, made: Sequence[Incident]) -> dict[str, frozenset[str]]:
    """Give each total the incidents that its own reports give as parts of it."""
    pairs = list(zip(groups, made, strict=True))
    home = {mention.id: incident.id for group, incident in pairs for mention in group}
    return {
        incident.id: frozenset(home[p] for m in group for p in m.parts if p in home)
        for group, incident in pairs
        if incident.scope is Scope.TOTAL
    }


def _decided(
    groups: Groups,
    links: Sequence[Link],
    sources: Sources,
    decisions: Sequence[Decision],
    given: Mapping[str, Incident],
) -> Reconciliation:
    """Make incidents of groups of mentions, as the rules have them and as people decided."""
    whole = regrouped(groups, links, decisions)
    made = [
        edited(joined(group, sources), (mention.id for mention in group), decisions)
        for group in whole
    ]
    events = [incident for incident in made if incident.scope is not Scope.TOTAL]
    sums = [incident for incident in made if incident.scope is Scope.TOTAL]
    told = _told_parts(whole, made)
    summed_up = {total.id: total for total in with_parts(sums, events, _by_day(events), told)}
    found = [summed_up.get(incident.id, incident) for incident in made]
    pairs = list(zip(whole, found, strict=True))
    home = {mention.id: incident for group, incident in pairs for mention in group}
    verdicts = verdicts_on(decisions, groups, whole, home)
    names = {mention: incident.id for mention, incident in home.items()}
    return Reconciliation(
        incidents=tuple(sorted(found, key=_order)),
        links=decided_links(links, verdicts, names) if decisions else tuple(links),
        mentions=tuple(
            Mention(id=m.id, span=m.span, incident_id=incident.id, told=given[m.id])
            for group, incident in pairs
            for m in group
        ),
        sources=sources,
        decisions=tuple(decisions),
        verdicts=tuple(verdicts),
    )


def _ordered(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _order(incident: Incident) -> tuple[str, str, str]:
    start = incident.date.start.isoformat() if incident.date else "9999"
    place = incident.places[0].place if incident.places else None
    return (start, place.id if place else "", incident.id)


def _passages(facets: Sequence[Facets], sources: Sources) -> list[list[int]]:
    """Put the mentions together that are one passage of a dispatch and its copies."""
    copies = {at: own for own in _copies(facets, sources) for at in own}
    return [copies.get(at, [at]) for at in range(len(facets)) if copies.get(at, [at])[0] == at]


def _reports(facets: Sequence[Facets], passage: Sequence[int]) -> frozenset[str]:
    return frozenset(report for at in passage for report in facets[at].reports)


def _between(
    passages: Sequence[Sequence[int]], pairs: Iterable[tuple[int, int]], heads: Sequence[Facets]
) -> list[tuple[int, int]]:
    """Give the pairs of passages in which a pair of mentions is."""
    passage_of = {at: number for number, own in enumerate(passages) for at in own}
    found = {
        (min(one, other), max(one, other))
        for one, other in ((passage_of[a], passage_of[b]) for a, b in pairs)
        if one != other and not heads[one].reports & heads[other].reports
    }
    return sorted(found)


def _grouped(
    heads: Sequence[Facets], pairs: Sequence[tuple[int, int]]
) -> tuple[Clusters, list[Pair], frozenset[int]]:
    """Group what names a place, then what names no more than a province.

    Gives the groups, the links, and the mentions that are sums over others. Copies are one
    mention here: how often a dispatch was printed says nothing about what happened.
    """
    groups = Clusters(heads)
    sums = sums_of_another_report(heads, pairs)
    wide = frozenset(at for at, facet in enumerate(heads) if facet.wide)
    usable = [pair for pair in pairs if not sums & set(pair)]
    # A province and a count say as much as a town without one.
    links = groups.link(p for p in usable if not wide & set(p) or _same_count(heads, *p))
    alone = [at for at in sorted(wide - sums) if len(groups.members[groups.group_of[at]]) == 1]
    sums |= sums_over_groups(groups, alone, usable)
    links += groups.link(pair for pair in usable if wide & set(pair) and not sums & set(pair))
    return groups, links, sums


def _same_count(facets: Sequence[Facets], one: int, other: int) -> bool:
    count = facets[one].killed[1]
    return bool(count) and count == facets[other].killed[1]


def _copies(facets: Sequence[Facets], sources: Sources) -> Iterator[list[int]]:
    """Give the mentions that are one and the same passage of a dispatch and its copies."""
    passages: dict[tuple[object, ...], list[int]] = {}
    seen: dict[tuple[object, ...], int] = {}
    for at, facet in enumerate(facets):
        if not facet.telling:
            continue
        key = (
            sources.origin(facet.report_id), facet.telling, facet.name, facet.first, facet.last,
            facet.incident.event_type,
        )  # fmt: skip
        # A passage that a report has twice is two passages.
        number = seen.get((facet.report_id, key), 0)
        seen[facet.report_id, key] = number + 1
        passages.setdefault((*key, number), []).append(at)
    return (copies for copies in passages.values() if len(copies) > 1)


def _agreeing_totals(facets: Sequence[Facets], sources: Sources) -> list[list[Incident]]:
    """Group the totals over the same areas and days; copies whatever they say."""
    ordered = sorted(facets, key=lambda facet: _order(facet.incident))
    copy_of = {at: copies[0] for copies in _copies(ordered, sources) for at in copies[1:]}
    groups: dict[int, list[Incident]] = {}
    home_of: dict[int, int] = {}
    by_start: dict[object, list[int]] = {}
    for at, facet in enumerate(ordered):
        total = facet.incident
        near = by_start.setdefault(total.date.start if total.date else None, [])
        alike = (n for n in near if all(agree_as_totals(total, o) for o in groups[n]))
        home = home_of[copy_of[at]] if at in copy_of else next(alike, at)
        if home == at:
            near.append(at)
        home_of[at] = home
        groups.setdefault(home, []).append(total)
    return list(groups.values())


def _by_day(events: Iterable[Incident]) -> dict[int, list[Incident]]:
    days: dict[int, list[Incident]] = {}
    for event in events:
        if event.date is None:
            days.setdefault(0, []).append(event)
            continue
        for day in range(event.date.start.toordinal(), event.date.end.toordinal()):
            days.setdefault(day, []).append(event)
    return days
