"""Counts that are some of a larger one: who died later, and children whom others count in."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from geomap.events.figures.parting import parted
from geomap.model import Claim, Count
from geomap.vocabulary import Qualifier, Scope, Stance, Victims
from tests.builders import make_claim, make_claimant, make_span

DAYS = {"r1": dt.date(2022, 4, 8), "r2": dt.date(2022, 4, 9)}


def said(number: int, report: str = "r1", at: int = 0, **changes: Any) -> Claim:
    count = Count(
        low=number, best=number, high=number, qualifier=Qualifier.EXACT, wording=str(number)
    )
    fields: dict[str, Any] = {
        "id": f"{report}-{number}-{at}",
        "count": count,
        "span": make_span(at, at + 5, report_id=report),
        "sentence": make_span(at, at + 40, report_id=report),
        "claimant": make_claimant("the judge"),
        "stance": Stance.ASSERTED,
    }
    return make_claim(number, **fields | changes)


def parts(*claims: Claim) -> list[tuple[int | None, str | None]]:
    made = parted(claims, DAYS)
    assert [claim.id for claim in made] == [claim.id for claim in claims]
    return [(c.count.best, c.part_of) for c in made if c.scope is Scope.PART]


def test_who_made_the_toll_rise_is_in_the_new_toll() -> None:
    seven, four = said(7), said(4, stance=Stance.SUPERSEDED)
    assert parts(seven, four, said(3, at=50)) == [(3, seven.id)]


def test_the_older_toll_may_stand_in_an_older_report() -> None:
    fourteen = said(14, "r2")
    assert parts(said(12), fourteen, said(2, "r2", at=50)) == [(2, fourteen.id)]


def test_who_is_told_of_before_the_older_toll_came_no_later() -> None:
    two = said(2, stance=Stance.SUPERSEDED, at=50)
    assert parts(said(4), two, said(6, at=90)) == []
    assert len(parts(two, said(4, at=70), said(6, at=90))) == 1


def test_who_is_named_is_no_older_toll() -> None:
    named = said(1, stance=Stance.SUPERSEDED)
    named = replace(named, count=replace(named.count, wording="his brother"))
    assert parts(said(47), named, said(46, at=50)) == []


def test_a_number_that_is_no_difference_stays() -> None:
    assert parts(said(7), said(4, stance=Stance.SUPERSEDED), said(2, at=50)) == []


def test_a_number_that_others_gave_before_is_no_difference() -> None:
    assert parts(said(3), said(6, "r2"), said(3, "r2", at=50)) == []


def test_children_whom_another_report_has_as_a_part_are_these() -> None:
    whole = said(63)
    some = said(6, victims=Victims.CHILDREN, scope=Scope.PART, part_of=whole.id)
    six = said(6, "r2", victims=Victims.CHILDREN)
    assert parts(whole, some, six) == [(6, whole.id), (6, whole.id)]


def test_who_counts_the_children_counts_not_all() -> None:
    whole = said(63)
    assert parts(whole, said(6, "r2", victims=Victims.CHILDREN)) == [(6, whole.id)]


def test_children_counted_beside_others_or_by_the_same_report_stay() -> None:
    women = said(2, "r2", victims=Victims.WOMEN)
    assert parts(said(63), women, said(4, "r2", victims=Victims.MEN)) == []
    assert parts(said(63), said(6, at=50, victims=Victims.CHILDREN)) == []


def test_children_are_no_part_of_the_militants() -> None:
    assert parts(said(20, victims=Victims.MILITANTS), said(6, "r2", victims=Victims.CHILDREN)) == []


def test_the_attacker_counted_here_is_one_more_than_the_victims_there() -> None:
    nine = said(9)
    bomber = said(1, victims=Victims.MILITANTS, scope=Scope.PART, part_of=nine.id)
    own = (said(8, "r2", victims=Victims.POLICE), said(1, "r2", at=50, victims=Victims.MILITANTS))
    assert parts(nine, bomber, *own) == [(1, nine.id)]
