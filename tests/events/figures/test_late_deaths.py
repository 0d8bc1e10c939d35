"""The wounded who die later come on top of what other reports have counted."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from geomap.events.figures.late_deaths import late_sum, with_late_deaths
from geomap.events.figures.supersession import superseded
from geomap.events.figures.tally import tally, voice_of
from geomap.model import Claim, Count
from geomap.vocabulary import Qualifier, Quantity, Scope
from tests.builders import make_claim, make_claimant, make_span

DAYS = {f"r{n}": dt.date(2024, 5, 13) + dt.timedelta(days=n) for n in range(1, 5)}


def told(number: int, report: str, by: str, *, adds: bool = False, at: int = 0) -> Claim:
    claim = make_claim(
        number,
        id=f"{report}-{by}-{number}",
        count=Count(
            low=number, best=number, high=number, qualifier=Qualifier.EXACT, wording=str(number)
        ),
        span=make_span(at, at + 9, report_id=report),
        sentence=make_span(at, at + 40, report_id=report),
        claimant=make_claimant(by, kind="government"),
    )
    return replace(claim, adds=adds)


def killed(*claims: Claim, late: bool = True) -> tuple[int | None, int | None, int | None]:
    marked = with_late_deaths(superseded(claims, DAYS, voice_of), DAYS, lambda claim: late)
    found = tally(marked, Quantity.KILLED)
    return found.low, found.best, found.high


FIRST = told(4, "r1", "the governor")
DIED = told(1, "r3", "the hospital", adds=True)


def test_a_late_death_is_one_more_whoever_counted_before() -> None:
    assert killed(FIRST, DIED) == (5, 5, 5)
    assert killed(FIRST, told(6, "r1", "a monitor"), DIED) == (5, 5, 7)


def test_two_who_tell_of_one_late_death_count_it_once() -> None:
    assert killed(FIRST, DIED, told(1, "r4", "his family", adds=True)) == (5, 5, 5)


def test_a_later_count_holds_the_late_death() -> None:
    again = told(5, "r4", "a monitor")
    marked = with_late_deaths([FIRST, DIED, again], DAYS, lambda claim: True)
    assert [claim.scope for claim in marked] == [Scope.EVENT, Scope.PART, Scope.EVENT]


def test_other_words_leave_a_claim_what_it_was() -> None:
    assert with_late_deaths([FIRST, DIED], DAYS, lambda claim: False) == (FIRST, DIED)
    alone = (DIED,)
    assert with_late_deaths(alone, DAYS, lambda claim: True) == alone


def test_nobody_late_is_nothing() -> None:
    assert late_sum([], voice_of).best == 0


@pytest.mark.parametrize(("before", "low"), [(11, 13), (9, 9)])
def test_a_toll_that_has_grown_says_what_it_was(before: int, low: int) -> None:
    first = told(before, "r1", "the prefect")
    toll = told(13, "r3", "the surgeon")
    late = replace(told(2, "r3", "the surgeon", adds=True), scope=Scope.PART, part_of=toll.id)
    assert killed(first, late, toll) == (low, 13 if low == 13 else killed(first, toll)[1], 13)
