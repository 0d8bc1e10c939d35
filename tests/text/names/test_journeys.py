"""The ends of a way are not where it happened, unless those who came did harm there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geomap.model import Reading

Read = Callable[[str], Reading]


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Four of the wounded in Idlib were brought to the hospital in Homs.", "Homs", "movement"),
        ("Three men who had come from Aleppo were killed in Saraqib.", "Aleppo", "movement"),
        ("Two people were killed in Idlib after leaving Hama for Aleppo.", "Hama", "movement"),
        ("Two people were killed in Idlib after leaving Hama for Aleppo.", "Aleppo", "movement"),
        ("Rockets fired from Lebanon killed two people in Damascus.", "Lebanon", "movement"),
        ("Gunmen crossed into Jordan and killed two guards.", "Jordan", "event"),
        ("Six of the wounded were taken to Homs hospital.", "Homs", "movement"),
        ("A strike on Homs hospital killed six people.", "Homs", "event"),
        ("The missiles that killed six had come from Homs province.", "Homs", "movement"),
        ("The two who were shot in Idlib were natives of Homs.", "Homs", "movement"),
        ("Nobody was hurt, and flights to Homs resumed.", "Homs", "movement"),
        ("Rockets were fired into Gaza and killed two people.", "Gaza", "event"),
    ],
)
def test_the_ends_of_a_way_are_told_from_its_target(
    reading_of: Read, text: str, name: str, role: str
) -> None:
    [found] = [t for t in reading_of(text).toponyms if t.surface == name]
    assert found.role.value == role


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nine people were killed in Hara, 20 km away from Homs.", "Homs"),
        ("Nine people died near Ndissi. The bus had left Hama for Aleppo.", "Aleppo"),
        ("Nine people died near Ndissi. The bus had left Hama for Aleppo.", "Hama"),
    ],
)
def test_the_end_of_a_way_or_a_distance_is_a_place(reading_of: Read, text: str, name: str) -> None:
    assert name in [toponym.surface for toponym in reading_of(text).toponyms]


@pytest.mark.parametrize(
    "text",
    [
        "A man walked into a funeral tent in Homs and set off a belt of explosives, killing 14.",
        "A suicide bomber drove a Zhiguli into a motorcade in Homs. Six guards were injured.",
    ],
)
def test_who_goes_somewhere_and_strikes_there_is_on_no_way(reading_of: Read, text: str) -> None:
    [found] = [t for t in reading_of(text).toponyms if t.surface == "Homs"]
    assert found.role.value == "event"
