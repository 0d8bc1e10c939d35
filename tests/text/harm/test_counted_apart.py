"""Attackers whom a count leaves out come on top, and a count with them holds the one without."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geomap.text.harm.casualties import find_casualties
from geomap.text.parsing.grammar import Sentence
from geomap.text.people.victims import find_groups
from geomap.text.words.lexicon import Lexicon

Figure = tuple[str, int | None, int | None, str]
Figures = Callable[[str], list[Figure]]
Sentences = Callable[[str], tuple[Sentence, ...]]


def _marked(text: str, sentences: Sentences, lexicon: Lexicon) -> list[tuple[int | None, bool]]:
    """Every count of the dead, and whether a later one takes its place."""
    return [
        (casualty.group.count.best, casualty.superseded)
        for sentence in sentences(text)
        for casualty in find_casualties(sentence, find_groups(sentence, lexicon), lexicon)
        if not casualty.part
    ]


@pytest.mark.parametrize(
    ("text", "victims", "attackers"),
    [
        ("Nine people died, not counting the bomber.", 9, 1),
        ("Nine people died in the blast, not counting two bombers.", 9, 2),
        ("Nine people were killed, excluding the suicide bomber.", 9, 1),
        ("The toll of seven dead did not include the bomber.", 7, 1),
        ("Seven people were killed, a count that did not include the bomber.", 7, 1),
    ],
)
def test_the_attackers_left_out_are_added(
    text: str, victims: int, attackers: int, figures: Figures
) -> None:
    assert figures(text) == [
        ("killed", attackers, attackers, "whole"),
        ("killed", victims, victims, "whole"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Nine people died, not counting the livestock.",
        "Nine people died, not counting the bomber's car.",
        "Nine people died in the blast, not counting two guards.",
        "Nine people were killed, a count that did not include the wounded.",
    ],
)
def test_others_left_out_of_a_count_are_not_added(text: str, figures: Figures) -> None:
    assert figures(text) == [("killed", 9, 9, "whole")]


def test_attackers_left_out_of_the_wounded_are_not_dead(figures: Figures) -> None:
    text = "Nine people were wounded, not counting the bomber."
    assert figures(text) == [("wounded", 9, 9, "whole")]


@pytest.mark.parametrize(
    "text",
    [
        "Eighteen people were killed, or 22 with the attackers.",
        "Eighteen people were killed, or 22 including the attackers.",
        "Eighteen people were killed, or 22 counting the four gunmen.",
    ],
)
def test_a_count_with_the_attackers_holds_the_one_before(
    text: str, sentences: Sentences, lexicon: Lexicon
) -> None:
    assert _marked(text, sentences, lexicon) == [(18, True), (22, False)]


@pytest.mark.parametrize(
    "text",
    [
        "Eighteen people were killed, or 22 with the drivers.",
        "Eighteen people were killed, or 14 with the attackers.",
    ],
)
def test_a_smaller_count_or_one_with_others_holds_nothing(
    text: str, sentences: Sentences, lexicon: Lexicon
) -> None:
    assert _marked(text, sentences, lexicon) == [(18, False)]


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("Commander shot dead in Sopore: soldiers killed a commander near the market.", 1),
        ("Two killed in Sopore: soldiers shot dead two men near the market.", 2),
    ],
)
def test_whom_a_heading_counts_is_not_counted_again(text: str, dead: int, figures: Figures) -> None:
    assert figures(text) == [("killed", dead, dead, "whole")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Two killed in Sopore: soldiers shot dead four men near the market.",
            [("killed", 2, 2, "whole"), ("killed", 4, 4, "whole")],
        ),
        (
            "Commander shot dead in Sopore: soldiers wounded a commander near the market.",
            [("killed", 1, 1, "whole"), ("wounded", 1, 1, "whole")],
        ),
        (
            "Soldiers killed a commander in Sopore and shot dead a commander near the market.",
            [("killed", 1, 1, "whole"), ("killed", 1, 1, "whole")],
        ),
    ],
)
def test_a_heading_keeps_what_is_not_told_again(
    text: str, told: list[Figure], figures: Figures
) -> None:
    assert figures(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "Eighteen people were killed, and 22 fled with the attackers.",
        "Eighteen people were killed, and 22 left with the gunmen.",
        "Eighteen people were killed, and 22 were seen with the attackers.",
    ],
)
def test_those_who_did_something_with_the_attackers_are_no_count_of_the_dead(
    text: str, sentences: Sentences, lexicon: Lexicon
) -> None:
    assert _marked(text, sentences, lexicon) == [(18, False)]


def test_a_bare_count_with_the_attackers_holds_the_one_before(
    sentences: Sentences, lexicon: Lexicon
) -> None:
    text = "Eighteen people were killed, 22 with the attackers."
    assert _marked(text, sentences, lexicon) == [(18, True), (22, False)]
