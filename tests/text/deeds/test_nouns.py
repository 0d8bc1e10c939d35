"""Nouns that count the dead: fresh graves, victims of a killing; and what only lies with them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Figure = tuple[str, int | None, int | None, str]
Figures = Callable[[str], list[Figure]]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("The priest counted 34 fresh graves in Agweng.", 34),
        ("The 22 victims of the massacre were buried on Tuesday.", 22),
        ("Twelve coffins were lowered into the ground.", 12),
    ],
)
def test_what_the_dead_are_laid_in_counts_them(text: str, number: int, figures: Figures) -> None:
    assert figures(text) == [("killed", number, number, "whole")]


@pytest.mark.parametrize(
    "text",
    [
        "Vandals destroyed 40 graves in the cemetery.",
        "They found 12 fresh mass graves.",
        "The dead were buried without coffins.",
        "The storm has killed off demand.",
    ],
)
def test_graves_that_count_nobody(text: str, figures: Figures) -> None:
    assert figures(text) == []
