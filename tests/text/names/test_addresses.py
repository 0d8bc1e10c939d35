"""Addresses: a name that stands where places stand is one, whatever a model makes of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geomap.model import Reading
from geomap.text.names.addresses import addresses_in
from geomap.text.names.proper_names import name_at
from geomap.text.parsing.grammar import Sentence
from geomap.text.words.lexicon import Lexicon
from geomap.vocabulary import ToponymRole

Read = Callable[[str], Reading]
Parse = Callable[[str], tuple[Sentence, ...]]

FAME = {"homs": 2, "idlib": 2, "cauca": 2, "kenya": 2, "oudalan": 1, "mandera": 2}


def known(name: str) -> int:
    return FAME.get(name.casefold(), 0)


def addresses(parse: Parse, lexicon: Lexicon, text: str) -> list[str]:
    [sentence] = parse(text)
    found = addresses_in(sentence, lexicon, known, eventful=True)
    return [sentence.surface(*bounds) for bounds in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gunmen killed a man in Tamaro, Mandera, Kenya.", ["Tamaro", "Mandera", "Kenya"]),
        ("Two men died in Santo Perdido, Cauca.", ["Santo Perdido", "Cauca"]),
        ("A mine went off in Campo do Rio, Cauca.", ["Campo do Rio", "Cauca"]),
        ("Soldiers shot a boy in Gadiri-Walde (Tamaro, Oudalan).", None),
        ("A shell hit a house in the Sultani area of Idlib.", ["Sultani", "Idlib"]),
        ("Clashes broke out on the Bezra frontline (Idlib).", ["Bezra", "Idlib"]),
        ("Shells fell in the countryside of Tell Amara.", ["Tell Amara"]),
        ("A bomb exploded near the Lowal police station area, Cauca.", ["Lowal", "Cauca"]),
        ("A drone hit al-Bayda village, killing two people.", ["al-Bayda"]),
        ("Mortars hit the town of Deir-ez-Sultan on Friday.", ["Deir-ez-Sultan"]),
        ("Tamaro: gunmen killed a man.", ["Tamaro"]),
        ("Rebels attacked Alebta in northern Kenya.", ["Alebta", "Kenya"]),
        (
            "Gunmen invaded Birni Tamar in Mandera local government area.",
            ["Birni Tamar", "Mandera"],
        ),
        ("Men attacked a convoy not far from Oudalan, killing two.", ["Oudalan"]),
        ("14/06/2022, Tamaro (Idlib): gunmen killed a man.", ["Tamaro", "Idlib"]),
        ("He was shot on the edge of Tamaro (Oudalan).", ["Tamaro", "Oudalan"]),
        ("A bomb killed nine people in Idlib's Mandera.", ["Idlib", "Mandera"]),
    ],
)
def test_the_names_of_an_address_are_found_whole(
    sentences: Parse, lexicon: Lexicon, text: str, expected: list[str] | None
) -> None:
    wanted = expected if expected is not None else ["Gadiri-Walde", "Tamaro", "Oudalan"]
    assert addresses(sentences, lexicon, text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "In Idlib, Ahmed Karim said two people were killed.",
        "Two people were killed in March.",
        "Police confirmed the arrest in Operation Safe Haven.",
        "He was killed at Karim's house.",
        "The minister said in Parliament that four soldiers had died on Tuesday.",
    ],
)
def test_what_follows_or_looks_alike_is_no_address(
    sentences: Parse, lexicon: Lexicon, text: str
) -> None:
    assert set(addresses(sentences, lexicon, text)) <= {"Idlib"}


def test_a_name_ends_before_a_weekday_and_before_a_hyphened_word(
    sentences: Parse, lexicon: Lexicon
) -> None:
    [sentence] = sentences("Shells hit Homs Tuesday in the Kyiv-controlled part of Donetsk.")
    ends = {
        word.text: name_at(sentence, at, lexicon)
        for at, word in enumerate(sentence.words)
        if word.text in ("Homs", "Kyiv")
    }
    assert ends == {"Homs": 2, "Kyiv": None}


@pytest.mark.parametrize(
    ("text", "part", "town"),
    [
        ("A grenade killed two people in Karma neighbourhood, Homs.", "Karma", "Homs"),
        ("A man was shot in Police District 9, Homs.", "Police District 9", "Homs"),
        ("A bomb went off near Sabil Gate in Homs, killing two people.", "Sabil Gate", "Homs"),
        ("In Homs, a man was killed at a bar in Karma neighbourhood.", "Karma", "Homs"),
    ],
)
def test_what_holds_a_part_of_a_town_is_the_town(
    reading_of: Read, text: str, part: str, town: str
) -> None:
    by_name = {toponym.surface: toponym for toponym in reading_of(text).toponyms}
    assert by_name[part].level == "neighbourhood"
    assert by_name[part].container == by_name[town].span
    assert by_name[town].level == "city"


def test_a_name_once_more_in_its_own_script_is_no_unit_around_it(reading_of: Read) -> None:
    text = "Shelling killed two people in Omdurman (أم درمان), Homs province."
    by_name = {toponym.surface: toponym for toponym in reading_of(text).toponyms}
    assert by_name["Omdurman"].container == by_name["Homs"].span


def test_people_of_a_place_who_find_a_bomb_leave_the_place_where_it_was(reading_of: Read) -> None:
    text = "A bomb that killed two people was found by civilians in Idlib."
    [place] = [t for t in reading_of(text).toponyms if t.surface == "Idlib"]
    assert place.role is ToponymRole.EVENT


def test_a_name_inside_a_unit_of_the_same_name_is_the_town(reading_of: Read) -> None:
    [town, unit] = reading_of("A mine killed two people in Homs, Homs province.").toponyms
    assert (town.level, town.container) == ("city", unit.span)
    assert unit.level == "province"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Wad Madani was hit by shells, which killed two.", "Wad Madani"),
        ("The army shelled Morek, killing four.", "Morek"),
        ("* Morek: two people killed.", "Morek"),
        ("27 September: Morek, Hama: two people killed.", "Morek"),
        ("Gunmen killed two on the road from Saraqib to Morek.", "Saraqib"),
        ("Two soldiers died in Morek ambush.", "Morek"),
        ("A bomb near Morek hotel killed two.", "Morek"),
    ],
)
def test_a_name_is_a_place_by_what_is_done_there(reading_of: Read, text: str, place: str) -> None:
    reading = reading_of(text)
    assert place in [t.surface for t in reading.toponyms if t.role is ToponymRole.EVENT]


@pytest.mark.parametrize(
    "text",
    [
        "Shells came from the direction of Morek and killed two.",
        "Missiles that killed two had come from the direction of Morek region.",
        "Horror in Morek: two people killed.",
    ],
)
def test_where_shells_come_from_and_what_happened_are_no_places(
    reading_of: Read, text: str
) -> None:
    told = [t.surface for t in reading_of(text).toponyms if t.role is ToponymRole.EVENT]
    assert told in ([], ["Morek"])
    assert "Horror" not in told
    assert ("Morek" in told) == ("direction" not in text)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Fresh violence in Idlib: gunmen attacked Morek and killed six.", ["Idlib", "Morek"]),
        ("Morek and Saraqib also came under fire.", ["Morek", "Saraqib"]),
        ("In Zzyzxwata they killed 14 people.", ["Zzyzxwata"]),
        ("A car bomb in Morek's centre killed three.", ["Morek"]),
        ("Morek shelled, one civilian killed.", ["Morek"]),
        ("Saraqib hit by two rockets, two dead.", ["Saraqib"]),
        ("Reprisals followed in Morek, where youths killed two herders.", ["Morek"]),
        ("Two soldiers died when their patrol came under fire close to Morek.", ["Morek"]),
    ],
)
def test_towns_are_told_by_those_who_attack_them_and_by_what_is_close_to_them(
    reading_of: Read, text: str, places: list[str]
) -> None:
    told = [t.surface for t in reading_of(text).toponyms if t.role is ToponymRole.EVENT]
    assert told == places


def test_a_man_whom_gunmen_attack_in_a_town_is_no_place(sentences: Parse, lexicon: Lexicon) -> None:
    found = addresses(sentences, lexicon, "Gunmen attacked Musa Bello in Idlib.")
    assert "Musa Bello" not in found
