"""Words that tell of events: phrases with choices, means without a deed, what did not happen."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geomap.events.link import link
from geomap.model import Reading

Read = Callable[[str], Reading]


def types(reading: Reading) -> list[str]:
    return [incident.event_type for incident in link(reading, ())]


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Helicopters dropped barrels of TNT on a quarter; 20 died.", "Air/drone strike"),
        ("The strike on a school killed eight people.", "Air/drone strike"),
        (
            "The army took back the silos after two days of fighting; 21 fighters died.",
            "Government regains territory",
        ),
        (
            "Fighters took the city of Herat after clashes; nine soldiers were killed.",
            "Non-state actor overtakes territory",
        ),
        (
            "A driver rammed a lorry laden with explosives into the gate and killed six.",
            "Suicide bomb",
        ),
        (
            "A lorry ran over a device planted by rebels; five died.",
            "Remote explosive/landmine/IED",
        ),
        ("A home-made bomb thrown at a school wounded four girls.", "Grenade"),
        (
            "Security forces opened fire on a sit-in and killed three protesters.",
            "Excessive force against protesters",
        ),
        (
            "Rebels attacked the barracks with mortars and rifles; six soldiers were killed.",
            "Armed clash",
        ),
        ("Assailants raided the market; 13 traders were killed and 5 abducted.", "Attack"),
        (
            "Gunmen took away 333 boys; a policeman was wounded in the gunfight.",
            "Abduction/forced disappearance",
        ),
        ("Assailants burned vehicles and killed four villagers.", "Attack"),
    ],
)
def test_the_words_of_an_event_tell_its_type(text: str, event_type: str, read: Read) -> None:
    assert types(read(text))[:1] == [event_type]


def test_means_tell_of_no_event_without_a_deed(read: Read) -> None:
    assert read("Turkey sent an aircraft with doctors.").triggers == ()
    assert read("The aircraft bombed a school.").triggers != ()
    assert read("Planes dropped bombs on an aid convoy.").triggers != ()


@pytest.mark.parametrize(
    "text",
    [
        "No one has been arrested.",
        "There were no clashes.",
        "Nobody was arrested.",
        "Helicopters dropped leaflets over Idlib on Monday.",
        "Army planes dropped humanitarian aid on Deir ez-Zor.",
    ],
)
def test_what_did_not_happen_tells_of_no_event(text: str, read: Read) -> None:
    assert read(text).triggers == ()


def test_a_strike_goes_on_from_place_to_place(read: Read) -> None:
    told = types(
        read("Jets bombed shops in Nabatieh and killed eight people. In Baalbek 5 were killed.")
    )
    assert set(told) == {"Air/drone strike"}
