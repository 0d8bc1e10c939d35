"""Decisions applied: last of all, to what the rules have made of the reports.

Of two that speak against each other the later one holds. What became of each is said by
`geomap.events.rulings.verdicts`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from geomap.events.matching.links import Link
from geomap.events.rulings.decisions import GROUPING, UNKNOWN, Decision, days_of, figure_of
from geomap.model import Incident, Resolution, Toponym
from geomap.vocabulary import Stance, ToponymRole

__all__ = ["Groups", "edited", "in_order", "regrouped", "with_rejections"]

_FIXED = ("place", "date", "killed", "wounded")


Groups = list[list[Incident]]


def in_order(decisions: Iterable[Decision]) -> list[Decision]:
    """Give decisions in the order in which they were made."""
    return sorted(decisions, key=lambda decision: (decision.when, decision.line))


def with_rejections(incidents: Sequence[Incident], decisions: Iterable[Decision]) -> list[Incident]:
    """Mark the claims that people have rejected; what the rules link by stays as it is.

    Parameters
    ----------
    incidents : sequence of Incident
        The mentions.
    decisions : iterable of Decision
        All decisions.

    Returns
    -------
    list of Incident
        The same; a rejected claim has the stance ``REJECTED`` and counts for nothing.
    """
    rejected = {decision.id for decision in decisions if decision.kind == "reject"}
    if not rejected:
        return list(incidents)
    return [
        incident
        if rejected.isdisjoint(claim.id for claim in incident.claims)
        else replace(
            incident,
            claims=tuple(
                replace(claim, stance=Stance.REJECTED) if claim.id in rejected else claim
                for claim in incident.claims
            ),
        )
        for incident in incidents
    ]


def regrouped(groups: Groups, links: Iterable[Link], decisions: Iterable[Decision]) -> Groups:
    """Merge and split groups of mentions as people have decided.

    Parameters
    ----------
    groups : list of list of Incident
        The mentions of each event and total.
    links : iterable of Link
        Which of them hold together, and how well: what is split takes along what is nearer
        to it than to the rest.
    decisions : iterable of Decision
        All decisions; those on groups are applied in the order in which they were made.

    Returns
    -------
    list of list of Incident
        The groups; those that no decision is about as they were.
    """
    made = [list(group) for group in groups]
    held = [link for link in links if link.joined]
    bonds: list[tuple[str, str]] = []
    for decision in in_order(decisions):
        home = {mention.id: at for at, group in enumerate(made) for mention in group}
        here = home.get(decision.id)
        others = [other for other in decision.others(home) if other in home]
        if decision.kind not in GROUPING or here is None or not others:
            continue
        if decision.kind == "merge":
            alike = [o for o in others if made[home[o]][0].scope is made[here][0].scope]
            for there in sorted({home[other] for other in alike} - {here}):
                made[here] += made[there]
                made[there] = []
            bonds += [(decision.id, other) for other in alike]
            made = [group for group in made if group]
        else:
            inside = [o for o in others if home[o] == here and o != decision.id]
            if inside:
                out = _side_of(made[here], decision.id, inside, held, bonds)
                made.append([m for m in made[here] if m.id in out])
                made[here] = [m for m in made[here] if m.id not in out]
    return made


def _side_of(
    group: Sequence[Incident],
    stays: str,
    leaves: Sequence[str],
    links: Iterable[Link],
    bonds: Iterable[tuple[str, str]],
) -> set[str]:
    """Give the mentions that leave a group: those named, and what hangs on them.

    The best links are followed first, and none that would bring the two sides together.
    """
    ids = {mention.id for mention in group}
    root = {name: name for name in ids}

    def find(name: str) -> str:
        while root[name] != name:
            name = root[name]
        return name

    for other in leaves[1:]:
        root[find(other)] = find(leaves[0])
    best = sorted(
        (link for link in links if {link.mention, link.other} <= ids),
        key=lambda k: (k.score is not None, -(k.score or 0), k.mention, k.other),
    )
    pairs = [*bonds, *((link.mention, link.other) for link in best)]
    for one, other in pairs:
        if not {one, other} <= ids:
            continue
        here, there = find(one), find(other)
        if {here, there} != {find(stays), find(leaves[0])}:
            root[here] = there
    return {name for name in ids if find(name) == find(leaves[0])}


def edited(incident: Incident, mentions: Iterable[str], decisions: Iterable[Decision]) -> Incident:
    """Fix the place, the days and the figures of an incident as people have decided.

    Parameters
    ----------
    incident : Incident
        As the rules have it.
    mentions : iterable of str
        The ids of its mentions: a decision about any of them is about it.
    decisions : iterable of Decision
        All decisions.

    Returns
    -------
    Incident
        With the last decision on each.
    """
    own = set(mentions)
    last: dict[str, Decision] = {}
    for decision in in_order(decisions):
        if decision.kind in _FIXED and decision.id in own and decision.problem is None:
            last[decision.kind] = decision
    for kind, decision in sorted(last.items()):
        if kind == "place":
            incident = _moved(incident, decision)
        elif kind == "date":
            incident = replace(
                incident, date=days_of(decision.value), date_reason=decision.said, date_span=None
            )
        else:
            figure = figure_of(decision.value)
            if figure is not None and kind == "killed":
                incident = replace(incident, killed=figure)
            elif figure is not None:
                incident = replace(incident, wounded=figure)
    return incident


def _moved(incident: Incident, decision: Decision) -> Incident:
    if decision.value == UNKNOWN:
        return replace(
            incident,
            places=tuple(
                replace(r, place=None, precision=None, radius_km=None, reason=decision.said)
                for r in incident.places[:1]
            ),
            precision=None,
        )
    place = decision.place
    if place is None:
        return incident
    surface = decision.value or place.name
    toponym = Toponym(span=incident.span, surface=surface, role=ToponymRole.EVENT)
    before = incident.places[0] if incident.places else None
    resolution = Resolution(
        toponym=before.toponym if before is not None else toponym,
        place=place,
        probability=1.0,
        reason=decision.said,
        precision=decision.precision,
        radius_km=place.radius_km,
        candidates=before.candidates if before is not None else (),
    )
    return replace(incident, places=(resolution,), precision=decision.precision)
