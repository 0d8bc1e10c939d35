"""A unit's dead, of whom some died at a town in it: the rest keep no place."""

from __future__ import annotations

import datetime as dt

import pytest

from geomap.model import Incident
from geomap.stages import load_stages, read_report
from geomap.vocabulary import Scope
from tests.builders import make_report


def told(text: str) -> tuple[list[Incident], list[Incident]]:
    report = make_report(text, title=None, published=dt.date(2015, 10, 1))
    found = read_report(report, load_stages()).incidents
    events = [incident for incident in found if incident.scope is Scope.EVENT]
    return events, [incident for incident in found if incident.scope is Scope.TOTAL]


@pytest.mark.parametrize(
    "text",
    [
        "Raids killed 24 people in Homs province on Wednesday, 22 of them in Talbiseh.",
        "Raids killed 24 people in Homs province on Wednesday. Of them, 22 died in Talbiseh.",
        "Raids killed 24 people in Homs province on Wednesday. Twenty-two of the dead were killed "
        "in Talbiseh. Other bodies were found in the fields.",
    ],
)
def test_a_part_at_a_town_is_an_event_and_its_unit_s_count_the_sum(text: str) -> None:
    ([event], [total]) = told(text)
    assert (event.places[0].toponym.surface, event.killed.best) == ("Talbiseh", 22)
    assert (total.places[0].toponym.surface, total.killed.best) == ("Homs", 24)
    assert total.parts == (event.id,)


@pytest.mark.parametrize(
    "text",
    [
        "Raids killed 24 people in Talbiseh on Wednesday, five of them children.",
        "Raids killed 24 people in Homs province on Wednesday. Two of them died in a hospital in "
        "Talbiseh.",
        "Raids killed 24 people in Talbiseh on Wednesday, 22 of them at a market in Talbiseh.",
    ],
)
def test_parts_without_a_town_of_their_own_stay_parts(text: str) -> None:
    ([event], totals) = told(text)
    assert event.killed.best == 24
    assert not totals


def test_a_part_at_one_of_several_towns_is_an_event_and_the_sum_stays() -> None:
    events, totals = told(
        "Raids on Wednesday killed 31 people in the towns of Talbiseh and Rastan, 19 of them "
        "in Talbiseh."
    )
    assert [(i.places[0].toponym.surface, i.killed.best) for i in events] == [("Talbiseh", 19)]
    assert [i.killed.best for i in totals] == [31]


@pytest.mark.parametrize(
    "text",
    [
        "27 people were killed across Homs province on Wednesday, 21 of them in Talbiseh.",
        "Raids killed 27 people across Homs province on Wednesday, 21 of them in Talbiseh.",
    ],
)
def test_a_part_of_a_sum_over_a_unit_at_a_town_in_it_is_an_event(text: str) -> None:
    ([event], [total]) = told(text)
    assert (event.places[0].toponym.surface, event.killed.best) == ("Talbiseh", 21)
    assert total.killed.best == 27
    assert total.parts == (event.id,)


@pytest.mark.parametrize(
    "behind", ["21 of them in the countryside", "21 of them children", "21 of them in Mosul"]
)
def test_a_part_at_no_town_in_the_unit_stays_in_the_sum(behind: str) -> None:
    events, [total] = told(f"27 people were killed across Homs province on Wednesday, {behind}.")
    assert not events
    assert total.killed.best == 27


@pytest.mark.parametrize(
    ("text", "unit", "town"),
    [
        (
            "27 people were killed across Homs province on Wednesday, 21 of them in Talbiseh.",
            "Homs",
            "Talbiseh",
        ),
        (
            "31 people were killed across Idlib province on Wednesday, 25 of them in Saraqib.",
            "Idlib",
            "Saraqib",
        ),
    ],
)
def test_a_sum_across_a_unit_is_placed_in_that_unit(text: str, unit: str, town: str) -> None:
    ([event], [total]) = told(text)
    assert [place.toponym.surface for place in event.places] == [town]
    assert [place.toponym.surface for place in total.places] == [unit]


def test_a_sum_across_a_unit_without_a_town_stays_in_the_unit() -> None:
    events, [total] = told(
        "31 people were killed across Idlib province on Wednesday, 25 of them women."
    )
    assert not events
    assert [place.toponym.surface for place in total.places] == ["Idlib"]
