"""Who names a victim does not count them; what a report makes of its sources stands first."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import pytest

from geomap.events.figures.counting import names_people, openings, without_namings
from geomap.events.figures.policies import POLICIES
from geomap.events.figures.tally import tally
from geomap.model import Claim, Count, Tally
from geomap.vocabulary import ClaimantKind, Qualifier, Quantity, Scope, Stance
from tests.builders import make_claim, make_claimant, make_span


def told(
    number: int,
    wording: str,
    by: str = "a cousin",
    *,
    kind: ClaimantKind = ClaimantKind.OTHER,
    at: int = 0,
    report: str = "r1",
    **changes: Any,
) -> Claim:
    """One figure in its words, in the sentence at an offset of a report."""
    qualifier = Qualifier.AT_LEAST if wording.startswith("at least") else Qualifier.EXACT
    high = None if qualifier is Qualifier.AT_LEAST else number
    fields: dict[str, Any] = {
        "id": f"{report}-{by}-{at}-{wording}",
        "count": Count(low=number, best=number, high=high, qualifier=qualifier, wording=wording),
        "claimant": make_claimant(by, kind=kind),
        "span": make_span(at, at + 5, report_id=report),
        "sentence": make_span(at, at + 40, report_id=report),
    }
    return make_claim(number, **fields | changes)


def own(number: int, wording: str, **changes: Any) -> Claim:
    return told(number, wording, "the report", kind=ClaimantKind.REPORT, **changes)


def killed(*claims: Claim, policy: str = "geomap") -> Tally:
    return tally(claims, Quantity.KILLED, policy=POLICIES[policy])


@pytest.mark.parametrize(
    ("number", "wording", "names"),
    [
        (6, "six", False),
        (6, "a family of six", False),
        (12, "a dozen", False),
        (22, "22 people", False),
        (1, "his uncle", True),
        (1, "Nayef Khaled", True),
        (1, "a young man", True),
        (5, "four of his children were killed as well as her husband", True),
    ],
)
def test_a_wording_without_a_number_names_people(number: int, wording: str, names: bool) -> None:
    assert names_people(told(number, wording)) is names


def test_a_relative_who_mourns_one_of_the_dead_does_not_count_one() -> None:
    found = killed(own(6, "six"), told(1, "his uncle", at=50))
    assert (found.low, found.high) == (6, 6)


def test_who_names_more_people_than_anybody_counts_is_heard() -> None:
    assert killed(own(1, "one"), told(2, "her son and her daughter", at=50)).high == 2


def test_a_named_victim_is_the_figure_where_nobody_counts() -> None:
    assert killed(told(1, "his uncle")) == Tally(low=1, best=1, high=1)


def test_another_report_that_tells_of_a_man_may_know_of_one_only() -> None:
    count = own(3, "three")
    assert killed(count, told(1, "a man", report="r2")).low == 1
    assert killed(count, told(1, "his uncle", report="r2")).low == 3


def test_a_body_that_is_found_adds_nobody_to_the_dead() -> None:
    found = killed(own(1, "one"), own(1, "the recovery"), own(1, "a dead body"))
    assert found == Tally(low=1, best=1, high=1)


def test_another_man_is_one_more() -> None:
    assert killed(own(3, "three"), own(1, "another man", at=50)).high == 4


def test_up_to_four_with_a_couple_among_them_are_two_at_least() -> None:
    whole = make_claim(
        4,
        id="whole",
        count=Count(low=None, best=4, high=4, qualifier=Qualifier.UP_TO, wording="up to four"),
    )
    part = told(2, "two", scope=Scope.PART, part_of="whole")
    assert killed(whole, part).low == 2


def test_airwars_leaves_out_counts_that_an_assessment_found_too_low() -> None:
    claims = (own(5, "at least five"), told(1, "one", at=50), told(6, "six", "a centre", at=90))
    assert killed(*claims).low == 1
    assert killed(*claims, policy="airwars") == Tally(low=5, best=5, high=6)


def test_what_a_report_opens_with_stands_beside_its_later_count() -> None:
    claims = (own(13, "at least 13"), own(22, "22", at=50))
    assert killed(*claims, policy="airwars") == Tally(low=13, best=13, high=22)


def test_a_report_that_opens_with_another_s_count_has_weighed_nothing() -> None:
    police = told(9, "nine", "the police")
    assert openings([police, own(5, "five", at=50)]) == frozenset()
    assert openings([own(5, "five", at=50)]) == {own(5, "five", at=50).id}


def test_an_assessment_that_opens_with_a_range_has_weighed_every_count() -> None:
    opened = make_claim(
        13,
        id="opened",
        count=Count(
            low=13, best=None, high=16, qualifier=Qualifier.RANGE, wording="between 13 and 16"
        ),
        claimant=make_claimant("the report", kind=ClaimantKind.REPORT),
    )
    later = told(19, "19", "a council", at=90)
    assert killed(opened, later, policy="airwars") == Tally(low=13, best=13, high=16)
    assert killed(opened, later).high == 19


def test_an_assessment_may_open_with_its_dead_one_by_one() -> None:
    opened, four = own(3, "a man and his two sons"), told(4, "four", "a second source", at=90)
    assert killed(opened, four, policy="airwars") == Tally(low=3, best=3, high=4)
    one = own(1, "a farmer")
    assert killed(one, four, policy="airwars").low == 4


def test_who_opens_with_a_mother_and_her_children_counts_them() -> None:
    opened = told(5, "a mother and her four children", "a neighbour")
    fifty = told(50, "50", "a council", at=90)
    assert (killed(opened, fifty).low, killed(opened, fifty).high) == (5, 50)
    assert killed(replace(opened, sentence=fifty.sentence), fifty).low == 50


def test_an_assessment_knew_of_the_risen_toll_when_it_opened() -> None:
    opened = own(13, "at least 13", stance=Stance.SUPERSEDED)
    risen = replace(own(22, "22", at=50), supersedes=opened.id)
    assert killed(opened, risen, policy="airwars") == Tally(low=13, best=13, high=22)
    assert killed(opened, risen).low == 22


def test_and_several_relatives_leave_a_list_open() -> None:
    several = make_claim(
        None,
        id="several",
        count=Count(low=None, best=None, high=None, qualifier=Qualifier.VAGUE, wording="several"),
    )
    opened = told(4, "a reporter, her parents and her son", "a neighbour")
    several = replace(several, sentence=opened.sentence)
    assert killed(opened, several, told(12, "12", "a council", at=90)).low == 12


def test_an_assessment_s_own_dozens_hold_against_whom_others_name() -> None:
    dozens = make_claim(
        None,
        id="dozens",
        count=Count(low=None, best=None, high=None, qualifier=Qualifier.VAGUE, wording="dozens of"),
        claimant=make_claimant("the report", kind=ClaimantKind.REPORT),
    )
    cousin = told(1, "his cousin", at=50)
    assert killed(dozens, cousin, policy="airwars") == Tally(low=12, best=12, high=24)
    forty = told(40, "40", "a council", at=50)
    assert killed(dozens, forty, policy="airwars") == Tally(low=40, best=40, high=40)


def test_two_plurals_of_one_sentence_are_not_added_up() -> None:
    counts = [
        make_claim(
            None,
            id=wording,
            count=Count(low=None, best=None, high=None, qualifier=Qualifier.VAGUE, wording=wording),
        )
        for wording in ("several", "others")
    ]
    assert killed(*counts, policy="airwars") == Tally(low=2, best=2, high=2)


def test_children_among_up_to_four_close_no_count_where_somebody_gives_a_lowest() -> None:
    whole = make_claim(
        4,
        id="whole",
        count=Count(low=None, best=4, high=4, qualifier=Qualifier.UP_TO, wording="up to four"),
    )
    part = told(1, "one", scope=Scope.PART, part_of="whole")
    assert killed(whole, part, told(3, "three", "a council")).low == 3


def test_thousands_of_counts_are_sorted_out_in_no_time():
    claims = [told(n, str(n), by=f"source {n}", at=n) for n in range(1, 4_001)]
    start = time.process_time()
    assert without_namings(claims, lambda claim: claim.claimant.name) == claims
    # Each held against all would take half a minute.
    assert time.process_time() - start < 3
