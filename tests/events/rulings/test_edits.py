"""Decisions applied: groups merged and split, facts fixed, claims rejected, all of it told."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.events.reconcile import Reconciliation, reconciled
from geomap.events.rulings.decisions import Decision
from geomap.events.rulings.verdicts import APPLIED, CONFIRMED, REPLACED, UNFIT
from geomap.model import Incident, Report, Tally
from geomap.vocabulary import Scope, Stance
from tests.builders import make_place
from tests.events.test_reconcile_properties import (
    DAY,
    PLACES,
    all_of,
    dispatch,
    figures,
    newsrooms,
)

PLAIN: dict[str, Any] = {
    "place": PLACES[0], "day": DAY, "kind": "Air/drone strike", "count": 5, "exact": True,
    "by": "a resident", "target": "market", "hour": "morning", "total": False,
}  # fmt: skip


def decided(kind: str, name: str, value: str = "", *, day: int = 1, **changes: Any) -> Decision:
    """One decision; the day tells which was made later."""
    fields: dict[str, Any] = {
        "who": "A. N.",
        "when": dt.date(2026, 1, day),
        "why": "seen",
        "line": day,
    }
    return Decision(**{"kind": kind, "id": name, "value": value} | fields | changes)


def newsroom(*passages: dict[str, Any]) -> tuple[list[Incident], list[Report]]:
    """Reports r0, r1 … of one mention each."""
    return all_of([("Wire", DAY, [told]) for told in passages])


def groups(found: Reconciliation) -> set[frozenset[str]]:
    made: dict[str, set[str]] = {}
    for mention in found.mentions:
        made.setdefault(mention.incident_id, set()).add(mention.id)
    return {frozenset(group) for group in made.values()}


def apply(told: tuple[list[Incident], list[Report]], *decisions: Decision) -> Reconciliation:
    return reconciled(*told, decisions=decisions)


APART = PLAIN | {"place": PLACES[2], "count": 9, "by": "the police", "target": "bakery"}
ALIKE = PLAIN | {"by": "the police"}


def test_two_incidents_are_merged_and_every_claim_is_kept() -> None:
    told = newsroom(PLAIN, APART)
    assert len(groups(apply(told))) == 2
    found = apply(told, decided("merge", "r0-e1", "r1-e1"))
    assert groups(found) == {frozenset({"r0-e1", "r1-e1"})}
    (incident,) = found.incidents
    assert incident.killed == Tally(low=5, best=5, high=9)
    assert [verdict.outcome for verdict in found.verdicts] == [APPLIED]
    (link,) = [link for link in found.links if link.joined]
    assert link.reason == "decided by A. N. on 2026-01-01: seen"


def test_an_incident_is_split_and_figures_follow() -> None:
    told = newsroom(PLAIN, ALIKE | {"count": 6})
    assert len(groups(apply(told))) == 1
    found = apply(told, decided("split", "r0-e1", "r1-e1"))
    assert groups(found) == {frozenset({"r0-e1"}), frozenset({"r1-e1"})}
    assert sorted(i.killed.best or 0 for i in found.incidents) == [5, 6]
    assert not any(link.joined or link.doubtful for link in found.links)


def test_what_is_split_off_takes_along_what_is_nearer_to_it() -> None:
    told = newsroom(PLAIN, ALIKE | {"count": 8}, PLAIN | {"count": 8, "by": "the army"})
    assert len(groups(apply(told))) == 1
    links = {(link.mention, link.other): link.score or 0 for link in apply(told).links}
    found = apply(told, decided("split", "r0-e1", "r1-e1"))
    assert frozenset({"r0-e1"}) in groups(found), links
    assert frozenset({"r1-e1", "r2-e1"}) in groups(found)


def test_what_was_merged_by_hand_stays_where_it_was_put() -> None:
    told = newsroom(PLAIN, ALIKE | {"count": 8}, PLAIN | {"count": 8, "by": "the army"})
    found = apply(
        told, decided("merge", "r0-e1", "r2-e1"), decided("split", "r0-e1", "r1-e1", day=2)
    )
    assert groups(found) == {frozenset({"r0-e1", "r2-e1"}), frozenset({"r1-e1"})}


def test_of_two_decisions_the_later_one_holds() -> None:
    told = newsroom(PLAIN, APART)
    found = apply(
        told,
        decided("split", "r0-e1", "r1-e1", day=2),
        decided("merge", "r0-e1", "r1-e1", day=1),
        decided("killed", "r0-e1", "7", day=3),
        decided("killed", "r0-e1", "8", day=4),
    )
    outcomes = {(v.decision.kind, v.decision.value): v.outcome for v in found.verdicts}
    assert outcomes == {
        ("merge", "r1-e1"): REPLACED,
        ("split", "r1-e1"): CONFIRMED,
        ("killed", "7"): REPLACED,
        ("killed", "8"): APPLIED,
    }
    assert {i.id: i.killed for i in found.incidents}["r0-e1"] == Tally(low=8, best=8, high=8)


def test_days_figures_and_places_are_fixed_with_who_and_why() -> None:
    place = make_place("Saraqib", admin1="Idlib", lon=36.8, lat=35.86)
    found = apply(
        newsroom(PLAIN),
        decided("date", "r0-e1", "2015-10-01 to 2015-10-02"),
        decided("killed", "r0-e1", "4/6/?"),
        decided("wounded", "r0-e1", "unknown"),
        decided("place", "r0-e1", "Saraqib", place=place, precision=2),
    )
    (incident,) = found.incidents
    assert incident.date is not None
    assert (incident.date.start, incident.date.last) == (
        DAY + dt.timedelta(days=1),
        DAY + dt.timedelta(days=2),
    )
    assert (incident.killed, incident.wounded) == (Tally(low=4, best=6), Tally())
    assert incident.places[0].place == place
    assert incident.precision == 2
    assert incident.date_reason == incident.places[0].reason
    assert incident.date_reason == "decided by A. N. on 2026-01-01: seen"
    assert len(incident.claims) == 1


def test_an_unknown_place_or_date_is_taken_off() -> None:
    found = apply(
        newsroom(PLAIN), decided("place", "r0-e1", "unknown"), decided("date", "r0-e1", "unknown")
    )
    (incident,) = found.incidents
    assert incident.date is None
    assert incident.precision is None
    assert [resolution.place for resolution in incident.places] == [None]


def test_a_rejected_claim_counts_for_nothing_and_is_kept() -> None:
    told = newsroom(PLAIN, ALIKE | {"count": 9})
    found = apply(told, decided("reject", "r1-c1"))
    (incident,) = found.incidents
    assert incident.killed == Tally(low=5, best=5, high=5)
    assert {claim.id: claim.stance for claim in incident.claims}["r1-c1"] is Stance.REJECTED
    assert groups(found) == groups(apply(told))
    assert apply(told).incidents[0].killed.high == 9


def test_a_total_holds_its_parts_where_people_put_them() -> None:
    total = PLAIN | {"total": True, "count": 30, "place": PLACES[3]}
    told = newsroom(PLAIN, total)
    (whole,) = [i for i in apply(told).incidents if i.scope is Scope.TOTAL]
    assert whole.parts == ("r0-e1",)
    place = make_place("Saraqib", admin1="Idlib", lon=36.8, lat=35.86)
    moved = apply(told, decided("place", "r0-e1", "Saraqib", place=place, precision=1))
    (whole,) = [i for i in moved.incidents if i.scope is Scope.TOTAL]
    assert whole.parts == ()


@pytest.mark.parametrize(
    ("decision", "words"),
    [
        (decided("killed", "r9-e1", "4"), "no mention is 'r9-e1'"),
        (decided("reject", "r9-c1"), "no claim is 'r9-c1'"),
        (decided("merge", "r0-e1", "r9-e1"), "no mention is 'r9-e1'"),
        (decided("merge", "r0-e1", "r0-e1"), "named twice"),
        (decided("merge", "r0-e1", "r1-t1"), "a total and an event"),
        (decided("place", "r0-e1", "Nowhere", problem="'Nowhere' is not found"), "not found"),
        (decided("killed", "r0-e1", "4", about="Other words"), "not those decided about"),
        (decided("right", "r0-e1", "killed 4/4/4"), "was 4/4/4 when it was looked at, and is 5"),
    ],
)
def test_a_decision_that_does_not_fit_is_told_and_changes_nothing(
    decision: Decision, words: str
) -> None:
    told = newsroom(PLAIN, PLAIN | {"total": True, "count": 30, "place": PLACES[3]})
    found = apply(told, decision)
    (verdict,) = found.verdicts
    assert verdict.outcome == UNFIT
    assert words in verdict.reason
    assert replace(found, verdicts=(), decisions=()) == apply(told)


def test_the_words_that_a_decision_is_about_hold_it_to_them() -> None:
    told = newsroom(PLAIN)
    about = " ".join(told[1][0].text.split()[:4])
    found = apply(told, decided("killed", "r0-e1", "7", about=about.upper()))
    assert [verdict.outcome for verdict in found.verdicts] == [APPLIED]


def test_what_was_found_right_is_so_until_it_changes() -> None:
    found = apply(newsroom(PLAIN), decided("right", "r0-e1", "killed 5/5/5"))
    assert [verdict.outcome for verdict in found.verdicts] == [CONFIRMED]


@settings(max_examples=40)
@given(newsrooms(), st.data())
def test_merged_is_one_and_split_is_two_whatever_the_rules_say(
    room: list[Any], data: st.DataObject
) -> None:
    told = all_of(room)
    events = sorted(i.id for i in told[0] if i.scope is not Scope.TOTAL)
    if len(events) < 2:
        return
    pair = st.permutations(events).map(lambda names: names[:2])
    made = [
        decided(data.draw(st.sampled_from(["merge", "split"])), *data.draw(pair), day=day)
        for day in range(1, data.draw(st.integers(min_value=1, max_value=4)) + 1)
    ]
    found = apply(told, *made)
    home = {mention.id: mention.incident_id for mention in found.mentions}
    assert set(home) == {incident.id for incident in told[0]}
    assert len(found.verdicts) == len(made)
    for verdict in found.verdicts:
        one = home[verdict.decision.id] == home[verdict.decision.value]
        if verdict.outcome in (APPLIED, CONFIRMED):
            assert one == (verdict.decision.kind == "merge")
    last = found.verdicts[-1]
    assert last.outcome in (APPLIED, CONFIRMED, UNFIT)
    claims = [claim.id for incident in found.incidents for claim in incident.claims]
    assert sorted(claims) == sorted(c.id for i in told[0] for c in i.claims)


@settings(max_examples=40)
@given(newsrooms())
def test_a_split_that_is_merged_again_is_as_it_was(room: list[Any]) -> None:
    told = all_of(room)
    plain = reconciled(*told)
    homes: dict[str, list[str]] = {}
    for mention in plain.mentions:
        homes.setdefault(mention.incident_id, []).append(mention.id)
    group = next((sorted(g) for g in homes.values() if len(g) == 2), None)
    if group is None:
        return
    found = apply(told, decided("split", *group), decided("merge", *group, day=2))
    assert figures(found.incidents) == figures(plain.incidents)


def test_decisions_survive_more_reports() -> None:
    incidents, reports = newsroom(PLAIN, ALIKE | {"count": 6})
    decision = decided("split", "r0-e1", "r1-e1")
    told, (late,) = dispatch("z9", "Post", DAY + dt.timedelta(days=1), [ALIKE | {"count": 6}])
    found = apply(([*incidents, *told], [*reports, late]), decision)
    home = {mention.id: mention.incident_id for mention in found.mentions}
    assert home["r0-e1"] != home["r1-e1"]
    assert [verdict.outcome for verdict in found.verdicts] == [APPLIED]
