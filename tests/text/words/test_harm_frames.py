"""Set phrases of harm, fronted words and codes; who is a person and what is a thing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geomap.text.words.harm_frames import frames_by_word, match
from geomap.text.words.lexicon import Lexicon
from geomap.vocabulary import Victims

Figure = tuple[str, int | None, int | None, str]
Figures = Callable[[str], list[Figure]]


@pytest.mark.parametrize(
    ("text", "quantity", "number"),
    [
        ("Nine conscripts met their deaths on the bridge at dawn.", "killed", 9),
        ("The blast cost 11 fishermen their lives.", "killed", 11),
        ("Twelve miners did not survive the attack on the pit.", "killed", 12),
        ("None of the eight crew survived when the helicopter was shot down.", "killed", 8),
        ("Five boys bled to death on the road to the clinic.", "killed", 5),
        ("The rebels shot 14 porters in cold blood.", "killed", 14),
        ("The remains of 23 villagers were exhumed near the brickworks.", "killed", 23),
        ("The attack was fatal for three drivers.", "killed", 3),
        ("Troops took out four insurgents near the ford.", "killed", 4),
        ("A grenade thrown into the café claimed seven victims.", "killed", 7),
        ("Doctors said the strike had claimed 14.", "killed", 14),
        ("The drone took out two artillerymen.", "killed", 2),
        ("Fifteen bystanders needed hospital treatment after the blast.", "wounded", 15),
        ("Three sappers had limbs amputated after the mine went off.", "wounded", 3),
        ("A landmine tore off the leg of a shepherd.", "wounded", 1),
        ("Five remain in critical condition.", "wounded", 5),
        ("A rocket left six girls bleeding in the yard.", "wounded", 6),
        ("Militants dragged 13 teachers from a bus.", "captured", 13),
        ("Gunmen made off with seven schoolgirls.", "captured", 7),
        ("The rebels are holding 16 gendarmes.", "captured", 16),
        ("Police took 14 marchers into custody.", "captured", 14),
        ("Just under 90 hostages were taken at the oil plant.", "captured", 90),
        ("More than 3,000 villagers took flight.", "displaced", 3000),
        ("Fighting emptied the town of its 9,000 inhabitants.", "displaced", 9000),
        ("Two thousand people are sheltering in the cathedral.", "displaced", 2000),
        ("The shelling left 700 people without a roof.", "displaced", 700),
        ("Thirteen trekkers have not been seen since the raid.", "missing", 13),
        ("Contact was lost with eight rangers.", "missing", 8),
        ("The fate of six electricians is unknown.", "missing", 6),
    ],
)
def test_a_set_phrase_tells_of_harm(
    text: str, quantity: str, number: int, figures: Figures
) -> None:
    assert [(figure[0], figure[1]) for figure in figures(text)] == [(quantity, number)]


@pytest.mark.parametrize(
    "text",
    [
        "The group claimed responsibility for the raid.",
        "The sheriff picked up a prize for his dog.",
        "She was holding a ladder when the siren went.",
        "She was holding her baby in the ambulance.",
        "The bus picked up pupils after the strike.",
        "The club is looking for girls who can swim.",
        "The song captured the imagination of the town.",
        "The vaccine is to eliminate measles by June.",
        "The goalkeeper claimed to be the best in the league.",
        "Missing are three chainsaws and a ladder.",
        "The raid killed 40 heifers and 12 goats.",
        "The insurer claimed three clients had lied.",
        "The bakery took out two apprentices for lunch.",
        "The florist cut 12 stewards from the rota.",
        "Fifty cadets sought safety training.",
        "The choir was left with nine altos due to injuries.",
        "The singer was listed in stable condition.",
        "His aunt was in a coma after a fall.",
        "Nine senators abandoned the talks.",
    ],
)
def test_phrases_with_other_uses_tell_of_nobody(text: str, figures: Figures) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Killed in the raid were four weavers.", [("killed", 4)]),
        ("Also killed was a plumber.", [("killed", 1)]),
        ("Wounded were eight jurors.", [("wounded", 8)]),
        ("2 rebels KIA, 3 soldiers WIA.", [("killed", 2), ("wounded", 3)]),
        ("A doctor said that between nine and eleven cooks were killed.", [("killed", 9)]),
        ("The bomb killed six pilgrims and maimed scores.", [("killed", 6), ("wounded", None)]),
    ],
)
def test_fronted_words_codes_and_second_verbs_find_their_people(
    text: str, told: list[tuple[str, int | None]], figures: Figures
) -> None:
    assert [(figure[0], figure[1]) for figure in figures(text)] == told


def test_those_of_whom_more_is_told_are_a_part(figures: Figures) -> None:
    text = "Sixty-four masons were hurt by the blast, of whom eight needed surgery."
    assert [(figure[1], figure[3]) for figure in figures(text)] == [(64, "whole"), (8, "part")]


def test_two_numbers_are_put_by_one_verb(figures: Figures) -> None:
    text = "The clinic put the number of wounded at 31 and the number of dead at six."
    assert [(figure[0], figure[1]) for figure in figures(text)] == [("killed", 6), ("wounded", 31)]


@pytest.mark.parametrize(
    ("noun", "status"),
    [
        ("weavers", Victims.PEOPLE),
        ("plumber", Victims.PEOPLE),
        ("artillerymen", Victims.SOLDIERS),
        ("paediatricians", Victims.AID_WORKERS),
        ("stepchildren", Victims.PEOPLE),
        ("guerillas", Victims.MILITANTS),
        ("rebels", Victims.MILITANTS),
        ("housewives", Victims.WOMEN),
    ],
)
def test_a_noun_for_people_has_its_status(noun: str, status: Victims, lexicon: Lexicon) -> None:
    assert lexicon.victims[noun] is status


def test_no_noun_is_for_people_and_for_things(lexicon: Lexicon) -> None:
    assert not lexicon.nonpersons & set(lexicon.victims)
    assert {"heifers", "ordinance", "platoon"} <= lexicon.nonpersons
    assert not {"heads", "star", "executive"} & set(lexicon.victims)


def test_a_gap_of_a_frame_reaches_over_no_stop(sentences: Callable[[str], tuple]) -> None:  # type: ignore[type-arg]
    (frame,) = frames_by_word({"killed": {"inside": ["cost … their lives"]}})["cost"]
    (near,) = sentences("It cost ten men their lives.")
    (far,) = sentences("It cost a lot; ten men gave their lives.")
    assert match(near.words, 1, frame.slots) == (1, 4, 5)
    assert match(far.words, 1, frame.slots) is None


def test_a_set_of_words_stands_for_each_of_them_and_an_adverb_may_be_put_in(
    sentences: Callable[[str], tuple],  # type: ignore[type-arg]
) -> None:
    frames = frames_by_word(
        {"wounded": {"subject": ["were in the @ward"]}}, {"ward": ["clinic", "hospital"]}
    )
    (frame,) = frames["were"]
    assert frame.slots[-1] == {"clinic", "hospital"}
    (there,) = sentences("They were still in the clinic.")
    assert match(there.words, 1, frame.slots) == (1, 3, 4, 5)
    (gone,) = sentences("They were not in the clinic.")
    assert match(gone.words, 1, frame.slots) is None


@pytest.mark.parametrize(
    "text",
    [
        "Police are searching for three gunmen who fled on a motorbike.",
        "The ministry is looking for 400 new teachers.",
        "The bus picked up 30 pupils on its way to school.",
        "Nine sailors went down with the flu.",
        "Nine candidates failed to return their forms.",
        "The champion beat nine rivals.",
        "The doctor treated nine children for malaria.",
    ],
)
def test_a_phrase_with_peaceful_uses_tells_of_harm_only_with_its_own_words(
    text: str, figures: Figures
) -> None:
    assert figures(text) == []
