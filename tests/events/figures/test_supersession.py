"""Counts brought up to date: by the same voice, later, and of the same people only."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from geomap.events.figures.supersession import superseded
from geomap.events.figures.tally import tally, voice_of
from geomap.model import Claim, Count
from geomap.vocabulary import ClaimantKind, Qualifier, Quantity, Scope, Stance, Victims
from tests.builders import make_claim, make_claimant, make_span

DAYS = {"r1": dt.date(2022, 4, 8), "r2": dt.date(2022, 4, 9), "r3": dt.date(2022, 4, 10)}


def said(number: int | None, report: str, by: str = "the governor", **changes: Any) -> Claim:
    qualifier = changes.pop("qualifier", Qualifier.EXACT)
    high = None if qualifier is not Qualifier.EXACT else number
    count = Count(low=number, best=number, high=high, qualifier=qualifier, wording=str(number))
    fields: dict[str, Any] = {
        "id": changes.pop("id", f"{report}-{by}-{number}"),
        "count": count,
        "span": make_span(0, 9, report_id=report),
        "sentence": make_span(0, 40, report_id=report),
        "claimant": make_claimant(by, kind="government"),
        "stance": Stance.ASSERTED,
    }
    return make_claim(number, **fields | changes)


def killed(*claims: Claim) -> tuple[int | None, int | None, int | None]:
    found = tally(superseded(claims, DAYS, voice_of), Quantity.KILLED)
    return found.low, found.best, found.high


def test_a_later_count_takes_the_place_of_the_earlier_up_or_down() -> None:
    assert killed(said(39, "r1"), said(52, "r2")) == (52, 52, 52)
    assert killed(said(52, "r1"), said(39, "r2")) == (39, 39, 39)
    assert killed(said(39, "r1"), said(50, "r2"), said(52, "r3")) == (52, 52, 52)


def test_the_replaced_count_is_kept_and_marked() -> None:
    old, new = superseded((said(39, "r1"), said(52, "r2")), DAYS, voice_of)
    assert (old.stance, old.count.best) == (Stance.SUPERSEDED, 39)
    assert (new.stance, new.supersedes) == (Stance.ASSERTED, old.id)


@pytest.mark.parametrize(
    "later",
    [
        said(52, "r2", by="the police"),
        said(52, "r1"),
        said(3, "r2", victims=Victims.CHILDREN),
        said(20, "r2", qualifier=Qualifier.MORE_THAN),
        said(5, "r2", scope=Scope.PART),
        said(900, "r2", scope=Scope.BACKGROUND),
        said(None, "r2", qualifier=Qualifier.VAGUE),
        said(52, "undated"),
    ],
    ids=["another", "same day", "some", "less exact", "part", "history", "vague", "undated"],
)
def test_what_is_no_later_count_of_the_same_voice_replaces_nothing(later: Claim) -> None:
    first, _ = superseded((said(39, "r1"), later), DAYS, voice_of)
    assert first.stance is Stance.ASSERTED


def test_the_old_number_beside_the_new_one_is_old_too() -> None:
    again = said(12, "r2", by="the report", id="again")
    assert killed(said(12, "r1"), again, said(2, "r2")) == (2, 2, 2)


def test_a_number_that_one_voice_tells_again_beside_another_still_stands() -> None:
    # "The morning bomb left 12 dead, and a mortar round killed two, the governor said."
    first, told, again = said(12, "r1"), said(2, "r2"), said(12, "r2", id="again")
    kept = superseded((first, told, again), DAYS, voice_of)
    assert {claim.stance for claim in kept} == {Stance.ASSERTED}


def test_on_one_day_the_report_that_calls_the_other_s_number_older_is_the_later() -> None:
    days = {"r1": DAYS["r1"], "r2": DAYS["r1"]}
    first, new = said(4, "r1"), said(7, "r2")
    old = said(4, "r2", id="old", stance=Stance.SUPERSEDED)

    def figure(*claims: Claim) -> tuple[int | None, int | None]:
        found = tally(superseded(claims, days, voice_of), Quantity.KILLED)
        return found.low, found.high

    assert figure(first, new, old) == (7, 7)
    assert superseded((first, new), days, voice_of)[0].stance is Stance.ASSERTED
    against = said(7, "r1", id="against", stance=Stance.SUPERSEDED)
    assert figure(first, against, new, old) == (7, 7)


def test_an_old_number_recalled_of_nobody_by_name_is_the_one_that_another_gave() -> None:
    recalled = said(9, "r2", by="the report", id="old", stance=Stance.SUPERSEDED)
    recalled = replace(recalled, claimant=make_claimant("the report", kind=ClaimantKind.REPORT))
    new = replace(said(3, "r2", by="he"), supersedes="old", victims=Victims.WOMEN)
    assert killed(said(9, "r1"), recalled, new) == (3, 3, 3)


def test_men_may_be_all_of_those_who_were_counted_before() -> None:
    assert killed(said(10, "r1"), said(2, "r2", victims=Victims.MEN)) == (2, 2, 2)


def test_a_number_that_a_later_report_itself_calls_older_gives_way_whoever_said_it() -> None:
    report: dict[str, Any] = {"claimant": make_claimant("the report", kind=ClaimantKind.REPORT)}
    old = said(11, "r2", id="r2-c2", stance=Stance.SUPERSEDED, **report)
    assert killed(said(11, "r1", by="a soldier"), said(9, "r2", **report), old) == (9, 9, 9)
    named = said(11, "r2", id="r2-c2", by="a member", stance=Stance.SUPERSEDED)
    assert killed(said(11, "r1", by="a soldier"), said(9, "r2", by="a member"), named)[0] == 9
    assert killed(said(11, "r1", by="a soldier"), said(9, "r2", by="a member"), named)[2] == 11
