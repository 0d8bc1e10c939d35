"""Parties: who did it and to whom, from the grammar around the words for an event."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geomap.model import Reading

Read = Callable[[str], Reading]


def parties(reading: Reading) -> set[tuple[str, str]]:
    return {(actor.name, actor.role) for actor in reading.actors}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Unidentified gunmen killed four farmers in Saraqib.",
            {("Unidentified gunmen", "attacker"), ("farmers", "target")},
        ),
        (
            "Four farmers were killed by unidentified gunmen in Saraqib.",
            {("unidentified gunmen", "attacker"), ("farmers", "target")},
        ),
        (
            "An attack by rebels on an army convoy killed two people in Saraqib.",
            {("rebels", "attacker"), ("army convoy", "target")},
        ),
        (
            "Clashes between rebels and soldiers killed nine people in Saraqib.",
            {("rebels", "attacker"), ("soldiers", "target")},
        ),
        ("Russian shelling killed two people in Saraqib.", {("Russian", "attacker")}),
        (
            "Rebels carried out an attack against police officers in Saraqib.",
            {("Rebels", "attacker"), ("police officers", "target")},
        ),
        ("Five fighters died in the shelling of Saraqib.", {("fighters", "target")}),
        (
            "The blast killed two people in Saraqib. The rebels claimed responsibility for it.",
            {("rebels", "attacker")},
        ),
        (
            "A bomb killed two people in Saraqib. Officials attributed the attack to militants.",
            {("militants", "attacker")},
        ),
    ],
)
def test_parties_are_read_from_the_grammar_around_an_event(
    reading_of: Read, text: str, expected: set[tuple[str, str]]
) -> None:
    assert parties(reading_of(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "A bomb killed two people in Saraqib. No group claimed responsibility.",
        "A landmine exploded in Saraqib, wounding one person.",
        "The war has killed thousands of soldiers since 2011.",
        "If rebels attack the soldiers in Saraqib, many could be killed.",
    ],
)
def test_nobody_is_made_a_party_who_is_not_said_to_be_one(reading_of: Read, text: str) -> None:
    assert parties(reading_of(text)) == set()


def test_a_party_s_span_is_its_name_and_says_whether_it_bears_arms(reading_of: Read) -> None:
    reading = reading_of("Rebels killed four civilians in Saraqib.")
    assert [actor.span and actor.span.of(reading.report.text) for actor in reading.actors] == [
        "Rebels",
        "civilians",
    ]
    assert [actor.armed for actor in reading.actors] == [True, False]


def test_where_something_happened_is_no_party_to_it(reading_of: Read) -> None:
    assert all(actor.name != "Talbiseh" for actor in reading_of("Talbiseh was shelled.").actors)
