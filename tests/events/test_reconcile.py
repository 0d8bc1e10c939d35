"""Many reports, one happening once: no claim lost, no order, no averaging, no adding twice."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.events.book.frame import Casebook
from geomap.events.figures.tally import tally
from geomap.events.reconcile import reconcile
from geomap.model import Claim, Count, Incident, Place, Resolution, Statement
from geomap.vocabulary import Qualifier, Quantity, Scope, Stance
from tests.builders import (
    make_claim,
    make_claimant,
    make_incident,
    make_place,
    make_province,
    make_range,
    make_reading,
    make_report,
    make_resolution,
    make_span,
    make_statement,
    make_toponym,
    span_of,
)

DAY = dt.date(2015, 9, 30)
TALBISEH = make_place("Talbiseh")
LATAMINAH = make_place("Lataminah", admin1="Hama", lon=36.62, lat=35.32)
BESIDE = make_place("Ghantu", lon=36.80, lat=34.84)
HOMS = make_province("Homs", 36.4, 34.4)
HAMA = make_province("Hama", 35.6, 35.0)


def at(place: Place) -> Resolution:
    toponym = make_toponym(place.name, span=span_of("Talbiseh"))
    return make_resolution(place.name, place=place, toponym=toponym)


def total_claim(number: int, report_id: str) -> Claim:
    return told(number, f"rebels of {report_id}", report_id, scope=Scope.TOTAL, n=9)


def told(
    number: int | None, by: str, report_id: str, *, scope: Scope = Scope.EVENT, n: int = 1
) -> Claim:
    count = Count(
        low=number,
        best=number,
        high=None if scope is Scope.TOTAL else number,
        qualifier=Qualifier.VAGUE if number is None else Qualifier.EXACT,
        wording=str(number),
    )
    return make_claim(
        number,
        id=f"{report_id}-c{n}",
        span=make_span(n * 50, n * 50 + 9, report_id=report_id),
        sentence=make_span(n * 50, n * 50 + 40, report_id=report_id),
        claimant=make_claimant(by),
        count=count,
        stance=Stance.ASSERTED,
        scope=scope,
    )


def event(
    report_id: str,
    *claims: Claim,
    places: tuple[Place, ...] = (TALBISEH,),
    n: int = 1,
    **changes: Any,
) -> Incident:
    killed = tally(claims, Quantity.KILLED)
    fields: dict[str, Any] = {
        "report_ids": (report_id,),
        "span": make_span(0, 40, report_id=report_id),
        "claims": claims,
        "killed": killed,
        "places": [at(place) for place in places],
    }
    return make_incident(f"{report_id}-e{n}", **fields | changes)


def total(report_id: str, number: int, *places: Place, **changes: Any) -> Incident:
    claims = (total_claim(number, report_id),)
    fields: dict[str, Any] = {"scope": Scope.TOTAL, "precision": 4}
    made = event(report_id, *claims, places=places, n=9, **fields | changes)
    return replace(made, id=f"{report_id}-t1")


def test_two_agencies_on_one_strike_are_one_incident_with_both_claims() -> None:
    one = event("r1", told(20, "a resident", "r1"))
    other = event("r2", told(22, "the media centre", "r2"))
    [joined] = reconcile([one, other])
    assert joined.report_ids == ("r1", "r2")
    assert {claim.id for claim in joined.claims} == {"r1-c1", "r2-c1"}
    assert (joined.killed.low, joined.killed.best, joined.killed.high) == (20, 20, 22)
    assert joined.disputed == ("killed",)


def test_two_figures_are_never_averaged_or_added() -> None:
    claims = [told(n, f"agency {n}", f"r{n}") for n in (10, 20, 60)]
    [joined] = reconcile([event(claim.span.report_id, claim) for claim in claims])
    assert (joined.killed.low, joined.killed.best, joined.killed.high) == (10, 10, 60)


def test_two_villages_on_one_day_stay_apart() -> None:
    found = reconcile(
        [
            event("r1", told(20, "a resident", "r1")),
            event("r2", told(20, "a resident", "r2"), places=(LATAMINAH,)),
        ]
    )
    assert len(found) == 2
    assert [len(incident.claims) for incident in found] == [1, 1]


def test_two_villages_some_kilometres_apart_are_two_places() -> None:
    found = reconcile([event("r1"), event("r2", places=(BESIDE,))])
    assert len(found) == 2


def test_one_town_in_two_gazetteers_is_one_place() -> None:
    again = replace(TALBISEH, gazetteer="another", id="77", lon=36.735)
    assert len(reconcile([event("r1"), event("r2", places=(again,))])) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"date": make_range(DAY + dt.timedelta(days=1))},
        {"date": make_range(DAY - dt.timedelta(days=7))},
        {"date": None},
        {"date": make_range(dt.date(2015, 9, 1), days=30, precision=4)},
        {"event_type": "Armed clash"},
        {"event_type": "Arrests"},
        {"places": ()},
        {"scope": Scope.TOTAL},
    ],
    ids=lambda changes: str(next(iter(changes.items())))[:40],
)
def test_what_differs_in_day_kind_or_place_stays_apart(changes: dict[str, Any]) -> None:
    one, other = event("r1"), event("r2", **changes)
    assert len(reconcile([one, other])) == 2


def test_a_place_that_no_gazetteer_knows_is_one_by_its_name() -> None:
    def unknown(report_id: str, name: str) -> Incident:
        toponym = make_toponym(name, span=span_of("Talbiseh"))
        place = make_resolution(name, place=None, toponym=toponym)
        return replace(event(report_id), places=(place,))

    assert len(reconcile([unknown("r1", "Tall Example"), unknown("r2", "Tall Example")])) == 1
    assert len(reconcile([unknown("r1", "Tall Example"), unknown("r2", "Kafr Other")])) == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"date": make_range(DAY - dt.timedelta(days=1), days=2, precision=2)},
        {"event_type": "Attack"},
        {"event_type": "Shelling/artillery/missile attack"},
    ],
    ids=["overnight", "attack", "shelling"],
)
def test_what_only_says_less_is_the_same(changes: dict[str, Any]) -> None:
    [joined] = reconcile([event("r1"), event("r2", **changes)])
    assert joined.date == make_range(DAY)


def test_the_kind_that_says_more_names_the_incident() -> None:
    [joined] = reconcile([event("r1", event_type="Attack"), event("r2")])
    assert joined.event_type == "Air/drone strike"


def test_a_report_that_fits_two_others_does_not_make_them_one() -> None:
    overnight = make_range(DAY, days=2, precision=2)
    next_day = make_range(DAY + dt.timedelta(days=1))
    found = reconcile([event("r1"), event("r2", date=overnight), event("r3", date=next_day)])
    assert len(found) == 2
    assert not any({"r1", "r3"} <= set(incident.report_ids) for incident in found)


def test_two_events_of_one_report_are_never_joined() -> None:
    assert len(reconcile([event("r1"), event("r1", n=2)])) == 2


def test_a_province_alone_is_not_enough_to_call_it_one_event() -> None:
    assert len(reconcile([event("r1", places=(HOMS,)), event("r2", places=(HOMS,))])) == 2


def test_totals_over_the_same_provinces_are_one_total_in_any_order_of_names() -> None:
    [joined] = reconcile([total("r1", 24, HOMS, HAMA), total("r2", 30, HAMA, HOMS)])
    assert joined.scope is Scope.TOTAL
    assert joined.report_ids == ("r1", "r2")
    assert joined.killed.low == 24
    assert len(joined.claims) == 2


def test_totals_over_other_provinces_stay_apart() -> None:
    assert len(reconcile([total("r1", 24, HOMS, HAMA), total("r2", 30, HOMS)])) == 2


def test_a_total_holds_the_events_in_its_area_whoever_tells_of_them() -> None:
    found = reconcile(
        [
            total("r1", 24, HOMS, HAMA),
            event("r2", told(22, "the centre", "r2")),
            event("r3", places=(LATAMINAH,)),
            event("r4", date=make_range(DAY - dt.timedelta(days=3))),
            event("r5", places=(make_place("Aleppo", admin1="Aleppo", lon=37.16, lat=36.2),)),
        ]
    )
    [whole] = [incident for incident in found if incident.scope is Scope.TOTAL]
    assert set(whole.parts) == {"r2-e1", "r3-e1"}
    assert whole.killed.low == 24


def test_a_joined_incident_is_part_of_a_total_under_its_own_id() -> None:
    found = reconcile(
        [
            total("r3", 24, HOMS, HAMA, parts=("r2-e1",)),
            event("r1", told(20, "a resident", "r1")),
            event("r2", told(22, "the centre", "r2")),
        ]
    )
    [whole] = [incident for incident in found if incident.scope is Scope.TOTAL]
    assert set(whole.parts) <= {incident.id for incident in found}
    assert len(whole.parts) == 1


def test_a_total_without_an_area_holds_its_own_report_s_events_only() -> None:
    found = reconcile(
        [replace(total("r1", 24, HOMS), places=()), event("r1"), event("r2", places=(LATAMINAH,))]
    )
    [whole] = [incident for incident in found if incident.scope is Scope.TOTAL]
    own = {incident.id for incident in found if "r1" in incident.report_ids} - {whole.id}
    assert len(own) == 1
    assert set(whole.parts) == own


PLACES = st.sampled_from([TALBISEH, LATAMINAH, BESIDE, HOMS, HAMA])


@st.composite
def many(draw: st.DrawFn) -> list[Incident]:
    found: list[Incident] = []
    for report in range(draw(st.integers(min_value=1, max_value=4))):
        report_id = f"r{report}"
        for n in range(1, draw(st.integers(min_value=1, max_value=3)) + 1):
            number = draw(st.one_of(st.none(), st.integers(min_value=0, max_value=40)))
            by = draw(st.sampled_from(["a resident", "the army", "doctors"]))
            day = DAY + dt.timedelta(days=draw(st.integers(min_value=0, max_value=1)))
            statement = make_statement(id=f"{report_id}-s{n}", span=make_span(report_id=report_id))
            if draw(st.integers(min_value=0, max_value=3)) == 0:
                areas = draw(st.lists(st.sampled_from([HOMS, HAMA]), max_size=2, unique=True))
                whole = total(report_id, number or 0, *areas, date=make_range(day))
                claims = tuple(replace(c, id=f"{report_id}-c{n}") for c in whole.claims)
                found.append(replace(whole, id=f"{report_id}-t{n}", claims=claims))
                continue
            found.append(
                event(
                    report_id,
                    told(number, by, report_id, n=n),
                    places=(draw(PLACES),),
                    n=n,
                    date=draw(st.sampled_from([make_range(day), None])),
                    event_type=draw(st.sampled_from(["Air/drone strike", "Attack"])),
                    statements=(statement,),
                )
            )
    return found


@given(many(), st.randoms(use_true_random=False))
def test_the_order_of_the_reports_does_not_matter(
    incidents: list[Incident], shuffler: random.Random
) -> None:
    shuffled = list(incidents)
    shuffler.shuffle(shuffled)
    assert reconcile(shuffled) == reconcile(incidents)


@given(many())
def test_no_claim_and_no_statement_is_lost_or_doubled(incidents: list[Incident]) -> None:
    found = reconcile(incidents)

    def claims(of: tuple[Incident, ...] | list[Incident]) -> list[Claim]:
        return sorted((c for i in of for c in i.claims), key=lambda claim: claim.id)

    def statements(of: tuple[Incident, ...] | list[Incident]) -> list[Statement]:
        return sorted((s for i in of for s in i.statements), key=lambda s: s.id)

    assert claims(found) == claims(incidents)
    assert statements(found) == statements(incidents)


@given(many())
def test_parts_are_events_of_the_result_and_lie_in_one_day_with_their_total(
    incidents: list[Incident],
) -> None:
    found = reconcile(incidents)
    events = {incident.id: incident for incident in found if incident.scope is Scope.EVENT}
    for incident in found:
        assert set(incident.parts) <= set(events)
        if incident.scope is not Scope.TOTAL:
            assert incident.parts == ()
        for part in incident.parts:
            day = events[part].date
            assert day is None or incident.date is None or day == incident.date


@given(many())
def test_the_page_s_total_never_adds_a_part_to_its_total(incidents: list[Incident]) -> None:
    found = reconcile(incidents)
    reports = sorted({report for incident in found for report in incident.report_ids})
    book = Casebook.from_records(
        readings=[
            make_reading(
                make_report(id=report_id),
                claims=tuple(
                    claim
                    for incident in found
                    for claim in incident.claims
                    if claim.span.report_id == report_id
                ),
            )
            for report_id in reports
        ],
        resolutions={},
        incidents=found,
    )
    held = {part for i in found if i.killed.low is not None for part in i.parts}
    alone = [i.killed.low for i in found if i.id not in held and i.killed.low is not None]
    assert book.killed.low == (sum(alone) if alone else None)
    assert book.killed.unknown == sum(i.killed.low is None for i in found)
