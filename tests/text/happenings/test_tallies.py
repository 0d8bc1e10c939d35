"""Places with a number each are a list of figures where the words before it say of whom."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geomap.text.happenings.tallies import place_tallies, tallied_casualties
from geomap.text.parsing.grammar import Sentence
from geomap.text.words.lexicon import Lexicon

Sentences = Callable[[str], tuple[Sentence, ...]]
Entry = tuple[str, int, str]

THREE = "Tillia, 14; Tassara, nine; Bakorat, six"


def _listed(text: str, sentences: Sentences, lexicon: Lexicon) -> list[Entry]:
    """Place, number and quantity of every entry."""
    return [
        (sentence.surface(*entry.place), entry.count, entry.quantity.value)
        for sentence in sentences(text)
        for entry in place_tallies(sentence, lexicon)
    ]


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        (f"29 people were killed on Monday: {THREE}.", "killed"),
        (f"29 people were wounded on Monday: {THREE}.", "wounded"),
        (
            "29 people were killed on Monday: Tillia (14), Tassara (nine) and Bakorat (six).",
            "killed",
        ),
        (f"Deaths by town: {THREE}.", "killed"),
    ],
)
def test_each_place_of_a_list_has_its_number(
    text: str, quantity: str, sentences: Sentences, lexicon: Lexicon
) -> None:
    assert _listed(text, sentences, lexicon) == [
        ("Tillia", 14, quantity),
        ("Tassara", 9, quantity),
        ("Bakorat", 6, quantity),
    ]


def test_numbers_with_a_word_of_harm_each_need_no_sum(
    sentences: Sentences, lexicon: Lexicon
) -> None:
    lead = "The governor listed them on Sunday"
    told = _listed(f"{lead}: Abala, 14 killed; Inates, nine killed.", sentences, lexicon)
    assert told == [("Abala", 14, "killed"), ("Inates", 9, "killed")]
    assert _listed(f"{lead}: Abala, 14; Inates, nine.", sentences, lexicon) == []
    mixed = f"{lead}: Abala, 14 killed; Inates, nine wounded."
    assert _listed(mixed, sentences, lexicon) == []


@pytest.mark.parametrize(
    "text",
    [
        f"30 people were killed on Monday: {THREE}.",
        f"29 houses were counted on Monday: {THREE}.",
        f"Houses by town: {THREE}.",
        "29 people were killed on Monday: Tillia, 29.",
        "29 people were killed on Monday in Tillia, Tassara and Bakorat.",
    ],
)
def test_numbers_that_make_up_no_count_of_people_are_no_list(
    text: str, sentences: Sentences, lexicon: Lexicon
) -> None:
    assert _listed(text, sentences, lexicon) == []


@pytest.mark.parametrize(
    "lead", ["Three people were killed on Monday", "94 people were killed on Monday", "Deaths"]
)
def test_persons_with_their_ages_are_no_places(
    lead: str, sentences: Sentences, lexicon: Lexicon
) -> None:
    text = f"{lead}: Maria Lopez, 34; Pedro Alvarez, 19; Ana Torres, 41."
    assert _listed(text, sentences, lexicon) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            f"29 people were killed on Monday: {THREE}.",
            [(29, False), (14, True), (9, True), (6, True)],
        ),
        (f"Deaths by town: {THREE}.", [(14, False), (9, False), (6, False)]),
    ],
)
def test_the_numbers_of_a_list_are_parts_of_the_sum_before_it(
    text: str, told: list[tuple[int, bool]], sentences: Sentences, lexicon: Lexicon
) -> None:
    [sentence] = sentences(text)
    found = tallied_casualties(sentence, place_tallies(sentence, lexicon), lexicon)
    assert [(casualty.group.count.best, casualty.part) for casualty in found] == told


@pytest.mark.parametrize(
    "speaker",
    [
        "officials said",
        "the governor's office said",
        "said the mayor",
        "a spokesman for the governor told reporters",
    ],
)
def test_a_list_may_end_in_who_counted(
    speaker: str, sentences: Sentences, lexicon: Lexicon
) -> None:
    text = f"29 people were killed on Monday: {THREE}, {speaker}."
    assert _listed(text, sentences, lexicon) == [
        ("Tillia", 14, "killed"),
        ("Tassara", 9, "killed"),
        ("Bakorat", 6, "killed"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"29 people were killed on Monday: {THREE}, the mayor wept.",
        f"29 people were killed on Monday: {THREE}, officials said, and 40 houses burned.",
        f"30 people were killed on Monday: {THREE}, officials said.",
    ],
)
def test_what_ends_in_another_number_or_no_speaker_is_no_list(
    text: str, sentences: Sentences, lexicon: Lexicon
) -> None:
    assert _listed(text, sentences, lexicon) == []
