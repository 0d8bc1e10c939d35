"""Whether two names of claimants are one speaker's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.events.figures.offices import one_speaker

NAMES = [
    *("the governor", "the governor of Nimruz", "the deputy governor", "the mayor of Solhan"),
    *("the civil hospital at Chaman", "doctors at the civil hospital of Chaman", "a hospital"),
    *("the interior ministry", "the regional interior ministry", "a spokesman", "police"),
]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the governor of Nimruz", "the governor"),
        ("a spokesman for the people's defence force", "the local people's defence force"),
        ("the civil hospital at Chaman", "doctors at the civil hospital of Chaman"),
        ("Sarhadi Zwak", "provincial government spokesman Sarhadi Zwak"),
        ("Maj. Shaban Bantariza", "army spokesman Maj. Shaban Bantariza"),
        ("NEMA", "a National Emergency Management Agency official"),
        ("an UNAMA official", "the UN Assistance Mission in Afghanistan"),
        ("Beni administrator Donat Kibwana", "the administrator"),
    ],
)
def test_an_office_with_its_seat_and_a_body_s_people_are_one_speaker(one: str, other: str) -> None:
    assert one_speaker(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the civil hospital at Chaman", "the military hospital at Chaman"),
        ("the deputy governor", "the governor"),
        ("the health ministry", "the defence ministry"),
        ("residents", "activists"),
        ("the Sudan Doctors Union", "the Syria Doctors Union"),
        ("police spokesman Ali Hasan", "army spokesman Ali Husain"),
        ("the IRC", "the interior ministry"),
    ],
)
def test_two_bodies_of_one_town_and_two_offices_are_two(one: str, other: str) -> None:
    assert not one_speaker(one, other)


@given(one=st.sampled_from(NAMES), other=st.sampled_from(NAMES))
def test_the_order_of_the_names_changes_nothing(one: str, other: str) -> None:
    assert one_speaker(one, other) == one_speaker(other, one)
