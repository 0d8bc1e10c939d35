"""Who was not harmed, or not now."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geomap.model import Reading

Figure = tuple[str, int | None, int | None, str]
Figures = Callable[[str], list[Figure]]
Read = Callable[[str], Reading]


@pytest.mark.parametrize(
    "text",
    [
        "Rescuers saved 200 people from drowning.",
        "The nine men were acquitted of murder.",
        "Eleven players were injured at the start of the season.",
        "The blast killed 40 sheep.",
        "They brought out eleven people alive.",
        "The governing body of nine met on Friday.",
        "Seven bodies of water were polluted.",
        "He was dead right about the nine votes.",
        "Scientists put nine mice to death.",
        "Nine prisoners were moved to a camp in the north.",
    ],
)
def test_who_was_saved_acquitted_or_at_play_was_not_harmed(text: str, figures: Figures) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Rescuers failed and 200 people died from drowning.", ("killed", 200, 200, "whole")),
        ("Eleven players were injured when a bomb hit their bus.", ("wounded", 11, 11, "whole")),
        ("They pulled 23 people out, seven of them dead.", ("killed", 7, 7, "whole")),
        ("They burned eleven people alive.", ("killed", 11, 11, "whole")),
    ],
)
def test_the_same_words_tell_of_harm_elsewhere(text: str, told: Figure, figures: Figures) -> None:
    assert figures(text) == [told]


def test_what_a_novel_tells_has_not_happened(read: Read) -> None:
    (claim,) = read("In the novel nine travellers are murdered on a train.").claims
    assert claim.scope == "hypothetical"


def test_a_wound_may_only_say_who_somebody_is(read: Read) -> None:
    (claim,) = read("The rebels freed two wounded soldiers.").claims
    assert claim.scope == "background"
