"""What holds of reconciling whatever the reports say: order, copies, sums."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from geomap.events.figures.policies import POLICIES
from geomap.events.figures.rules import FigureRules
from geomap.events.figures.sums import sum_of
from geomap.events.figures.tally import tally
from geomap.events.reconcile import reconcile, reconciled
from geomap.events.tables.incident_rows import remainder_of
from geomap.model import Count, Incident, Report
from geomap.stretches import Span
from geomap.vocabulary import Qualifier, Quantity, Scope
from tests.builders import (
    make_claim,
    make_claimant,
    make_incident,
    make_place,
    make_province,
    make_range,
    make_report,
    make_resolution,
    make_toponym,
)

DAY = dt.date(2015, 9, 30)
PLACES = (
    make_place("Talbiseh"),
    make_place("Rastan", lon=36.73, lat=34.93),
    make_place("Lataminah", admin1="Hama", lon=36.62, lat=35.32),
    make_province("Homs", 36.4, 34.4),
)
SPEAKERS = ("a resident", "the police", "the army", "doctors", "the report")
Mention = tuple[Incident, ...]
Told = tuple[list[Incident], list[Report]]


def passage(report_id: str, at: int, number: int, told: dict[str, Any]) -> Incident:
    """One mention in the words from an offset on."""
    words = sentence(told)
    span = Span(report_id=report_id, start=at, end=at + len(words))
    place = told["place"]
    start = at + words.index(place.name)
    toponym = make_toponym(
        place.name, span=Span(report_id=report_id, start=start, end=start + len(place.name))
    )
    high = told["count"] if told["exact"] else None
    count = Count(
        low=told["count"],
        best=told["count"],
        high=high,
        qualifier=Qualifier.EXACT if told["exact"] else Qualifier.AT_LEAST,
        wording=str(told["count"]),
    )
    claim = make_claim(
        told["count"],
        id=f"{report_id}-c{number}",
        span=span,
        sentence=span,
        count=count,
        claimant=make_claimant(told["by"]),
        scope=Scope.TOTAL if told["total"] else Scope.EVENT,
    )
    return make_incident(
        f"{report_id}-{'t' if told['total'] else 'e'}{number}",
        report_ids=(report_id,),
        span=span,
        scope=Scope.TOTAL if told["total"] else Scope.EVENT,
        date=make_range(told["day"]),
        event_type=told["kind"],
        places=[make_resolution(place.name, place=place, toponym=toponym)],
        claims=(claim,),
        killed=tally((claim,), Quantity.KILLED),
    )


def sentence(told: dict[str, Any]) -> str:
    return (
        f"{told['by']} told of {told['count']} dead at the {told['target']} in "
        f"{told['place'].name} in the {told['hour']} of {told['day']} after an {told['kind']}."
    )


def dispatch(report_id: str, source: str, published: dt.date, passages: list[Any]) -> Told:
    """A report with its mentions; the same passages make a copy."""
    text = " ".join(sentence(told) for told in passages)
    report = make_report(text, id=report_id, source=source, published=published, title=None)
    mentions = []
    at = 0
    for number, told in enumerate(passages, 1):
        mentions.append(passage(report_id, at, number, told))
        at += len(sentence(told)) + 1
    return mentions, [report]


PASSAGES = st.fixed_dictionaries(
    {
        "place": st.sampled_from(PLACES),
        "day": st.sampled_from([DAY, DAY + dt.timedelta(days=1)]),
        "kind": st.sampled_from(["Air/drone strike", "Attack", "Armed clash"]),
        "count": st.integers(min_value=0, max_value=30),
        "exact": st.booleans(),
        "by": st.sampled_from(SPEAKERS),
        "target": st.sampled_from(["market", "bakery", "crossroads"]),
        "hour": st.sampled_from(["morning", "evening", "light"]),
        "total": st.sampled_from([False, False, False, True]),
    }
)


RULES = st.sampled_from([FigureRules(policy=name) for name in POLICIES])


@st.composite
def newsrooms(draw: st.DrawFn) -> list[tuple[str, dt.date, list[Any]]]:
    return [
        (
            draw(st.sampled_from(["Wire", "Post", "Radio"])),
            DAY + dt.timedelta(days=draw(st.integers(min_value=0, max_value=3))),
            draw(st.lists(PASSAGES, min_size=1, max_size=3)),
        )
        for _ in range(draw(st.integers(min_value=1, max_value=4)))
    ]


def all_of(newsroom: list[tuple[str, dt.date, list[Any]]]) -> Told:
    incidents: list[Incident] = []
    reports: list[Report] = []
    for number, (source, published, passages) in enumerate(newsroom):
        told, own = dispatch(f"r{number}", source, published, passages)
        incidents += told
        reports += own
    return incidents, reports


def figures(incidents: tuple[Incident, ...]) -> list[Any]:
    return [
        (i.scope, i.date, i.places[0].place, i.killed, i.grading, len(i.parts)) for i in incidents
    ]


@given(newsrooms(), RULES, st.randoms(use_true_random=False))
def test_the_order_of_the_reports_does_not_matter(
    newsroom: list[Any], rules: FigureRules, shuffler: random.Random
) -> None:
    incidents, reports = all_of(newsroom)
    found = reconciled(incidents, reports, rules=rules)
    shuffler.shuffle(incidents)
    shuffler.shuffle(reports)
    assert reconciled(incidents, reports, rules=rules) == found


@given(newsrooms(), RULES, st.integers(min_value=0, max_value=3))
def test_a_copy_of_a_report_changes_no_figure(
    newsroom: list[Any], rules: FigureRules, which: int
) -> None:
    incidents, reports = all_of(newsroom)
    _, published, passages = newsroom[which % len(newsroom)]
    told, copy = dispatch("z-copy", "Another Paper", published, passages)
    alone = reconcile(incidents, reports, rules=rules)
    beside = reconcile([*incidents, *told], [*reports, *copy], rules=rules)
    assert figures(beside) == figures(alone)


@given(newsrooms())
def test_no_claim_is_lost_or_doubled(newsroom: list[Any]) -> None:
    incidents, reports = all_of(newsroom)
    found = reconcile(incidents, reports)
    assert sorted(c.id for i in found for c in i.claims) == sorted(
        c.id for i in incidents for c in i.claims
    )


@given(newsrooms(), RULES)
def test_lowest_best_and_highest_are_in_order(newsroom: list[Any], rules: FigureRules) -> None:
    for incident in reconcile(*all_of(newsroom), rules=rules):
        bounds = (incident.killed.low, incident.killed.best, incident.killed.high)
        known = [bound for bound in bounds if bound is not None]
        assert known == sorted(known)


@given(newsrooms(), RULES)
def test_the_sum_never_exceeds_its_parts_and_the_kept_remainders(
    newsroom: list[Any], rules: FigureRules
) -> None:
    found = reconcile(*all_of(newsroom), rules=rules)
    by_id = {incident.id: incident for incident in found}
    events = [incident for incident in found if incident.scope is not Scope.TOTAL]
    most = sum(i.killed.high if i.killed.high is not None else i.killed.low or 0 for i in events)
    for total in found:
        if total.scope is Scope.TOTAL:
            left, _ = remainder_of(total.killed, [by_id[part].killed for part in total.parts])
            open_ended = any(by_id[part].killed.high is None for part in total.parts)
            most += (total.killed.low or 0) if open_ended else left or 0
    summed = sum_of(found, Quantity.KILLED)
    assert summed.low is not None
    assert summed.low <= most
    assert summed.best is not None
    assert summed.best >= summed.low
    assert summed.high is None or summed.high >= summed.best


@given(newsrooms())
def test_every_doubtful_link_and_every_joined_one_says_why(newsroom: list[Any]) -> None:
    incidents, reports = all_of(newsroom)
    known = {incident.id for incident in incidents}
    for link in reconciled(incidents, reports).links:
        assert {link.mention, link.other} <= known
        assert link.reason
        assert link.joined or link.doubtful
        assert 0 < link.probability < 1 or link.score is None


@given(newsrooms())
def test_an_incident_is_what_the_joined_links_hold_together(newsroom: list[Any]) -> None:
    incidents, reports = all_of(newsroom)
    found = reconciled(incidents, reports)
    home = {mention.id: mention.incident_id for mention in found.mentions}
    assert set(home) == {incident.id for incident in incidents}
    group = {name: name for name in home}
    for link in found.links:
        if link.joined:
            assert home[link.mention] == home[link.other]
            old, new = group[link.mention], group[link.other]
            group = {name: new if root == old else root for name, root in group.items()}
    assert len(set(group.values())) == len(found.incidents) == len(set(home.values()))


@given(newsrooms())
def test_a_mention_keeps_its_id_whatever_is_added(newsroom: list[Any]) -> None:
    incidents, reports = all_of(newsroom)
    known = {(mention.id, mention.span) for mention in reconciled(incidents, reports).mentions}
    more = [told | {"count": told["count"] + 1} for told in newsroom[0][2]]
    told, added = dispatch("z-late", "Another Paper", DAY + dt.timedelta(days=5), more)
    later = reconciled([*incidents, *told], [*reports, *added])
    assert known < {(mention.id, mention.span) for mention in later.mentions}


@given(newsrooms())
def test_a_report_without_words_is_reconciled_too(newsroom: list[Any]) -> None:
    incidents, _ = all_of(newsroom)
    wordless = [replace(i, statements=()) for i in incidents]
    assert sum(len(i.claims) for i in reconcile(wordless)) == len(incidents)


def test_a_copy_has_no_vote_on_the_day() -> None:
    plain = {
        "place": PLACES[0], "day": DAY, "kind": "Air/drone strike", "count": 5, "exact": True,
        "by": "a resident", "target": "market", "hour": "morning", "total": False,
    }  # fmt: skip
    late = plain | {"day": DAY + dt.timedelta(days=1)}
    newsroom: list[Any] = [("Wire", DAY, [plain, late]), ("Post", DAY, [plain, plain])]
    incidents, reports = all_of(newsroom)
    told, copy = dispatch("z-copy", "Another Paper", DAY, [plain, plain])
    alone = reconcile(incidents, reports)
    assert {incident.date for incident in alone} == {make_range(DAY), make_range(late["day"])}
    assert figures(reconcile([*incidents, *told], [*reports, *copy])) == figures(alone)
