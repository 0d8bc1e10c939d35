"""Harm told by what stands for its verb."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Figure = tuple[str, int | None, int | None, str]
Figures = Callable[[str], list[Figure]]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The pilot died, and so did two gunners.", [1, 2]),
        ("The pilot is dead, as are both gunners.", [1, 2]),
        ("First the father died, then both children.", [1, 2]),
        ("A driver was killed, and six passengers met the same fate.", [1, 6]),
        ("The mayor died on Monday, his deputy a day later.", [1, 1]),
        ("One man died on the spot, another on the way to hospital, a third at dawn.", [1, 1, 1]),
        ("The father survived; his wife and their three daughters did not.", [4]),
    ],
)
def test_what_stands_for_the_verb_tells_of_the_same_harm(
    text: str, told: list[int], figures: Figures
) -> None:
    assert [(quantity, low) for quantity, low, _, part in figures(text) if part == "whole"] == [
        ("killed", low) for low in told
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The pilot landed, and so did two gunners.",
        "The father voted; his wife and their three daughters did not.",
        "Another flew to Cairo, a third to Tunis.",
    ],
)
def test_no_harm_is_told_where_the_verb_before_tells_of_none(text: str, figures: Figures) -> None:
    assert figures(text) == []


def test_who_is_found_alive_is_not_dead(figures: Figures) -> None:
    assert figures("They brought out eleven people alive and seven dead.") == [
        ("killed", 7, 7, "whole")
    ]


def test_who_is_buried_is_one_of_those_who_died(figures: Figures) -> None:
    assert figures("Nineteen died, of whom the priest buried twelve.") == [
        ("killed", 12, 12, "part"),
        ("killed", 19, 19, "whole"),
    ]
