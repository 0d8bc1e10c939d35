"""Where speakers sit, where those came from who did it, and which office a place names."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geomap.model import Reading, Toponym
from geomap.vocabulary import EventPlace, ToponymRole

Read = Callable[[str], Reading]


def the(reading: Reading, surface: str) -> Toponym:
    [found] = [toponym for toponym in reading.toponyms if toponym.surface == surface]
    return found


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        ("A car bomb killed four people near Saraqib.", "Saraqib", EventPlace.TOLD),
        ("Talbiseh, Homs.\nA strike killed two people.", "Talbiseh", EventPlace.HEADING),
        ("A resident of Talbiseh said two people died.", "Talbiseh", EventPlace.SPEAKERS),
        ("Our staff in Idlib reported two deaths.", "Idlib", EventPlace.SPEAKERS),
        ("The governor of Idlib was killed in an ambush.", "Idlib", EventPlace.OFFICE),
        ("Idlib's mayor was hurt by a bomb.", "Idlib", EventPlace.OFFICE),
        ("Three fishermen were shot dead off Morek.", "Morek", EventPlace.TOLD),
        ("Rebels from Idlib killed four people.", "Idlib", EventPlace.ORIGIN),
        ("Artillery fire from Hama killed two people.", "Hama", EventPlace.ORIGIN),
        ("Police blamed a gang for an explosion in Homs.", "Homs", EventPlace.TOLD),
        ("Two people were hurt by a mortar shell in Saraqib.", "Saraqib", EventPlace.TOLD),
        ("A monitor said: four people died in Saraqib.", "Saraqib", EventPlace.TOLD),
    ],
)
def test_a_place_of_the_event_says_in_which_way_it_is(
    reading_of: Read, text: str, name: str, told: EventPlace
) -> None:
    toponym = the(reading_of(text), name)
    assert (toponym.role, toponym.told) == (ToponymRole.EVENT, told)


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("In Paris, the minister condemned the attack that killed two.", "Paris", "claimant"),
        (
            "The minister condemned the attacks that killed two from Berlin.",
            "Berlin",
            "claimant",
        ),
        ("Amnesty International, in London, counted five killed in Idlib.", "London", "claimant"),
        ("The governor of Hama was killed in an ambush in Saraqib.", "Hama", "context"),
        ("Rockets launched by a unit near Hama killed two people in Idlib.", "Hama", "movement"),
        ("Iran-backed militias killed two people in Idlib.", "Iran", "metonym"),
        ("A mine killed two people in Saraqib, north of Homs.", "Homs", "context"),
    ],
)
def test_a_seat_or_a_mark_is_not_where_it_happened(
    reading_of: Read, text: str, name: str, role: str
) -> None:
    toponym = the(reading_of(text), name)
    assert (toponym.role.value, toponym.told) == (role, None)


def test_who_speaks_behind_a_dash_has_no_seat_before_it(read: Read) -> None:
    reading = read("20 killed in Aleppo's Salaheddine district - police")
    assert [t.surface for t in reading.toponyms if t.role is ToponymRole.EVENT] == ["Salaheddine"]
    assert [claim.claimant.name for claim in reading.claims] == ["police"]


def test_a_place_in_what_is_said_is_not_where_it_was_said(reading_of: Read) -> None:
    reading = reading_of("Gunmen entered a mine. The mine is at Morek, police said.")
    assert the(reading, "Morek").role is not ToponymRole.CLAIMANT


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A bomb wounded three people, including the US ambassador to Iraq.", "Iraq"),
        ("Two people died in the blast, including the Russian envoy to Syria.", "Syria"),
        ("Three people died in the blast, including the chief UN official in Sudan.", "Sudan"),
    ],
)
def test_where_somebody_is_sent_is_only_their_office(
    reading_of: Read, text: str, name: str
) -> None:
    assert the(reading_of(text), name).told is EventPlace.OFFICE


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Gunmen shot an official in Homs.", "Homs"),
        ("Gunmen shot dead the UN official in Homs.", "Homs"),
        ("Gunmen shot the official in Homs.", "Homs"),
        ("Gunmen shot a diplomat in Damascus on Monday.", "Damascus"),
    ],
)
def test_where_somebody_of_no_title_was_shot_is_told(
    reading_of: Read, text: str, name: str
) -> None:
    assert the(reading_of(text), name).told is EventPlace.TOLD
