"""How an incident stands: its sources, the independent ones among them, and its grading."""

from __future__ import annotations

from typing import Any

import pytest

from geomap.events.figures.authorities import load_authorities
from geomap.events.figures.standing import Standing, Witnesses, standing_of
from geomap.model import Claim
from geomap.vocabulary import ClaimantKind, Grading, Scope, Stance, Victims
from tests.builders import make_claim, make_claimant, make_report, make_span, make_statement

GROUP = make_claimant("the Taliban", kind=ClaimantKind.ARMED_GROUP)
ARMY = make_claimant("the army", kind=ClaimantKind.MILITARY)


def said(
    by: str, kind: ClaimantKind = ClaimantKind.OTHER, *, report: str = "r1", **changes: Any
) -> Claim:
    """Five killed, as somebody says in a report."""
    fields: dict[str, Any] = {
        "id": f"{report}-{by}",
        "claimant": make_claimant(by, kind=kind),
        "span": make_span(report_id=report),
        "sentence": make_span(report_id=report),
        "stance": Stance.ASSERTED,
    }
    return make_claim(5, **fields | changes)


def own(report: str = "r1", **changes: Any) -> Claim:
    return said("the report", ClaimantKind.REPORT, report=report, **changes)


def stands(*claims: Claim, statements: tuple[Any, ...] = (), **changes: Any) -> Standing:
    reports = {claim.span.report_id for claim in claims}
    return standing_of(claims, statements, reports, **changes)


def counts(*claims: Claim, **changes: Any) -> tuple[int, int]:
    found = stands(*claims, **changes)
    return found.n_sources, found.n_independent


def test_a_report_that_quotes_nobody_is_a_source_itself() -> None:
    assert counts(own()) == (1, 1)


def test_a_report_that_quotes_somebody_is_no_source_besides() -> None:
    assert counts(own(), said("the police")) == (1, 1)


def test_a_monitor_and_a_hospital_are_two() -> None:
    found = stands(said("the observatory"), said("a hospital", ClaimantKind.HOSPITAL))
    assert (found.n_independent, found.grading) == (2, Grading.FAIR)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (said("the governor", ClaimantKind.GOVERNMENT), said("police", ClaimantKind.POLICE)),
        (
            said("Russia's defence ministry", ClaimantKind.MILITARY),
            said("the Russian foreign ministry", ClaimantKind.GOVERNMENT, report="r2"),
        ),
    ],
)
def test_the_offices_of_one_state_are_two_sources_of_one_side(one: Claim, other: Claim) -> None:
    assert counts(one, other) == (2, 1)
    assert stands(one, other).grading is Grading.WEAK


def test_the_officials_of_a_country_speak_with_its_known_ministries() -> None:
    ministry = said("Syria's defence ministry", ClaimantKind.MILITARY)
    governor = said("the governor", ClaimantKind.GOVERNMENT)
    assert counts(ministry, governor, country="SY") == (2, 1)
    assert counts(ministry, governor, country="UA") == (2, 2)


def test_residents_of_two_reports_are_two() -> None:
    here, there = (said("a resident", ClaimantKind.WITNESS, report=r) for r in ("r1", "r2"))
    assert counts(here, there) == (2, 2)


def test_copies_of_one_dispatch_are_sources_but_not_independent() -> None:
    witnesses = Witnesses(
        reports={r: make_report("Shells fell.", id=r, source=r) for r in ("r1", "r2")},
        origin=lambda report_id: "r1",
        authorities=load_authorities(),
    )
    assert counts(own(), own("r2"), witnesses=witnesses) == (2, 1)
    assert counts(own(), said("the police", report="r2"), witnesses=witnesses) == (2, 1)
    assert stands(own(), own("r2"), witnesses=witnesses).grading is Grading.WEAK


def test_history_and_denials_are_no_sources_of_the_event() -> None:
    history = said("the UN", ClaimantKind.UN_BODY, scope=Scope.BACKGROUND)
    denial = said("the army", ClaimantKind.MILITARY, stance=Stance.DENIED)
    assert counts(said("the observatory"), history, denial) == (1, 1)


def test_a_party_that_owns_it_confirms_it_and_one_that_denies_it_contests_it() -> None:
    owned = make_statement(id="s2", claimant=GROUP, stance=Stance.CONFIRMED, topic="responsibility")
    denied = make_statement(claimant=ARMY, topic="responsibility")
    assert stands(own(), statements=(owned,)).grading is Grading.CONFIRMED
    assert stands(own(), statements=(owned, denied)).grading is Grading.CONTESTED


def test_a_witness_cannot_own_an_attack() -> None:
    seen = make_statement(claimant=make_claimant(), stance=Stance.CONFIRMED, topic="responsibility")
    assert stands(own(), statements=(seen,)).grading is Grading.WEAK


def test_a_number_that_is_denied_and_a_doubt_contest_nothing() -> None:
    doubt = make_statement(topic="doubt")
    assert stands(own(), own(stance=Stance.DENIED), statements=(doubt,)).grading is Grading.WEAK


def test_where_those_killed_were_soldiers_harm_to_civilians_is_discounted() -> None:
    soldiers = said("the army", ClaimantKind.MILITARY, victims=Victims.SOLDIERS)
    assert stands(soldiers).grading is Grading.DISCOUNTED
    assert stands(soldiers, own(victims=Victims.CIVILIANS)).grading is not Grading.DISCOUNTED
    assert stands(soldiers, own()).grading is not Grading.DISCOUNTED


def test_a_party_s_word_that_it_killed_militants_alone_discounts_nothing() -> None:
    militants = said("the army", ClaimantKind.MILITARY, victims=Victims.MILITANTS)
    assert stands(militants).grading is Grading.WEAK
    monitor = said("the observatory", victims=Victims.MILITANTS)
    assert stands(militants, monitor).grading is Grading.DISCOUNTED
