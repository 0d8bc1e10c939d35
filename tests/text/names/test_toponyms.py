"""Toponyms and their roles: only where something happened may reach the map.

The language model is the real one, since the rules stand on its grammar; the gazetteer's
knowledge is a small fake, so that the names of the tables are all there is.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geomap.model import Reading, Toponym
from geomap.vocabulary import ToponymRole

Read = Callable[[str], Reading]


def roles(reading: Reading) -> dict[str, str]:
    """The role of each name; the last one of a name that stands twice."""
    return {toponym.surface: toponym.role.value for toponym in reading.toponyms}


def the(reading: Reading, surface: str) -> Toponym:
    [found] = [toponym for toponym in reading.toponyms if toponym.surface == surface]
    return found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Shelling killed six people in Talbiseh.", "Talbiseh"),
        ("An air strike on Lataminah wounded four people.", "Lataminah"),
        ("Warplanes bombed Idlib, killing three people.", "Idlib"),
        ("The Russian army shelled Izium, killing three people.", "Izium"),
        ("A car bomb killed four people near Saraqib.", "Saraqib"),
        ("Twelve people were killed by shelling in Kharkiv.", "Kharkiv"),
        ("Five people were killed in Kharkiv by Russian shelling.", "Kharkiv"),
        ("Five people were killed by Russian shelling in Kharkiv.", "Kharkiv"),
        ("The hospital in Saraqib was hit by an air strike that killed two nurses.", "Saraqib"),
        ("The attack on the Russian embassy in Damascus killed one guard.", "Damascus"),
        ("Four people were killed in South Sudan when gunmen attacked a bus.", "South Sudan"),
        ("Syrians were killed in the bombing of Douma.", "Douma"),
        ("Talbiseh was shelled and two people died.", "Talbiseh"),
        ("Israel said it had struck Gaza, killing two militants.", "Gaza"),
        ("Shelling killed six people in Mashwara.", "Mashwara"),
        ("Two soldiers killed in attack in Saraqib: ministry", "Saraqib"),
        ("Rebels from Idlib killed four people in Saraqib.", "Saraqib"),
        # The model takes the less known towns for persons.
        ("A rocket killed two people at the fair of Morek.", "Morek"),
        ("Morek was shelled on Sunday and a chemist was killed.", "Morek"),
        ("A raid on Mashwara killed three of one family.", "Mashwara"),
        ("Two drivers were killed on the Mashwara - Hama road.", "Mashwara"),
        ("14 June 2015: Mashwara, a teacher was killed.", "Mashwara"),
        ("Jets raided Saraqib and Darat Izza, in which nine people died.", "Darat Izza"),
        ("In nearby Morek five people were killed.", "Morek"),
        ("Two people died in Douma on Saturday. In Idlib nine were hurt.", "Idlib"),
    ],
)
def test_where_something_happened_is_the_place_of_the_event(
    reading_of: Read, text: str, name: str
) -> None:
    assert the(reading_of(text), name).role is ToponymRole.EVENT


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        # institutions
        ("The Homs media centre said air strikes killed 22 people.", "Homs", "name_part"),
        ("Doctors at Aleppo University said 12 people were killed.", "Aleppo", "name_part"),
        ("The Bank of Beirut was robbed and two guards were killed.", "Beirut", "name_part"),
        (
            "The Syrian Observatory for Human Rights said 15 people died in Saraqib.",
            "Syrian",
            "name_part",
        ),
        # peoples
        ("Syrians were killed in the bombing of Douma.", "Syrians", "demonym"),
        ("Russian aircraft bombed Douma, killing two people.", "Russian", "demonym"),
        ("Shells killed two people near the Syrian border in Saraqib.", "Syrian", "demonym"),
        # governments by the name of their ground
        ("Moscow said the air strikes killed 12 militants in Idlib.", "Moscow", "metonym"),
        ("Russia has bombed Idlib, killing three people.", "Russia", "metonym"),
        ("Air strikes killed 12 people in Idlib, Moscow said.", "Moscow", "metonym"),
        ("Russia's defence ministry said 12 people died in Idlib.", "Russia", "metonym"),
        ("US officials said the strike killed 12 people in Idlib.", "US", "metonym"),
        ("The Kyiv regime shelled Donetsk, killing two people.", "Kyiv", "metonym"),
        # where the speaker is
        ("A spokesman in Washington said the strike hit Idlib.", "Washington", "claimant"),
        ("In Geneva, a spokesman said 12 people died in Idlib.", "Geneva", "claimant"),
        ("Activists in Hama said jets bombed Lataminah.", "Hama", "claimant"),
        ("According to activists in Hama, jets bombed Lataminah.", "Hama", "claimant"),
        (
            "Speaking outside Moscow, Putin said the strikes killed 12 militants in Idlib.",
            "Moscow",
            "claimant",
        ),
        (
            "The monitor, based in London, said 15 people were killed in Saraqib.",
            "London",
            "claimant",
        ),
        ("The London-based monitor said six people died in Idlib.", "London", "claimant"),
        # where the report was filed
        (
            "BEIRUT, Lebanon — Air strikes killed 12 people in Idlib on Wednesday.",
            "BEIRUT",
            "dateline",
        ),
        (
            "BEIRUT, Lebanon — Air strikes killed 12 people in Idlib on Wednesday.",
            "Lebanon",
            "dateline",
        ),
        ("BEIRUT (Agency) — Air strikes killed 12 people in Idlib.", "BEIRUT", "dateline"),
        ("Beirut, 7 Sep 89 -- Air strikes killed 12 people in Idlib.", "Beirut", "dateline"),
        ("Beirut, May 3 (Agency) — Air strikes killed 12 people in Idlib.", "Beirut", "dateline"),
        # on the way
        (
            "Thousands of people fled to Turkey after air strikes killed 12 people in Idlib.",
            "Turkey",
            "movement",
        ),
        (
            "Missiles fired from Iran hit a base in Idlib, killing two soldiers.",
            "Iran",
            "movement",
        ),
        ("Rebels from Idlib killed four people in Saraqib.", "Idlib", "movement"),
        (
            "Gunmen killed the Talbiseh village chief and two guards in Saraqib.",
            "Talbiseh",
            "context",
        ),
        # the wider setting
        ("The war in Syria has killed more than 250,000 people since 2011.", "Syria", "context"),
        ("Rents have risen again in Berlin.", "Berlin", "context"),
        (
            "If the army attacks Idlib, hundreds of people could be killed.",
            "Idlib",
            "context",
        ),
    ],
)
def test_a_name_that_is_no_place_of_an_event_says_what_it_is(
    reading_of: Read, text: str, name: str, role: str
) -> None:
    toponym = the(reading_of(text), name)
    assert toponym.role.value == role
    assert toponym.reason


@pytest.mark.parametrize(
    "text",
    [
        "Paris Hilton visited the site of the bombing that killed 12 people.",
        "President Jordan Smith said five people died in the attack.",
        "The rocket killed 12 people in May.",
    ],
)
def test_a_person_s_name_and_a_month_are_no_places_at_all(reading_of: Read, text: str) -> None:
    assert reading_of(text).toponyms == ()


def test_an_agency_in_the_dateline_is_no_place(reading_of: Read) -> None:
    reading = reading_of("BEIRUT (Agency) — Air strikes killed 12 people in Idlib.")
    events = [t.surface for t in reading.toponyms if t.role is ToponymRole.EVENT]
    assert events == ["Idlib"]


@pytest.mark.parametrize("name", ["UN", "Pentagon"])
@pytest.mark.parametrize(
    "text",
    [
        "The president spoke to the {} and called for a coalition.",
        "Officials at the {} said the strikes had hit Idlib.",
    ],
)
def test_a_body_that_is_taken_for_a_place_is_listed_and_is_none(
    reading_of: Read, text: str, name: str
) -> None:
    assert the(reading_of(text.format(name)), name).role is not ToponymRole.EVENT


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Air strikes hit the towns of Talbiseh, Lataminah and Morek, killing 12 people.",
            {"Talbiseh", "Lataminah", "Morek"},
        ),
        (
            "Air strikes hit Talbiseh, Lataminah and Saraqib, killing 12 people.",
            {"Talbiseh", "Lataminah", "Saraqib"},
        ),
        ("Air strikes killed 24 people in Homs and Hama provinces.", {"Homs", "Hama"}),
        ("Shells fell between Saraqib and Idlib, killing two people.", {"Saraqib", "Idlib"}),
    ],
)
def test_every_place_of_a_list_is_a_place_of_the_event(
    reading_of: Read, text: str, names: set[str]
) -> None:
    found = {t.surface for t in reading_of(text).toponyms if t.role is ToponymRole.EVENT}
    assert found == names


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("Shelling killed six people in Homs province.", {"Homs": "province"}),
        ("Shelling killed six people in the province of Homs.", {"Homs": "province"}),
        ("Shelling killed six people in Homs governorate.", {"Homs": "province"}),
        ("Shelling killed six people in the city of Homs.", {"Homs": "city"}),
        ("Shelling killed six people in Homs city.", {"Homs": "city"}),
        ("Shelling killed six people in Homs.", {"Homs": None}),
        (
            "Air strikes killed 24 people in Homs and Hama provinces.",
            {"Homs": "province", "Hama": "province"},
        ),
        (
            "Air strikes killed 24 people in the provinces of Homs and Hama.",
            {"Homs": "province", "Hama": "province"},
        ),
        (
            "Air strikes hit the towns of Talbiseh and Lataminah, killing 12 people.",
            {"Talbiseh": "town", "Lataminah": "town"},
        ),
        (
            "A car bomb killed four people in Talbiseh, Homs province.",
            {"Talbiseh": None, "Homs": "province"},
        ),
        (
            "Barrel bombs killed nine people in the Salaheddine district of Aleppo.",
            {"Salaheddine": "district", "Aleppo": None},
        ),
    ],
)
def test_what_the_text_says_a_place_is_goes_with_it(
    reading_of: Read, text: str, levels: dict[str, str | None]
) -> None:
    assert {t.surface: t.level for t in reading_of(text).toponyms} == levels


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("A car bomb killed four people near Saraqib.", "near"),
        ("A car bomb killed four people in Saraqib.", None),
        ("Shelling killed three people on the outskirts of Damascus.", "outskirts"),
        ("An air strike killed five people 10 km north of Hama.", "north of"),
        ("Shelling killed six people in the city of Homs.", None),
    ],
)
def test_a_place_that_is_only_near_says_so(
    reading_of: Read, text: str, relation: str | None
) -> None:
    [toponym] = reading_of(text).toponyms
    assert toponym.relation == relation


@pytest.mark.parametrize(
    ("text", "inner", "outer"),
    [
        ("A car bomb killed four people in Talbiseh in Homs.", "Talbiseh", "Homs"),
        ("A car bomb killed four people in Talbiseh, Homs.", "Talbiseh", "Homs"),
        ("A car bomb killed four people in Talbiseh, Homs province.", "Talbiseh", "Homs"),
        ("A car bomb killed four people in Talbiseh, in Homs province.", "Talbiseh", "Homs"),
        (
            "Barrel bombs killed nine people in Aleppo's Salaheddine district.",
            "Salaheddine",
            "Aleppo",
        ),
        (
            "Barrel bombs killed nine people in the Salaheddine district of Aleppo.",
            "Salaheddine",
            "Aleppo",
        ),
        ("The strike in Gaza's Jabaliya refugee camp killed 50 people.", "Jabaliya", "Gaza"),
    ],
)
def test_a_place_knows_the_one_that_the_text_puts_it_in(
    reading_of: Read, text: str, inner: str, outer: str
) -> None:
    reading = reading_of(text)
    container = the(reading, inner).container
    assert container is not None
    assert container == the(reading, outer).span


def test_places_side_by_side_do_not_hold_each_other(reading_of: Read) -> None:
    reading = reading_of("Air strikes killed 24 people in Homs and Hama provinces.")
    assert [toponym.container for toponym in reading.toponyms] == [None, None]


@pytest.mark.parametrize(
    "text",
    [
        "A resident of Douma said shells had hit the town and killed four people.",
        "A resident of Douma said two air strikes hit residential areas of the town.",
    ],
)
def test_a_witness_s_own_town_is_the_place_where_no_other_is_named(
    reading_of: Read, text: str
) -> None:
    assert the(reading_of(text), "Douma").role is ToponymRole.EVENT


def test_a_witness_s_town_is_not_the_place_where_another_is_named(reading_of: Read) -> None:
    reading = reading_of("A resident of Douma said shells killed four people in Saraqib.")
    assert roles(reading) == {"Douma": "claimant", "Saraqib": "event"}


def test_a_line_of_names_heads_its_entry(reading_of: Read) -> None:
    reading = reading_of("- Saraqib, Idlib. Two people were killed by shelling.")
    assert the(reading, "Saraqib").role is ToponymRole.EVENT
    assert the(reading, "Saraqib").container == the(reading, "Idlib").span


@pytest.mark.parametrize(
    "text",
    [
        "Warplanes bombed Idlib, killing three people.",
        "Shelling killed six people in Talbiseh.",
        "In the town of Talbiseh six people were killed.",
    ],
)
def test_the_reason_of_a_role_is_a_well_written_phrase(reading_of: Read, text: str) -> None:
    [toponym] = reading_of(text).toponyms
    reason = toponym.reason
    assert reason.count("'") % 2 == 0
    quoted_parts = reason.split("'")
    for after in quoted_parts[2::2]:
        assert after == "" or after[0] in " ,.;:)", reason


def test_who_is_named_in_full_once_is_no_place_later(reading_of: Read) -> None:
    told = reading_of(
        "Police arrested Ahmed Saraqib on Monday. Saraqib told the court that shelling killed "
        "two people in Douma. Saraqib denied everything."
    )
    assert set(roles(told)) == {"Douma"}


def test_a_town_that_shares_a_surname_is_still_one_behind_in(reading_of: Read) -> None:
    told = reading_of("Ahmed Saraqib spoke on Monday. Shelling killed two people in Saraqib.")
    assert roles(told)["Saraqib"] == "event"


def test_the_world_knows_some_towns_better_than_anybody_of_their_name(reading_of: Read) -> None:
    told = reading_of("Jack Damascus spoke on Monday. Damascus was bombed and two people died.")
    assert roles(told)["Damascus"] == "event"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bob Casey, D-Saraqib, said two people were killed.", "Saraqib"),
        ("A man Saraqib police say was armed was killed on Monday.", "Saraqib"),
        ("Louis Jensen, 87, of Saraqib, was killed on Monday.", "Saraqib"),
        ("The Saraqib Fire Department said that two people were killed.", "Saraqib"),
    ],
)
def test_a_small_town_is_found_by_its_people_and_what_it_keeps(
    reading_of: Read, text: str, name: str
) -> None:
    assert name in roles(reading_of(text))


@pytest.mark.parametrize("title", ["Rep.", "Lt.", "Mayor", "Dr.", "Sir"])
def test_a_title_is_no_place(reading_of: Read, title: str) -> None:
    assert title not in roles(reading_of(f"{title} Torrey Westrom spoke. {title} Smith left."))


def test_the_people_of_a_country_are_no_ground(reading_of: Read) -> None:
    told = reading_of("Two Syrians were killed. Syrian troops left Idlib.")
    assert [(t.surface, t.is_place) for t in told.toponyms][:2] == [
        ("Syrians", False),
        ("Syrian", True),
    ]


def test_a_union_of_countries_speaks_and_is_a_region_too(reading_of: Read) -> None:
    told = reading_of("The EU said that two people were killed in Idlib. The UN agreed.")
    assert {k: v for k, v in roles(told).items() if k != "Idlib"} == {
        "EU": "metonym",
        "UN": "body",
    }
    assert [t.is_place for t in told.toponyms if t.surface == "UN"] == [False]


def test_an_abbreviation_keeps_its_last_stop(reading_of: Read) -> None:
    told = reading_of("Two people were killed in the U.S.")
    assert "U.S." in roles(told)


def test_every_toponym_is_a_stretch_of_the_text(reading_of: Read) -> None:
    text = "In Aleppo's Salaheddine district, Idlib’s countryside and South Sudan, 12 people died."
    for toponym in reading_of(text).toponyms:
        assert toponym.span.of(text) == toponym.surface
        assert toponym.surface.strip(" ,.'’") == toponym.surface


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("An air raid early on Tuesday on Saraqib killed five people.", "Saraqib"),
        ("An air strike late on Monday on Lataminah wounded three people.", "Lataminah"),
        ("Shelling on Monday night on Morek killed two people.", "Morek"),
    ],
)
def test_a_day_may_stand_between_an_act_and_where_it_was(
    reading_of: Read, text: str, name: str
) -> None:
    assert the(reading_of(text), name).role is ToponymRole.EVENT


@pytest.mark.parametrize(
    "text",
    [
        "A report early on Tuesday on Saraqib named five people.",
        "A speech early on Tuesday on Saraqib drew five people.",
        "A film shown early on Tuesday on Saraqib told of five killed.",
    ],
)
def test_what_is_no_act_before_a_day_struck_nothing(reading_of: Read, text: str) -> None:
    assert "Saraqib" not in roles(reading_of(text))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("5 soldiers killed in Marka roadside blast", "Marka"),
        ("Five soldiers were killed in a Talbiseh roadside blast.", "Talbiseh"),
        ("4 guards killed in Marka hotel siege", "Marka"),
    ],
)
def test_a_name_two_words_before_an_act_is_where_it_was(
    reading_of: Read, text: str, name: str
) -> None:
    assert the(reading_of(text), name).role is ToponymRole.EVENT


@pytest.mark.parametrize(
    "text",
    [
        "A bomb wounded two Homs media centre employees.",
        "Four guards of a Homs coffee company were killed.",
    ],
)
def test_a_name_two_words_before_no_act_is_no_place_of_the_event(
    reading_of: Read, text: str
) -> None:
    assert the(reading_of(text), "Homs").role is not ToponymRole.EVENT
