"""Whether two names of claimants are one speaker's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.events.figures.authorities import load_authorities
from geomap.events.figures.offices import one_speaker
from tests.builders import make_claimant

PAIRS = Path(__file__).with_name("claimant_pairs.jsonl")

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


def test_of_pairs_written_apart_from_the_rules_most_are_told() -> None:
    known = load_authorities()
    pairs = [json.loads(line) for line in PAIRS.read_text("utf-8").splitlines()]
    wrong = []
    for pair in pairs:
        one, other = make_claimant(pair["one"]), make_claimant(pair["other"])
        alike = one_speaker(one.name, other.name) and not known.apart(one, other)
        same = alike or known.key(one) == known.key(other)
        wrong += [pair["id"]] if same is not pair["same"] else []
    # 64 % before they were looked at; one is called the other's where nobody knows it by name
    assert 1 - len(wrong) / len(pairs) >= 0.74, wrong
