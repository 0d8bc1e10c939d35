"""Occasions: what an event answers or follows, told in passing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geomap.model import Reading
from geomap.vocabulary import EventPlace, Scope, ToponymRole

Read = Callable[[str], Reading]


def _places(reading: Reading) -> list[str]:
    return [t.surface for t in reading.toponyms if t.role is ToponymRole.EVENT]


@pytest.mark.parametrize(
    "lead",
    [
        "In retaliation for an attack on Homs on 24 September",
        "In response to the killing of three soldiers in Homs on 24 September",
        "Avenging the murder of a priest in Homs on 24 September",
        "Four days after a raid on Homs on 24 September",
        "Following the battle of Homs on 24 September",
    ],
)
def test_place_and_day_are_not_those_of_what_the_event_answers(read: Read, lead: str) -> None:
    reading = read(f"{lead}, jets bombed Idlib on 28 September, killing four people.")
    assert _places(reading) == ["Idlib"]
    days = [m.span.of(reading.report.text) for m in reading.dates if m.role == "event"]
    assert days == ["28 September"]
    counted = [c.count.best for c in reading.claims if c.scope is Scope.EVENT]
    assert counted == [4]


@pytest.mark.parametrize(
    "text",
    [
        "After the air strike on Homs on 24 September, six people were dead.",
        "Two people died after a strike on Homs on 24 September.",
        "Following clashes in Homs on 24 September, nine bodies were found.",
    ],
)
def test_what_came_of_an_attack_is_not_another_event(read: Read, text: str) -> None:
    reading = read(text)
    assert _places(reading) == ["Homs"]
    assert [m.role for m in reading.dates] == ["event"]
    assert all(claim.scope is Scope.EVENT for claim in reading.claims)


def test_the_place_of_what_went_before_stands_in_where_no_other_is_told(read: Read) -> None:
    reading = read("In response to the attack on Homs, gunmen killed four people.")
    [place] = [t for t in reading.toponyms if t.role is ToponymRole.EVENT]
    assert (place.surface, place.told) == ("Homs", EventPlace.PASSING)


@pytest.mark.parametrize(
    "text",
    [
        "The attack followed a raid on Homs on 24 September.",
        "The strike came two days after a battle in Homs on 24 September.",
    ],
)
def test_an_attack_that_points_back_brings_no_place_or_day_of_what_came_before(
    read: Read, text: str
) -> None:
    reading = read(text)
    assert _places(reading) == []
    assert all(mention.role != "event" for mention in reading.dates)


def test_where_people_mourn_nobody_died(read: Read) -> None:
    reading = read(
        "Hundreds attended the funeral in Homs on Saturday of two men killed in Idlib on Thursday."
    )
    assert _places(reading) == ["Idlib"]
    days = [m.span.of(reading.report.text) for m in reading.dates if m.role == "event"]
    assert days == ["Thursday"]
    assert _places(read("A bomb killed nine people at a funeral in Homs.")) == ["Homs"]


def test_what_befell_the_same_people_before_is_no_event_of_its_own(read: Read) -> None:
    reading = read(
        "The bodies of four men were found in Homs on Friday. They had been abducted in Idlib on "
        "24 September."
    )
    assert _places(reading) == ["Homs"]
    days = [m.span.of(reading.report.text) for m in reading.dates if m.role == "event"]
    assert days == ["Friday"]


def test_a_stretch_that_something_is_counted_over_is_not_its_date(read: Read) -> None:
    reading = read("A reporter was shot dead in Homs on Monday, the third this month.")
    assert [m.role for m in reading.dates] == ["event", "speech"]


def test_they_who_came_after_dark_are_no_event_before(read: Read) -> None:
    reading = read("They came two hours after dark to Homs and killed five people.")
    assert _places(reading) == ["Homs"]
    before = read("It came after the arrest of a leader in Homs on 24 September.")
    assert _places(before) == []
