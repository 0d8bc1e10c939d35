"""Groups of people: where they stand, how many, who they are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geomap.text.figures.groups import Group
from geomap.text.parsing.grammar import Sentence
from geomap.text.people.victims import find_groups
from geomap.text.words.lexicon import Lexicon

Parsed = Callable[[str], tuple[Sentence, ...]]


def groups_in(text: str, sentences: Parsed, lexicon: Lexicon) -> list[tuple[str, Group]]:
    (sentence,) = sentences(text)
    return [
        (sentence.surface(group.first, group.last), group)
        for group in find_groups(sentence, lexicon)
    ]


@pytest.mark.parametrize(
    ("text", "words", "low", "status"),
    [
        ("At least three civilians died.", "At least three civilians", 3, "civilians"),
        ("Seven police officers were hurt.", "Seven police officers", 7, "police"),
        ("A policeman was killed.", "A policeman", 1, "police"),
        ("Two army doctors were killed.", "Two army doctors", 2, "aid_workers"),
        ("A family of six was killed.", "A family of six", 6, "people"),
        ("A further 16 people are missing.", "A further 16 people", 16, "people"),
        ("Both pilots were killed.", "Both pilots", 2, "soldiers"),
        ("A youth was shot.", "A youth", 1, "people"),
        (
            "Two People's Army (PA) fighters died.",
            "Two People's Army (PA) fighters",
            2,
            "militants",
        ),
    ],
)
def test_a_group_has_its_number_and_status(
    text: str, words: str, low: int, status: str, sentences: Parsed, lexicon: Lexicon
) -> None:
    surface, group = groups_in(text, sentences, lexicon)[0]
    assert (surface, group.count.low, group.victims) == (words, low, status)


@pytest.mark.parametrize(
    "text", ["Four rockets hit three houses.", "The raid lasted two days.", "No one was there."]
)
def test_things_and_nobody_are_no_group(text: str, sentences: Parsed, lexicon: Lexicon) -> None:
    assert groups_in(text, sentences, lexicon) == []


def test_many_without_a_number_stay_unknown(sentences: Parsed, lexicon: Lexicon) -> None:
    (_, group), *_ = groups_in("Civilians were killed.", sentences, lexicon)
    assert (group.count.low, group.count.best, group.count.high) == (None, None, None)


def test_a_name_and_its_explanation_are_one_person(sentences: Parsed, lexicon: Lexicon) -> None:
    found = groups_in("Hassan Ali, a village elder, was killed.", sentences, lexicon)
    assert [surface for surface, _ in found] == ["Hassan Ali, a village elder"]


def test_a_list_of_persons_is_not_taken_for_one(sentences: Parsed, lexicon: Lexicon) -> None:
    found = groups_in("The bomb killed a doctor, a nurse and a driver.", sentences, lexicon)
    assert [surface for surface, _ in found] == ["a doctor", "a nurse", "a driver"]


def test_kin_and_attackers_are_marked(sentences: Parsed, lexicon: Lexicon) -> None:
    found = dict(groups_in("The gunman shot a man and his two sons.", sentences, lexicon))
    assert found["The gunman"].perpetrators
    assert found["his two sons"].kin
    assert not found["a man"].kin


def test_him_may_be_somebody_told_of_before(sentences: Parsed, lexicon: Lexicon) -> None:
    found = dict(groups_in("Police shot and killed him.", sentences, lexicon))
    assert found["him"].refers
    assert not found["him"].sure


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Three people died, the radio station Vision 2000 reported.", ["Three people"]),
        ("In Talbiseh 22 reported dead.", ["22"]),
    ],
)
def test_a_number_in_a_speaker_s_name_counts_nobody(
    sentences: Parsed, lexicon: Lexicon, text: str, expected: list[str]
) -> None:
    assert [surface for surface, _ in groups_in(text, sentences, lexicon)] == expected
